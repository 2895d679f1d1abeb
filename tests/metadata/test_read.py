"""The rest of a page's metadata, and what holds for all of it."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.metadata.pages import URL, chosen, names, page, read

from bodycopy.metadata import read_metadata
from bodycopy.metadata.language import guess_language, language_tag
from bodycopy.metadata.topics import split_keywords
from bodycopy.metadata.urls import absolute_url
from bodycopy.model import Options

HEAD = """<title>Ferry runs again | The Harbour Times</title>
<link rel="canonical" href="/2024/05/31/ferry"><meta property="og:site_name" content="The Harbour Times">
<meta property="og:title" content="Ferry runs again"><meta property="og:description" content="It sails at noon.">
<meta property="og:image" content="/ferry.jpg"><meta property="article:section" content="Traffic">
<meta name="keywords" content="ferry, harbour, Ferry"><meta name="citation_author" content="Doe, Jane">
<meta name="dcterms.issued" content="2024-05-31"><meta name="dcterms.modified" content="2024-06-01">"""


def test_tags_of_all_kinds() -> None:
    metadata = read(HEAD)
    assert metadata.headline == "Ferry runs again"
    assert metadata.description == "It sails at noon."
    assert metadata.publisher == "The Harbour Times"
    assert metadata.section == "Traffic"
    assert metadata.keywords == ("ferry", "harbour")
    assert metadata.canonical_url == URL
    assert metadata.main_image == "https://www.harbourtimes.example/ferry.jpg"
    assert names(metadata) == ["Jane Doe"]
    assert (metadata.date_published, metadata.date_modified) == ("2024-05-31", "2024-06-01")
    assert metadata.language == "en"
    assert metadata.article_type is None


def test_parsely_and_sailthru() -> None:
    metadata = read(
        '<meta name="parsely-title" content="Ferry runs again"><meta name="parsely-author" content="Jane Doe">'
        '<meta name="sailthru.date" content="2024-05-31 10:00:00"><meta name="sailthru.tags" content="ferry,harbour">',
        url="https://example.org/ferry",
    )
    assert (metadata.headline, names(metadata), metadata.date_published) == (
        "Ferry runs again",
        ["Jane Doe"],
        "2024-05-31T10:00:00",
    )
    assert metadata.keywords == ("ferry", "harbour")


def test_microdata_of_the_article_and_not_of_a_comment() -> None:
    body = """<article itemscope itemtype="https://schema.org/BlogPosting"><h1 itemprop="headline">Ferry runs again</h1>
      <div itemprop="author" itemscope itemtype="https://schema.org/Person"><a href="/jane"><span itemprop="name">Jane Doe</span></a></div>
      <time itemprop="datePublished" datetime="2024-05-30">30 May</time>
      <div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="author">John Roe</span></div></article>"""
    metadata = read("", body)
    assert (metadata.headline, names(metadata), metadata.date_published) == ("Ferry runs again", ["Jane Doe"], "2024-05-30")
    assert chosen(metadata, "authors") == ["microdata"]


def test_breadcrumbs_that_the_page_shows() -> None:
    body = '<nav aria-label="Breadcrumb"><ol><li><a href="/news">News</a><li><a href="/news/traffic">Traffic</a></ol></nav>'
    assert [step.name for step in read("", body).breadcrumbs] == ["News", "Traffic"]


def test_the_pages_of_a_list_are_no_breadcrumbs() -> None:
    pages = "<div class='breadcrumb'><a href='/1'>1</a><a href='/2'>2</a></div>"
    assert read("", pages).breadcrumbs == ()
    shown = "<nav class='breadcrumb'><a href='/n'>News</a></nav>"
    assert [step.name for step in read("", pages + shown).breadcrumbs] == ["News"]


def test_every_winner_is_among_the_candidates() -> None:
    metadata = read(HEAD)
    winners = {candidate.field for candidate in metadata.candidates if candidate.chosen}
    assert winners >= {
        "headline",
        "authors",
        "datePublished",
        "publisher",
        "keywords",
        "mainImage",
        "canonicalUrl",
        "inLanguage",
    }
    assert all(candidate.source and candidate.value for candidate in metadata.candidates)


def test_the_tree_is_not_changed() -> None:
    tree = page(
        HEAD,
        "<h1>Ferry runs again</h1><figure><img src='/a.jpg'><figcaption>A ferry</figcaption></figure>",
        {"@type": "Article"},
    )
    before = etree.tostring(tree)
    read_metadata(tree, Options(url=URL))
    assert etree.tostring(tree) == before


@pytest.mark.parametrize(
    "markup", ["", "<h1></h1>", "<title></title>", "<meta property='og:title'>", "<time></time>", "<figure></figure>"]
)
def test_an_empty_page_has_nothing(markup: str) -> None:
    metadata = read_metadata(page(markup, markup), Options())
    assert (metadata.headline, metadata.authors, metadata.date_published, metadata.images) == (None, (), None, ())


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("de_DE", "de-DE"),
        ("en-us", "en-US"),
        ("German", "de"),
        ("zh-Hans-CN", "zh-CN"),
        ("de, en", "de"),
        ("jp", "ja"),
        ("??", None),
        ("", None),
    ],
)
def test_tags_of_languages(text: str, tag: str | None) -> None:
    assert language_tag(text) == tag


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry sailed at noon and it was full of people who had waited for hours.", "en"),
        ("Die Fähre legte am Mittag ab und war voll mit Menschen, die nicht mehr warten wollten.", "de"),
        ("Le ferry est parti à midi avec des passagers qui attendaient sur le quai pour les îles.", "fr"),
        ("El ferry salió a las doce con los pasajeros que esperaban en el muelle por las islas.", "es"),
        ("Паром вышел в полдень, и на нем было сорок человек, которые не хотели ждать.", "ru"),
        ("フェリーは正午に出航した。", "ja"),
        ("渡轮在中午启航，船上有四十名乘客。", "zh"),
        ("여객선은 정오에 출항했다.", "ko"),
        ("xyzzy", None),
        ("", None),
    ],
)
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    assert guess_language(text) == language


def test_keywords_are_split_once() -> None:
    assert split_keywords(["ferry", "p", "n", "港", ""]) == ("ferry", "港")
    assert split_keywords(["ferry, harbour ;#sea"]) == ("ferry", "harbour", "sea")
    assert split_keywords(["Bergen, Norway", "ferry"]) == ("Bergen, Norway", "ferry")


@pytest.mark.parametrize(
    ("url", "absolute"),
    [
        ("/a.jpg", "https://example.org/a.jpg"),
        ("//cdn.example.org/a.jpg", "https://cdn.example.org/a.jpg"),
        ("javascript:void(0)", None),
        ("data:image/gif;base64,R0", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_addresses_are_made_absolute(url: str | None, absolute: str | None) -> None:
    assert absolute_url(url, "https://example.org/news/ferry") == absolute
