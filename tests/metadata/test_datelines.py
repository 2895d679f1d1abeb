"""What a line with dates says, dates counted back from the day on which the page was seen, and which order numbers have."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.metadata.pages import chosen, read

from bodycopy.metadata.address_dates import read_address
from bodycopy.metadata.datelines import dated_parts, is_date_line, stated_day
from bodycopy.metadata.datetext import number_order, parse_date
from bodycopy.metadata.relative import parse_relative
from bodycopy.model import Include

SEEN = dt.date(2024, 5, 31)
FERRY = "https://example.org/ferry"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("3 May 2024", [("datePublished", "3 May 2024")]),
        ("Updated 3 May 2024", [("dateModified", "Updated 3 May 2024")]),
        ("Stand: 03.05.2024", [("dateModified", "Stand: 03.05.2024")]),
        ("3 May 2024 (updated)", [("dateModified", "3 May 2024 (updated)")]),
        (
            "Published 3 May 2024. Updated 5 May 2024",
            [("datePublished", "Published 3 May 2024."), ("dateModified", "Updated 5 May 2024")],
        ),
        ("3 May 2024, updated 5 May 2024", [("datePublished", "3 May 2024"), ("dateModified", "updated 5 May 2024")]),
        ("Joined 3 May 2024", []),
        ("Last post: 3 May 2024", []),
        ("© 3 May 2024", []),
        ("no date here", []),
    ],
)
def test_the_dates_of_a_line(text: str, parts: list[tuple[str, str]]) -> None:
    assert list(dated_parts(text, "en")) == parts


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("This entry was posted on Tuesday, May 3rd, 2024 at 11:03 pm and is filed under Boats, Goats.", "en", "2024-05-03"),
        ("This article was originally published on 3 May 2024 but has been updated since.", "en", "2024-05-03"),
        (
            "Dieser Beitrag wurde am Freitag, 3. Mai 2024 um 23:03 Uhr veröffentlicht und unter Boote abgelegt.",
            "de",
            "2024-05-03",
        ),
        ("Cet article a été publié le 3 mai 2024 dans la rubrique Bateaux.", "fr", "2024-05-03"),
        ("Esta entrada fue publicada el 3 de mayo de 2024 en Barcos.", "es", "2024-05-03"),
        ("Questo articolo è stato pubblicato il 3 maggio 2024 alle 20.", "it", "2024-05-03"),
        ("Dit bericht is geplaatst op 3 mei 2024 in Boten.", "nl", "2024-05-03"),
        ("Published on 3 May 2024 Length: 1 hour 4 minutes Licence: CC-BY 4.0 Downloads: 22,273", "en", "2024-05-03"),
        ("A report that was published on 3 May 2024 says that the ferry is late.", "en", None),
        ("The ferry wurde am 3. Mai 2024 getauft.", "de", None),
        ("This ferry was published on every pier.", "en", None),
    ],
)
def test_a_note_that_gives_its_texts_date(text: str, language: str, day: str | None) -> None:
    stated = stated_day(text, language)
    assert (stated and (parse_date(stated, language) or "")[:10]) == day


def test_a_sentence_is_no_date_line() -> None:
    assert is_date_line("3 May 2024, 20:15", "en")
    assert not is_date_line("On 3 May 2024 the ferry sailed for the first time in many long years", "en")


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("3 hours ago", "en", "2024-05-31"),
        ("13 hours ago", "en", "2024-05-30"),
        ("Published 2 days ago", "en", "2024-05-29"),
        ("an hour ago", "en", "2024-05-31"),
        ("5d ago", "en", "2024-05-26"),
        ("3 months ago", "en", "2024-02-29"),
        ("1 year ago", "en", "2023-05-31"),
        ("Yesterday at 5:30 pm", "en", "2024-05-30T17:30:00"),
        ("Updated yesterday", "en", "2024-05-30"),
        ("vor 2 Stunden", "de", "2024-05-31"),
        ("Heute, 10:15 Uhr", "de", "2024-05-31T10:15:00"),
        ("il y a 3 jours", "fr", "2024-05-28"),
        ("Publié hier à 14h05", "fr", "2024-05-30T14:05:00"),
        ("hace 2 semanas", "es", "2024-05-17"),
        ("2 giorni fa", "it", "2024-05-29"),
        ("há 5 dias", "pt-BR", "2024-05-26"),
        ("2 dagen geleden", "nl", "2024-05-29"),
        ("2 дня назад", "ru", "2024-05-29"),
        ("3 dni temu", "pl", "2024-05-28"),
        ("3 дні тому", "uk", "2024-05-28"),
        ("för 2 dagar sedan", "sv", "2024-05-29"),
        ("for 3 dager siden", "nb", "2024-05-28"),
        ("2 dage siden", "da", "2024-05-29"),
        ("před 3 dny", "cs", "2024-05-28"),
        ("2 gün önce", "tr", "2024-05-29"),
        ("3日前", "ja", "2024-05-28"),
        ("5天前", "zh", "2024-05-26"),
        ("قبل 3 أيام", "ar", "2024-05-28"),
        ("2일 전", "ko", "2024-05-29"),
        ("2 days ago", "de", "2024-05-29"),
    ],
)
def test_counted_back_in_the_languages_of_pages(text: str, language: str, iso: str) -> None:
    assert parse_relative(text, language, SEEN) == iso


@pytest.mark.parametrize("text", ["today", "heute", "long ago", "3 min read", "10000 days ago", "", "Yesterday’s papers"])
def test_common_words_count_nothing(text: str) -> None:
    assert parse_relative(text, "de", SEEN) is None


@given(st.text(max_size=90), st.sampled_from([None, "de", "ar", "ja", "xx", "nonsense"]))
def test_no_text_raises_and_none_is_of_the_future(text: str, language: str | None) -> None:
    found = parse_relative(f"{text} 3 days ago", language, SEEN)
    assert found is None or dt.date.fromisoformat(found[:10]) <= SEEN


def test_relative_dates_only_with_a_day_of_reference() -> None:
    body = "<h1>Ferry runs again</h1><p>3 days ago</p><p>Text.</p>"
    seen = read("", body, url=FERRY, reference_date=SEEN)
    assert (seen.date_published, seen.date_published_raw) == ("2024-05-28", "3 days ago")
    assert read("", body, url=FERRY).date_published is None
    dated = read("", f"{body}<time>2024-05-27</time>", url=FERRY, reference_date=SEEN)
    assert dated.date_published == "2024-05-27"


@pytest.mark.parametrize(
    ("texts", "language", "order"),
    [
        (["2/12/2025"], "en", "en"),
        (["2/12/2025", "13/11/2025"], "en", "en-GB"),
        (["2/12/2025", "December 2, 2025"], "en", "en-GB"),
        (["2/12/2025", "February 12, 2025"], "en", "en"),
        (["2/12/2025", "11/13/2025"], "en", "en"),
        (["2.12.2025"], "en", "en"),
        (["2/12/2025"], "fr", "fr"),
    ],
)
def test_other_dates_tell_the_order_of_day_and_month(texts: list[str], language: str, order: str) -> None:
    assert number_order(texts, language) == order


@pytest.mark.parametrize(
    ("address", "day", "vouched"),
    [
        ("2024-05-31", dt.date(2024, 5, 30), True),
        ("2024-05-31", dt.date(2024, 5, 20), False),
        ("2024-05", dt.date(2024, 5, 20), True),
        ("2024-05", dt.date(2024, 6, 20), False),
    ],
)
def test_an_address_vouches_for_days_near_its_own(address: str, day: dt.date, vouched: bool) -> None:
    known = read_address(address)
    assert known is not None
    assert known.vouches(day) is vouched


def test_what_the_page_shows_must_agree_with_its_address() -> None:
    body = "<h1>Ferry runs again</h1><p>Out on 14 August 2017</p><p>Saturday, 9 September 2017</p><p>Text.</p>"
    assert read("", body, url="https://example.org/2017/09/ferry.html").date_published == "2017-09-09"
    assert read("", body, url="https://example.org/2020/05/31/ferry.html").date_published == "2020-05-31"


def test_a_tag_of_an_uncertain_kind_yields_to_the_date_line() -> None:
    body = "<h1>Ferry runs again</h1><p>30 May 2024</p><p>Text.</p>"
    metadata = read('<meta name="dc.date" content="2024-06-20">', body, url=FERRY)
    assert (metadata.date_published, chosen(metadata, "datePublished")) == ("2024-05-30", ["near headline"])
    assert read('<meta name="dc.date" content="2024-06-20">', "<h1>Ferry</h1>", url=FERRY).date_published == "2024-06-20"


def test_tags_nobody_has_listed_and_data_in_scripts() -> None:
    tag = '<meta name="x-published-date" content="2024-05-30">'
    assert chosen(read(tag, "", url=FERRY), "datePublished") == ["meta[x-published-date]"]
    one = '<script>var page = {"publishedAt": "2024-05-30T10:00:00Z", "title": "Ferry"}</script>'
    assert read("", one, url=FERRY).date_published == "2024-05-30T10:00:00+00:00"
    two = one + '<script>var next = {"publishedAt": "2024-05-29T10:00:00Z"}</script>'
    assert read("", two, url=FERRY).date_published is None


def test_a_table_below_the_headline_dates_nothing() -> None:
    linked = {"@type": "Article", "datePublished": "2024-05-30"}
    rows = "".join(f"<p>{day}/1/2013</p>" for day in range(1, 8))
    assert read("", f"<h1>Ferry runs again</h1>{rows}", linked, url=FERRY).date_published == "2024-05-30"


def test_a_tag_that_gives_the_day_of_the_change_means_the_change() -> None:
    head = '<meta name="dc.date" content="2024-07-05"><meta property="og:updated_time" content="2024-07-05T10:00:00Z">'
    body = "<p>March 1, 2024</p><h1>Ferry runs again</h1><p>Text.</p>"
    assert read(head, body, url=FERRY).date_published == "2024-03-01"


def test_of_a_stamped_page_the_one_date_that_says_it_is_the_publications_is_believed() -> None:
    linked = {"@type": "Article", "datePublished": "2024-06-29", "dateModified": "2024-06-29"}
    shown = '<h1>Ferry runs again</h1><p>Text.</p><time pubdate datetime="2024-05-30">30 May</time>'
    assert read("", shown, linked, url=FERRY).date_published == "2024-05-30"
    teasers = shown + '<time pubdate datetime="2024-05-30">30 May</time>'
    assert read("", teasers, linked, url=FERRY).date_published == "2024-06-29"


@pytest.mark.parametrize("tag", ["", '<meta property="article:published_time" content="2024-05-31">'])
def test_asking_for_sources_changes_no_date(tag: str) -> None:
    story = f"<p>{'The ferry sailed at noon and it was full of people. ' * 5}</p>" * 4
    body = (
        f'<h1>Ferry runs again</h1><time datetime="2024-05-30">then</time>{story}<p class="date">Updated 2 June 2024, 10:15</p>'
    )
    plain, told = read(tag, body, url=FERRY), read(tag, body, url=FERRY, include=frozenset({Include.SOURCES}))
    assert (plain.date_published, plain.date_modified) == (told.date_published, told.date_modified)
    assert {known.source for known in told.candidates if known.field == "dateModified"} == {"date block"}
    assert not [known for known in plain.candidates if known.field == "dateModified"]
