"""Authors of a page: which source is believed, and where the page shows them."""

from __future__ import annotations

import pytest
from tests.metadata.pages import chosen, names, read

from bodycopy.model import Include

HEAD = "<title>Ferry runs again</title>"
TEXT = (
    "<p>The ferry sailed at noon, with forty people and a goat on board, and came back at four with the goat. "
    + "Nobody knows why. " * 5
    + "</p>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>Ferry runs again</h1><p>By Jane Doe</p>", ["Jane Doe"]),
        (
            "<h1>Ferry runs again</h1><p>By <a href='/x'>Jane Doe</a> and <a href='/y'>John Roe</a></p>",
            ["Jane Doe", "John Roe"],
        ),
        ("<h1>Ferry runs again</h1><div><a href='/authors/jane-doe'>Jane Doe</a></div>", ["Jane Doe"]),
        ("<h1>Ferry runs again</h1><div><span>Jane Doe</span><span>May 31, 2024</span></div>", ["Jane Doe"]),
        ("<h1>Ferry runs again</h1><p>By Jane Doe</p><p>Reviewed by John Roe</p>", ["Jane Doe"]),
        (
            "<h1>Ferry runs again</h1><p>By <a href='/authors/doe'>Jane Doe</a> – Updated May 31, 2024 | Fact-checked by "
            "<a href='/authors/roe'>John Roe</a></p>",
            ["Jane Doe"],
        ),
        ("<h1>Ferry runs again</h1><p>Published May 31, 2024 by Jane Doe</p>", ["Jane Doe"]),
        ("<h1>Ferry runs again</h1><p>May 31, 2024 <b>•</b> Jane Doe in <a href='/boats'>Boats</a></p>", ["Jane Doe"]),
        ("<h1>Ferry runs again</h1><p>May 31, 2024 <b>•</b> Rich Choices for groups</p>", []),
        ("<h1>Ferry runs again</h1><p>31.05.2024 - Jane Doe</p>", ["Jane Doe"]),
        ("<h1>Ferry runs again</h1><p>Jane Doe | Senior Writer | May 31, 2024</p>", ["Jane Doe"]),
        ("<h1>Ferry runs again</h1><p>The ferry at the pier on May 31, 2024, seen by John Roe</p>", []),
        ("<h1>Ferry runs again</h1><div>来源：江边晚报　记者：周铭</div>", ["周铭"]),
        (f"<h1>Ferry runs again</h1>{TEXT}{TEXT}{TEXT}<div class='article-byline'>Jane Doe</div>", ["Jane Doe"]),
        (f"<h1>Ferry runs again</h1>{TEXT}{TEXT}{TEXT}<a rel='author' href='/j'>Jane Doe</a>", ["Jane Doe"]),
        (
            f"<h1>Ferry runs again</h1>{TEXT}{TEXT}{TEXT}<footer class='post-footer'><b class='author'>Jane Doe</b></footer>",
            ["Jane Doe"],
        ),
        (f"<h1>Ferry runs again</h1>{TEXT}{TEXT}{TEXT}<footer><b class='author'>John Roe</b></footer>", []),
        (f"<h1>Ferry runs again</h1>{TEXT}<div class='authority'>Jane Doe</div>", []),
        (f"<h1>Ferry runs again</h1>{TEXT}{TEXT}{TEXT}<div class='comments'><span class='author'>John Roe</span></div>", []),
        (f"<h1>Ferry runs again</h1>{TEXT}{TEXT}{TEXT}<aside><p class='byline'>By John Roe</p></aside>", []),
        (f"<h1>Ferry runs again</h1><p>By the sea</p>{TEXT}", []),
    ],
)
def test_where_a_page_shows_its_authors(body: str, expected: list[str]) -> None:
    assert names(read(HEAD, body)) == expected


def test_bylines_of_teasers_below_are_others() -> None:
    teaser = "<div class='item'><h3>Other</h3><span class='author-name'>John Roe</span></div>"
    body = f"<h1>Ferry runs again</h1>{TEXT}{TEXT}{TEXT}<div><div class='author-name'>Jane Doe</div></div><section><div>{teaser * 3}</div></section>"
    assert names(read(HEAD, body)) == ["Jane Doe"]


def test_a_person_in_the_byline_replaces_the_sites_name() -> None:
    linked = {
        "@type": "Article",
        "author": {"@type": "Organization", "name": "The Harbour Times"},
        "publisher": {"name": "The Harbour Times"},
    }
    assert names(read(HEAD, "<h1>Ferry runs again</h1><p>By Jane Doe</p>", linked)) == ["Jane Doe"]
    assert names(read(HEAD, "<h1>Ferry runs again</h1>", linked)) == ["The Harbour Times"]


def test_the_best_source_is_taken_whole_and_addresses_from_any() -> None:
    head = (
        '<meta name="author" content="Jane Doe, John Roe"><meta property="article:author" content="https://example.org/jane">'
    )
    linked = {"@type": "Article", "author": [{"@type": "Person", "name": "Jane Doe"}]}
    body = (
        "<div itemscope itemtype='https://schema.org/Article'><span itemprop='author'><a href='/jane'>Jane Doe</a></span></div>"
    )
    metadata = read(head, body, linked)
    assert names(metadata) == ["Jane Doe"]
    assert metadata.authors[0].url == "https://www.harbourtimes.example/jane"
    assert chosen(metadata, "authors") == ["json-ld"]
    losers = {candidate.source for candidate in metadata.candidates if candidate.field == "authors" and not candidate.chosen}
    assert losers >= {"author", "article:author", "microdata"}


def test_an_address_is_no_author() -> None:
    assert names(read('<meta property="article:author" content="https://www.facebook.com/harbourtimes">')) == []


def test_the_photographer_of_a_figure_is_no_author() -> None:
    body = "<article itemscope itemtype='https://schema.org/NewsArticle'><figure><span itemprop='author'>John Roe</span></figure></article>"
    assert names(read(HEAD, body)) == []


@pytest.mark.parametrize(
    ("author", "byline", "expected"),
    [
        ("Jane Doe", "By John Roe", ["John Roe"]),
        ("Jane Doe", "<a href='/authors/roe'>John Roe</a>", ["Jane Doe"]),
        ("Jane Doe", "By John Roe, MD", ["John Roe, MD"]),
        ("Jane Doe", "By Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe", "By Dr. Jane Doe and Clark Kent", ["Dr. Jane Doe", "Clark Kent"]),
        ("janedoe", "<a href='/authors/doe'>Jane Doe</a>", ["Jane Doe"]),
        ("Jane Doe, Harbour Times", "", ["Jane Doe"]),
        ("Harbour Times", "By Harbour Times", ["Harbour Times"]),
        ("The Harbour Times", "By Jane Doe", ["Jane Doe"]),
        ("Harbour Times, Harrow, Northland", "", ["Harbour Times"]),
        ("Harbour Times, Reuters", "", ["Harbour Times", "Reuters"]),
        ("Staff", "<a href='/tag/jane'>Jane Doe</a> <i>May 31, 2024</i>", []),
        ("", "By Harbour Times", ["Harbour Times"]),
    ],
)
def test_the_byline_of_the_page_against_what_is_written_for_machines(author: str, byline: str, expected: list[str]) -> None:
    head = f'{HEAD}<meta name="author" content="{author}"><meta property="og:site_name" content="Harbour Times">'
    assert names(read(head, f"<h1>Ferry runs again</h1><p>{byline}</p>{TEXT}")) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>by Jane Doe</p><h1>Ferry runs again</h1>", ["Jane Doe"]),
        ("<p>by Jane Doe</p><h1>Ferry runs again</h1><p>By John Roe</p>", ["John Roe"]),
        ("<b>by</b><h3><a href='/profile/12'>ferryfan12</a></h3><h1>Ferry runs again</h1>", ["ferryfan12"]),
        ("<b>by</b><h3><a href='/tag/12'>Slow Boats</a></h3><h1>Ferry runs again</h1>", []),
        ("<h1>Ferry runs again</h1><a href='member.php?s=1f&u=12'>ferryfan12</a>", ["ferryfan12"]),
        ("<h1>Ferry runs again</h1><a href='search.php?do=find&u=12'>Find</a>", []),
        ("<h1>Ferry runs again</h1><a href='/goat'><h3>The goat</h3> <i>by John Roe</i> The goat of the ferry</a>", []),
        ("<h1>Ferry runs again</h1><ol>" + "<li>The goat <i>by John Roe</i></li><li>The sea <i>by Clark Kent</i></li>" * 2, []),
        (
            "<h1>Ferry runs again</h1><ol><li>The goat <i>by John Roe</i></li><li>The sea <i>by Clark Kent</i></li>"
            "<li>The fog <i>by Ann Other</i></li></ol>",
            [],
        ),
        ("<h1>Ferry runs again</h1><div><a href='/tag/x'>Ferry Runs</a> <span>May 31, 2024</span></div>", []),
        ("<h1>Ferry runs again</h1><p>By I like the sea and all its ships</p>", []),
    ],
)
def test_bylines_that_are_the_articles_and_those_that_are_not(body: str, expected: list[str]) -> None:
    assert names(read(HEAD, body + TEXT)) == expected


def test_a_person_in_a_tag_rather_than_a_group_at_the_house() -> None:
    group = {"@type": "Article", "author": {"name": "Harbour Editorial"}}
    assert names(read(f'{HEAD}<meta name="dc.creator" content="Jane Doe">', TEXT, group)) == ["Jane Doe"]
    assert names(read(HEAD, TEXT, group)) == ["Harbour Editorial"]


def test_the_author_of_the_page_yields_to_a_name_below_the_headline() -> None:
    linked = {"@type": "WebPage", "name": "Ferry runs again", "author": {"name": "John Roe"}}
    body = "<h1>Ferry runs again</h1><a href='/authors/jane-doe'>Jane Doe</a>"
    assert names(read(HEAD, body + TEXT, linked)) == ["Jane Doe"]
    assert names(read(HEAD, TEXT, linked)) == ["John Roe"]


def test_authors_in_the_microdata_of_teasers() -> None:
    own = "<article><b itemprop='author'>Jane Doe</b></article>"
    assert names(read(HEAD, f"{own}<article><b itemprop='author'>John Roe</b></article>")) == ["Jane Doe"]
    assert names(read(HEAD, f"{own}<div class='related'><b itemprop='author'>John Roe</b></div>")) == ["Jane Doe"]


def test_a_first_name_in_the_host_is_no_name_of_the_site() -> None:
    body = f"<h1>Ferry runs again</h1><p>By Jane</p>{TEXT}"
    assert names(read(HEAD, body, url="https://www.janes-workshop.example/ferry")) == ["Jane"]


def test_a_tag_named_byline_is_a_source_of_its_own() -> None:
    metadata = read(f'{HEAD}<meta name="byline" content="By Jane Doe">', f"<h1>Ferry runs again</h1>{TEXT}")
    assert (names(metadata), chosen(metadata, "authors")) == (["Jane Doe"], ["meta[byline]"])


def test_asking_for_sources_changes_no_winner() -> None:
    head = f'{HEAD}<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2024-05-31">'
    body = "<h1>Ferry runs again</h1><p>By John Roe</p><p>June 1, 2024</p><p class='byline'>John Roe</p>"
    plainly, openly = read(head, body), read(head, body, include=frozenset({Include.SOURCES}))
    assert (plainly.authors, plainly.date_published) == (openly.authors, openly.date_published)
    assert {candidate.source for candidate in openly.candidates} > {candidate.source for candidate in plainly.candidates}
