"""Strings to dates, and which date is believed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.metadata.pages import chosen, read

from bodycopy.metadata.address_dates import extract_date_from_url
from bodycopy.metadata.datesearch import search_date
from bodycopy.metadata.datetext import parse_date
from bodycopy.parse import parse


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("2024-05-31", None, "2024-05-31"),
        ("2024-05-31T08:15:30Z", None, "2024-05-31T08:15:30+00:00"),
        ("2024-05-31T08:15:30.250+0200", None, "2024-05-31T08:15:30.250000+02:00"),
        ("2024-05-31 08:15", None, "2024-05-31T08:15:00"),
        ("20240531T081530", None, "2024-05-31T08:15:30"),
        ("1717143330", None, "2024-05-31T08:15:30+00:00"),
        ("1717143330000", None, "2024-05-31T08:15:30+00:00"),
        ("Fri, 31 May 2024 08:15:30 +0200", None, "2024-05-31T08:15:30+02:00"),
        ("Fri May 31 2024 08:15:30 GMT+0200", None, "2024-05-31T08:15:30+02:00"),
        ("May 31, 2024 at 8:15 pm", "en", "2024-05-31T20:15:00"),
        ("Published on 31st May, 2024", "en", "2024-05-31"),
        ("Sept. 5, 2024", "en", "2024-09-05"),
        ("31. Mai 2024, 20.15 Uhr", "de", "2024-05-31T20:15:00"),
        ("le 1er août 2024 à 14h05", "fr", "2024-08-01T14:05:00"),
        ("31 de mayo de 2024", "es", "2024-05-31"),
        ("31 мая 2024 г.", "ru", "2024-05-31"),
        ("5 listopada 2024", "pl", "2024-11-05"),
        ("5. listopadu 2024", "cs", "2024-11-05"),
        ("31 Mayıs 2024", "tr", "2024-05-31"),
        ("2024年5月31日 20:15", "ja", "2024-05-31T20:15:00"),
        ("2024. 5. 31.", "ko", "2024-05-31"),
        ("5/6/2024", "en-US", "2024-05-06"),
        ("5/6/2024", "en-GB", "2024-06-05"),
        ("5/6/2024", "fr", "2024-06-05"),
        ("05.06.2024", "en", "2024-06-05"),
        ("31/5/24", "en", "2024-05-31"),
        ("2024-05-31T99:99", None, "2024-05-31"),
    ],
)
def test_dates_are_read(text: str, language: str | None, iso: str) -> None:
    assert parse_date(text, language) == iso


@pytest.mark.parametrize(
    "text",
    ["", "May 2024", "2024", "08:15", "2024-13-41", "1970-01-01", "version 1.2.3", "phone 555-0142", "0000-00-00", "soon"],
)
def test_no_day_no_date(text: str) -> None:
    assert parse_date(text, "en") is None


@given(st.text(max_size=60), st.sampled_from([None, "de", "en-GB", "ja", "xx", "nonsense"]))
def test_no_text_raises(text: str, language: str | None) -> None:
    found = parse_date(text, language)
    assert found is None or dt.datetime.fromisoformat(found)


@given(st.integers(631_152_000, 4_102_444_800))
def test_iso_comes_back(seconds: int) -> None:
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    assert parse_date(moment.isoformat()) == moment.isoformat()


def test_the_day_in_an_address() -> None:
    assert extract_date_from_url("https://example.org/2024/05/31/ferry") == "2024-05-31"
    assert extract_date_from_url("https://example.org/2024/5/3/ferry") == "2024-05-03"
    assert extract_date_from_url("https://example.org/traffic/2024/may/31/ferry") == "2024-05-31"
    assert extract_date_from_url("https://example.org/ferry-20240531") == "2024-05-31"
    assert extract_date_from_url("https://example.org/news/A2024053109154200017") == "2024-05-31"
    assert (
        extract_date_from_url("https://archive.example/web/20250101000000/https://example.org/2024/05/31/ferry") == "2024-05-31"
    )
    assert extract_date_from_url("https://archive.example/web/20250101000000/https://example.org/ferry") is None
    assert extract_date_from_url("https://example.org/ferry-2024053") is None
    assert extract_date_from_url("https://example.org/ferry-120240531") is None
    assert extract_date_from_url("https://example.org/t/ferry-2024-4-4") is None
    assert extract_date_from_url("https://example.org/2024/13/41/ferry") is None
    assert extract_date_from_url("https://example.org/ferry?d=2024/05/31") is None
    assert extract_date_from_url("https://[broken") is None


def test_structured_before_shown_before_address() -> None:
    body = '<h1>Ferry runs again</h1><time datetime="2024-05-30">30 May</time><p>Text.</p>'
    tag = '<meta property="article:published_time" content="2024-05-29T10:00:00Z">'
    assert read(tag, body).date_published == "2024-05-29T10:00:00+00:00"
    assert read("", body).date_published == "2024-05-30"
    by_address = read("", "<p>Text.</p>")
    assert (by_address.date_published, chosen(by_address, "datePublished")) == ("2024-05-31", ["url"])


def test_published_and_modified_are_apart_and_raw_is_kept() -> None:
    metadata = read(linked={"@type": "Article", "datePublished": "May 30, 2024", "dateModified": "2024-06-02T10:00:00Z"})
    assert (metadata.date_published, metadata.date_published_raw) == ("2024-05-30", "May 30, 2024")
    assert (metadata.date_modified, metadata.date_modified_raw) == ("2024-06-02T10:00:00+00:00", "2024-06-02T10:00:00Z")


def test_a_date_line_that_speaks_of_a_change() -> None:
    metadata = read("", "<h1>Ferry runs again</h1><p>Updated on June 2, 2024</p><p>Text.</p>", url="https://example.org/ferry")
    assert (metadata.date_published, metadata.date_modified) == ("2024-06-02", "2024-06-02")
    assert chosen(metadata, "datePublished") == []
    linked = {"@type": "Article", "datePublished": "2024-05-30"}
    apart = read(
        "", "<h1>Ferry runs again</h1><p>Updated on June 2, 2024</p><p>Text.</p>", linked, url="https://example.org/ferry"
    )
    assert (apart.date_published, apart.date_modified) == ("2024-05-30", "2024-06-02")


def test_a_word_before_the_time_says_what_it_is_the_time_of() -> None:
    metadata = read(body="<main><p>Last updated <time datetime='2024-05-31T09:00Z'>a day ago</time></p></main>", url=None)
    assert (metadata.date_modified, chosen(metadata, "dateModified")) == ("2024-05-31T09:00:00+00:00", ["time"])
    both = "<p>Posted <time datetime='2024-05-30'></time> Updated <time datetime='2024-05-31'></time></p>"
    metadata = read(body=both, url=None)
    assert (metadata.date_published, metadata.date_modified) == ("2024-05-30", "2024-05-31")


def test_elements_in_the_place_of_time() -> None:
    for tag in ("relative-time datetime", "faceplate-timeago ts"):
        metadata = read(body=f"<div class='contrast-more:ink'><{tag}='2024-05-31T09:00Z'></{tag.split()[0]}></div>", url=None)
        assert (metadata.date_published, chosen(metadata, "datePublished")) == ("2024-05-31T09:00:00+00:00", ["time"])


def test_a_tag_of_change_alone_dates_nothing() -> None:
    metadata = read('<meta property="article:modified_time" content="2024-06-02T10:00:00Z">', url="https://example.org/ferry")
    assert (metadata.date_published, metadata.date_modified) == (None, "2024-06-02T10:00:00+00:00")


def test_never_after_the_day_of_reference() -> None:
    linked = {"@type": "Article", "datePublished": "2031-01-01", "dateModified": "2031-01-01"}
    metadata = read("", "<h1>Ferry runs again</h1>", linked, reference_date=dt.date(2024, 6, 1))
    assert (metadata.date_published, metadata.date_modified) == ("2024-05-31", None)
    assert read("", "<h1>Ferry runs again</h1>", linked).date_published == "2031-01-01"


def test_a_zone_may_be_a_day_ahead() -> None:
    linked = {"@type": "Article", "datePublished": "2024-06-02T00:10:00+12:00"}
    assert read("", "", linked, reference_date=dt.date(2024, 6, 1)).date_published == "2024-06-02T00:10:00+12:00"


def test_a_stamp_of_the_last_build_yields_to_an_earlier_day_below_the_headline() -> None:
    linked = {
        "@type": "BlogPosting",
        "headline": "Ferry runs again",
        "datePublished": "2025-06-24",
        "dateModified": "2025-06-24",
    }
    body = "<h1>Ferry runs again</h1><p>Jane Doe</p><p>August 25, 2023</p><p>Text.</p>"
    assert read("", body, linked, url="https://example.org/ferry").date_published == "2023-08-25"
    later = {**linked, "dateModified": "2023-08-25"}
    assert read("", body, later, url="https://example.org/ferry").date_published == "2025-06-24"
    assert read("", body.replace("2023", "2026"), linked, url="https://example.org/ferry").date_published == "2025-06-24"


def test_a_tag_and_the_page_together_against_another_tag() -> None:
    linked = {"@type": "Article", "datePublished": "2024-05-20"}
    tag = '<title>Ferry runs again</title><meta property="article:published_time" content="2024-05-30T10:00">'
    shown = "<h1>Ferry runs again</h1><p>30 May 2024</p>"
    assert (read(tag, shown, linked).date_published or "")[:10] == "2024-05-30"
    assert (read(tag, "<h1>Ferry runs again</h1>", linked).date_published or "")[:10] == "2024-05-20"
    next_day = {"@type": "Article", "datePublished": "2024-05-29T23:05Z"}
    assert (read(tag, shown, next_day).date_published or "")[:10] == "2024-05-29"


def test_midnight_told_in_utc_is_of_the_day_that_the_page_shows() -> None:
    tag = '<title>Ferry runs again</title><meta property="article:published_time" content="2024-05-29T{}">'
    shown = "<h1>Ferry runs again</h1><p>30 May 2024</p>"
    assert read(tag.format("22:00Z"), shown, url=None).date_published == "2024-05-30"
    for other in ("22:10Z", "04:00Z", "22:00+02:00"):
        assert (read(tag.format(other), shown, url=None).date_published or "")[:10] == "2024-05-29"


def test_dates_of_teasers_comments_and_members_are_not_the_articles() -> None:
    body = (
        '<h1>Ferry runs again</h1><p>Text.</p><p>Joined May 1, 2020</p><div class="recommended"><time datetime="2020-01-01">then</time></div>'
        '<div class="related-posts"><time datetime="2021-01-01">then</time></div><ol class="comments"><li><time datetime="2022-01-01">t</time></ol>'
    )
    assert read("", body, url="https://example.org/ferry").date_published is None


def test_htmldate_is_asked_last_and_never_completes_a_date_from_the_clock() -> None:
    dated = parse('<div><p>Text.</p><p id="footer-date">Oslo, 2024-05-30 10:00:00</p></div>')
    partial = parse('<div><p>Text.</p><span class="date">2024-05</span></div>')
    assert search_date(dated, None) == "2024-05-30"
    assert search_date(partial, None) is None
