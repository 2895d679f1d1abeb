"""The JSON answer: a closed list of fields, always there."""

from __future__ import annotations

from typing import Any

from bodycopy import engine
from bodycopy.errors import NoArticle
from bodycopy.model import (
    Breadcrumb,
    Candidate,
    Image,
    Include,
    Kind,
    Label,
    Metadata,
    Options,
    OptionWarning,
    Person,
    Quality,
    WarningCode,
)
from bodycopy.render import answer, block_list, problem, removed_report

FIELDS = [
    "url",
    "canonicalUrl",
    "headline",
    "description",
    "articleBody",
    "authors",
    "datePublished",
    "datePublishedRaw",
    "dateModified",
    "dateModifiedRaw",
    "inLanguage",
    "publisher",
    "articleSection",
    "keywords",
    "breadcrumbs",
    "mainImage",
    "images",
    "isAccessibleForFree",
    "wordCount",
    "warnings",
    "quality",
    "engine",
]

METADATA = Metadata(
    headline="Bread rises",
    description="On yeast.",
    authors=(Person("Ada Holm", "https://example.com/ada"), Person("Newsroom")),
    date_published="2026-03-04T08:00:00+01:00",
    date_published_raw="4 March 2026, 8am",
    date_modified="2026-03-05",
    date_modified_raw="yesterday",
    language="en",
    canonical_url="https://example.com/bread",
    publisher="The Baker",
    section="Food",
    keywords=("bread", "yeast"),
    breadcrumbs=(Breadcrumb("Home", "https://example.com/"), Breadcrumb("Food")),
    main_image="https://example.com/loaf.jpg",
    images=(Image("https://example.com/loaf.jpg", "A loaf.", "J. Holm"), Image(caption="Yeast.")),
    is_accessible_for_free=False,
    article_type="NewsArticle",
    article_body="not part of the answer",
    candidates=(
        Candidate("headline", "Bread rises", "json-ld", chosen=True),
        Candidate("datePublished", "2026", "url"),
        Candidate("headline", "Bread rises | The Baker", "title"),
    ),
)


def test_all_fields_are_there_when_nothing_is_known(make: Any) -> None:
    result = answer(make.document(make.body("Some words here.")), Options(), 1.26)
    assert list(result) == FIELDS
    given = {name for name, value in result.items() if value not in (None, [])}
    assert given == {"articleBody", "wordCount", "quality", "engine"}
    lists = {name for name, value in result.items() if value == []}
    assert lists == {"authors", "keywords", "breadcrumbs", "images", "warnings"}


def test_what_is_known_stands_under_its_name(make: Any) -> None:
    document = make.document(make.body("Bread rises."), url="https://example.com/b?x", metadata=METADATA)
    result = answer(document, Options(), 12.34567)
    result.pop("engine")
    assert result == {
        "url": "https://example.com/b?x",
        "canonicalUrl": "https://example.com/bread",
        "headline": "Bread rises",
        "description": "On yeast.",
        "articleBody": "Bread rises.",
        "authors": [{"name": "Ada Holm", "url": "https://example.com/ada"}, {"name": "Newsroom", "url": None}],
        "datePublished": "2026-03-04T08:00:00+01:00",
        "datePublishedRaw": "4 March 2026, 8am",
        "dateModified": "2026-03-05",
        "dateModifiedRaw": "yesterday",
        "inLanguage": "en",
        "publisher": {"name": "The Baker"},
        "articleSection": "Food",
        "keywords": ["bread", "yeast"],
        "breadcrumbs": [{"name": "Home", "url": "https://example.com/"}, {"name": "Food", "url": None}],
        "mainImage": {"url": "https://example.com/loaf.jpg"},
        "images": [
            {"url": "https://example.com/loaf.jpg", "caption": "A loaf.", "credit": "J. Holm"},
            {"url": None, "caption": "Yeast.", "credit": None},
        ],
        "isAccessibleForFree": False,
        "wordCount": 2,
        "warnings": [],
        "quality": {"score": 0.9, "pageType": "article", "reasons": []},
    }


def test_the_engine_says_which_it_is(make: Any) -> None:
    result = answer(make.document(make.body("x")), Options(), 12.34567)
    assert result["engine"] == {"version": engine.VERSION, "rules": engine.rules_hash(), "votes": [], "elapsedMs": 12.3}


def test_warnings_say_what_became_of_an_option(make: Any) -> None:
    warning = OptionWarning(WarningCode.VALUE_IGNORED, "url", "ftp://a/", "It is no web address.")
    told = [{"code": "value_ignored", "option": "url", "value": "ftp://a/", "message": "It is no web address."}]
    options = Options(warnings=(warning,))
    assert answer(make.document(make.body("x")), options, 0)["warnings"] == told
    assert problem(make.document(), options, NoArticle("Nothing."), 0)["warnings"] == told


def test_quality_says_what_speaks_against_the_answer(make: Any) -> None:
    document = make.document(make.body("x"), quality=Quality(0.123456, "forum", ("short", "paywall")))
    assert answer(document, Options(), 0)["quality"] == {"score": 0.123, "pageType": "forum", "reasons": ["short", "paywall"]}


def test_each_part_is_there_exactly_when_it_is_asked_for(make: Any) -> None:
    document = make.document(make.body("One."), make.removed("Give!", "appeal.donate"), metadata=METADATA)
    names = {
        Include.HTML: "articleBodyHtml",
        Include.MARKDOWN: "articleBodyMarkdown",
        Include.BLOCKS: "blocks",
        Include.REMOVED: "removed",
        Include.SOURCES: "sources",
    }
    assert names.keys() == set(Include)
    for part, name in names.items():
        result = answer(document, Options(include=frozenset({part})), 0)
        assert set(result) - set(FIELDS) == {name}
        assert result[name]


def test_sources_show_winner_and_losers(make: Any) -> None:
    document = make.document(make.body("x"), metadata=METADATA)
    assert answer(document, Options(include=frozenset({Include.SOURCES})), 0)["sources"] == {
        "headline": {
            "source": "json-ld",
            "candidates": [
                {"value": "Bread rises", "source": "json-ld", "chosen": True},
                {"value": "Bread rises | The Baker", "source": "title", "chosen": False},
            ],
        },
        "datePublished": {"source": None, "candidates": [{"value": "2026", "source": "url", "chosen": False}]},
    }


def test_the_removal_report_says_what_why_and_where(make: Any) -> None:
    document = make.document(
        make.removed("Give!", "appeal.donate", "give", path="/html/body/div[2]"),
        make.body("One."),
        make.removed("Home", "score", "0.012", path="/html/body/nav"),
        make.removed("Odd", "site.example.com", "//aside", label=Label.PROMO),
    )
    assert removed_report(document) == [
        {"label": "appeal", "rule": "appeal.donate", "evidence": "give", "path": "/html/body/div[2]", "text": "Give!"},
        {"label": "boilerplate", "rule": "score", "evidence": "0.012", "path": "/html/body/nav", "text": "Home"},
        {"label": "promo", "rule": "site.example.com", "evidence": "//aside", "path": "", "text": "Odd"},
    ]


def test_what_is_kept_is_in_the_text_and_not_among_what_was_removed(make: Any) -> None:
    document = make.document(
        make.body("One."), make.removed("A dog.", "caption.figure"), make.removed("Give!", "appeal.donate")
    )
    result = answer(document, Options(keep=frozenset({Label.CAPTION}), include=frozenset({Include.REMOVED})), 0)
    assert result["articleBody"] == "One.\n\nA dog."
    assert [entry["text"] for entry in result["removed"]] == ["Give!"]


def test_nothing_is_lost_between_text_and_report(make: Any) -> None:
    document = make.document(make.body("One."), *(make.removed(label.value, f"{label}.x") for label in list(Label)[1:]))
    for keep in (frozenset(), frozenset({Label.TAIL}), frozenset(Label)):
        result = answer(document, Options(keep=keep, include=frozenset({Include.REMOVED})), 0)
        shown = result["articleBody"].split("\n\n") + [entry["text"] for entry in result["removed"]]
        assert sorted(shown) == sorted(block.text for block in document.blocks)


def test_the_block_list_holds_every_block(make: Any) -> None:
    document = make.document(
        make.body("Why", Kind.HEADING, level=2, score=0.98765, path="/html/body/h2", span=(7, 7)),
        make.removed("Give!", "appeal.donate", "give"),
    )
    assert block_list(document) == [
        {
            "index": 0,
            "kind": "heading",
            "level": 2,
            "label": "body",
            "verdict": None,
            "score": 0.988,
            "path": "/html/body/h2",
            "span": [7, 7],
            "text": "Why",
        },
        {
            "index": 1,
            "kind": "paragraph",
            "level": 0,
            "label": "appeal",
            "verdict": {"rule": "appeal.donate", "evidence": "give"},
            "score": 0.1,
            "path": "",
            "span": None,
            "text": "Give!",
        },
    ]


def test_a_page_without_article_is_an_error_with_the_blocks_asked_for(make: Any) -> None:
    document = make.document(make.removed("Give!", "appeal.donate"), quality=Quality(0.0, "unknown", ("no_article",)))
    error = NoArticle("Nothing.", blocks=1)
    result = problem(document, Options(include=frozenset({Include.REMOVED, Include.HTML})), error, 3)
    assert list(result) == ["error", "removed", "warnings", "quality", "engine"]
    assert result["error"] == {"code": "no_article", "message": "Nothing.", "detail": {"blocks": 1}}
    assert result["quality"]["reasons"] == ["no_article"]
    assert list(problem(document, Options(include=frozenset({Include.BLOCKS})), error, 3)) == [
        "error",
        "blocks",
        "warnings",
        "quality",
        "engine",
    ]
