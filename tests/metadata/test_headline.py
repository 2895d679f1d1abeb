"""The headline: without the site's name, without kicker, the one that the page shows."""

from __future__ import annotations

import pytest
from tests.metadata.pages import chosen, read

from bodycopy.metadata.sitename import without_site_name, without_site_part


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Ferry runs again | The Harbour Times", "Ferry runs again"),
        ("The Harbour Times - Ferry runs again", "Ferry runs again"),
        ("Ferry runs again - News - The Harbour Times", "Ferry runs again - News"),
        ("Ferry runs again – and again", "Ferry runs again – and again"),
        ("The Harbour Times: Ferry runs again", "Ferry runs again"),
        ("Ferry runs again · harbourtimes.example", "Ferry runs again"),
        ("« Ferry » : un mot", "« Ferry » : un mot"),
        ("The Harbour Times", "The Harbour Times"),
        ("Ferry runs again | The Harbour Times Online", "Ferry runs again"),
        ("The Harbour Times of my youth and of my father's", "The Harbour Times of my youth and of my father's"),
        ("The Harbour Times and many other papers - A list", "The Harbour Times and many other papers - A list"),
    ],
)
def test_the_name_of_the_site_is_cut_off(title: str, left: str) -> None:
    assert without_site_name(title, ["The Harbour Times"], "harbourtimes.example") == left


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Ferry runs again | Jane's blog", "Ferry runs again"),
        ("Ferry runs again - Jane's blog", "Ferry runs again - Jane's blog"),
        ("Ferry | Jane's blog", "Ferry | Jane's blog"),
        (
            "Ferry runs again | and the whole town has come to see it",
            "Ferry runs again | and the whole town has come to see it",
        ),
    ],
)
def test_a_part_after_a_bar_goes_without_evidence_a_dash_stays(title: str, left: str) -> None:
    assert without_site_part(title) == left


def test_the_heading_of_the_page_wins_over_titles_for_search_engines() -> None:
    metadata = read(
        head='<title>Best ferries 2024 | The Harbour Times</title><meta property="og:title" content="Best ferries 2024">'
        '<meta property="og:type" content="article">',
        body="<h1>The seven best ferries of the north</h1>",
    )
    assert metadata.headline == "The seven best ferries of the north"


def test_the_heading_wins_over_all_that_is_written_for_machines() -> None:
    seo = "Ferry, tickets, times: all you need to know"
    metadata = read(
        head=f'<title>{seo} | The Harbour Times</title><meta property="og:title" content="{seo}">',
        linked={"@type": "Article", "headline": seo},
        body="<h1>All aboard: the ferry runs again</h1><p>The ferry sailed at noon, with forty people and a goat on board.</p>",
    )
    assert (metadata.headline, chosen(metadata, "headline")) == ("All aboard: the ferry runs again", ["h1"])


@pytest.mark.parametrize(
    ("title", "winner"),
    [("Ferry sails after a year of repairs", "json-ld"), ("All aboard: the ferry runs again", "h1"), ("Ferry news", "h1")],
)
def test_on_news_the_newsrooms_headline_wins_if_the_title_confirms_it(title: str, winner: str) -> None:
    metadata = read(
        head=f'<title>{title} | The Harbour Times</title><meta property="og:title" content="All aboard: the ferry runs again">',
        linked={"@type": "NewsArticle", "headline": "Ferry sails after a year of repairs"},
        body="<h1>All aboard: the ferry runs again</h1><p>The ferry sailed at noon, with forty people and a goat on board.</p>",
    )
    assert chosen(metadata, "headline") == [winner]


def test_a_slogan_on_a_page_that_is_used_does_not() -> None:
    head = "<title>Ferry tickets for groups</title><meta property='og:title' content='Ferry tickets for groups'>"
    slogan = "<h1>Ferry tickets as cheap as never before</h1>"
    assert read(head=head, body=f"{slogan}<p>From 3 crowns</p>").headline == "Ferry tickets for groups"
    prose = "<p>The ferry runs again, and whoever has a group to bring across may well ask what it will cost them.</p>" * 20
    assert read(head=head, body=slogan + prose).headline == "Ferry tickets as cheap as never before"


def test_a_link_to_the_front_page_is_the_name_of_the_site() -> None:
    for href in ("/", "https://harbourtimes.example", "https://www.harbourtimes.example/"):
        metadata = read(
            head="<title>Ferry runs again | Ships and tides</title>",
            body=f'<h1><a href="{href}">Ships and tides</a></h1><h2>Ferry runs again</h2>',
        )
        assert (metadata.headline, chosen(metadata, "headline")) == ("Ferry runs again", ["h2"])


def test_the_end_of_a_title_whose_beginning_is_shown_too_is_the_name_of_the_work() -> None:
    metadata = read(
        head="<title>Mooring lines - The Harrow Handbook</title>", body="<h1>The Harrow Handbook</h1><h1>Mooring lines</h1>"
    )
    assert metadata.headline == "Mooring lines"


def test_a_section_above_the_headline_is_none() -> None:
    body = "<h1>News</h1><h1>Ferry runs again</h1>"
    assert read(head="<title>News - Ferry runs again</title>", body=body).headline == "Ferry runs again"


def test_a_heading_that_repeats_the_title_before_one_that_resembles_it() -> None:
    body = "<h2>Ferry runs again</h2><h1>Why the ferry runs late</h1>"
    assert read(head="<title>Ferry runs again</title>", body=body).headline == "Ferry runs again"


def test_small_words_make_no_resemblance() -> None:
    body = "<h1>On the sea and in the air</h1><h2>Ferry to the isle and back</h2>"
    metadata = read(head="<title>Ferry to the isle and back</title>", body=body)
    assert metadata.headline == "Ferry to the isle and back"


def test_the_sites_name_in_a_bare_element_is_no_part_of_a_title() -> None:
    head = '<title>Ferry runs | Harbour Times | Read now!</title><meta property="og:site_name" content="Harbour Times">'
    assert read(head=head, body="<div>Harbour Times</div>").headline == "Ferry runs | Harbour Times"


def test_a_heading_in_a_menu_is_none() -> None:
    metadata = read(head="<title>Ferry runs again</title>", body="<nav><h1>Ferry news</h1></nav><h2>Ferry runs again</h2>")
    assert (metadata.headline, chosen(metadata, "headline")) == ("Ferry runs again", ["h2"])


def test_a_heading_in_a_breadcrumb_that_says_what_a_title_says() -> None:
    metadata = read(
        head="<title>Ferry runs again at last</title>",
        body="<nav><h1>Ferry runs again at last</h1></nav><h2>Talk <span>Ferry runs again, at last!</span></h2>",
    )
    assert (metadata.headline, chosen(metadata, "headline")) == ("Ferry runs again at last", ["h1"])


def test_the_date_run_into_a_heading_is_cut_off() -> None:
    metadata = read(
        head="<title>Ferry runs again</title>", body="<h1>Ferry runs again <small>Posted on 30 May 2024 by Jane</small></h1>"
    )
    assert metadata.headline == "Ferry runs again"


def test_the_part_of_a_title_that_the_page_shows_in_a_bare_element() -> None:
    metadata = read(head="<title>Ferry runs again / Talk / Harbour boards</title>", body="<div>Ferry runs again</div>")
    assert metadata.headline == "Ferry runs again"


def test_the_logo_is_no_headline() -> None:
    metadata = read(
        head='<title>Ferry runs again</title><meta property="og:site_name" content="The Harbour Times">',
        body="<h1>The Harbour Times</h1><h1>Ferry runs again</h1>",
    )
    assert metadata.headline == "Ferry runs again"
    assert "h1" in {candidate.source for candidate in metadata.candidates if not candidate.chosen}


def test_titles_without_spaces() -> None:
    head = "<title>渡船恢复通航 市民排队_江边晚报网</title>"
    assert read(head=head, body="<h1>渡船恢复通航 市民排队</h1>", language="zh").headline == "渡船恢复通航 市民排队"
    head = '<title>渡船恢复通航！-江边网</title><meta property="og:site_name" content="江边网">'
    assert read(head=head, language="zh").headline == "渡船恢复通航！"


def test_a_kicker_inside_the_heading_is_cut_off() -> None:
    metadata = read(body='<h1><span class="article-kicker">Traffic:</span> <span>Ferry runs again</span></h1>')
    assert metadata.headline == "Ferry runs again"


def test_a_kicker_that_only_the_heading_has() -> None:
    metadata = read(
        head="<title>Ferry runs again at last</title>",
        linked={"@type": "Article", "headline": "Ferry runs again at last"},
        body="<h1><span>Traffic</span><span>Ferry runs again at last</span></h1>",
    )
    assert metadata.headline == "Ferry runs again at last"


def test_a_subtitle_in_an_element_of_its_own_is_cut_off() -> None:
    head = "<title>Ferry runs again at last</title>"
    apart = "<h1>Ferry runs again at last <span>Harbour rejoices</span></h1>"
    assert read(head=head, body=apart).headline == "Ferry runs again at last"
    together = "<h1>Ferry runs again at last, harbour rejoices</h1>"
    assert read(head=head, body=f"{together}<p>The ferry runs.</p>", linked={"@type": "Article"}).headline == (
        "Ferry runs again at last, harbour rejoices"
    )


def test_no_markup_no_kicker() -> None:
    head = "<title>Ferry runs again at last</title>"
    linked = {"@type": "Article"}
    assert (
        read(head=head, body="<h1>The ferry runs again at last</h1>", linked=linked).headline == "The ferry runs again at last"
    )
    quoted = "<h1>“What joy”: Ferry runs again at last</h1>"
    assert read(head=head, body=quoted, linked=linked).headline == "“What joy”: Ferry runs again at last"


def test_what_most_titles_have_is_no_kicker() -> None:
    whole = "Repairs: Ferry runs again at last"
    metadata = read(
        head=f'<title>{whole}</title><meta property="og:title" content="{whole}">'
        '<meta name="twitter:title" content="Ferry runs again at last">',
        body="<h1><span>Repairs:</span> Ferry runs again at last</h1>",
    )
    assert metadata.headline == whole


def test_what_the_page_shows_of_a_title_with_a_colon() -> None:
    metadata = read(
        head="<title>Harrow Ledger: Depot clock runs again</title>", body="<font size=5><b>Depot clock runs again</b></font>"
    )
    assert metadata.headline == "Depot clock runs again"


def test_a_break_parts_words_and_markup_inside_a_word_does_not() -> None:
    assert read(body="<h1>Ferry<br>runs <b>a</b>gain ¶</h1>").headline == "Ferry runs again"


def test_a_tag_named_title_does_not_hide_the_title() -> None:
    head = '<meta name="title" content="Tickets and times"><title>Ferry runs again</title>'
    metadata = read(head=head, body="<h1>Ferry runs again</h1>")
    assert metadata.headline == "Ferry runs again"
    assert {candidate.source for candidate in metadata.candidates} >= {"meta[title]", "title", "h1"}


def test_entities_written_twice() -> None:
    metadata = read(head='<meta property="og:title" content="Salt &amp;amp; pepper &amp;#8211; a love story">')
    assert metadata.headline == "Salt & pepper – a love story"
    assert chosen(metadata, "headline") == ["og:title"]
