"""Broken JSON-LD: what is mended, what is salvaged, and that nothing takes long."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bodycopy.metadata import read_metadata
from bodycopy.metadata.jsontext import read_json, read_scripts
from bodycopy.model import Options
from bodycopy.parse import parse

GOOD = {"@type": "NewsArticle", "headline": "Ferry runs again"}

# What is promised for any JSON-LD, and twice as much for a machine that has other things to do.
MAX_SECONDS = 0.02
BUSY = 2
RUNS = 5


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(GOOD),
        '{"@type": "NewsArticle", "headline": "Ferry runs again",}',
        '{/* by the system */ "@type": "NewsArticle", "headline": "Ferry runs again" // end\n}',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Ferry runs again"}\n//]]>',
        '<!-- {"@type": "NewsArticle", "headline": "Ferry runs again"} -->',
        "{'@type': 'NewsArticle', 'headline': 'Ferry runs again'}",
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Ferry runs again&quot;}",
        '{"@type": "NewsArticle", "headline": "Ferry runs again"};',
        '\ufeff{"@type": "NewsArticle", "headline": "Ferry runs again"}',
        '\n /* <![CDATA[ */ {"@type": "NewsArticle", "headline": "Ferry runs again"} /* ]]> */ \n',
        '<![CDATA[{"@type": "NewsArticle", "headline": "Ferry runs again",}]]>\n\n',
    ],
)
def test_usual_faults_are_mended(text: str) -> None:
    assert read_json(text) == [GOOD]


def test_control_characters_stand_in_strings() -> None:
    assert read_json('{"headline": "Ferry\n\truns"}') == [{"headline": "Ferry\n\truns"}]


def test_two_documents_in_one_script() -> None:
    assert read_json('{"a": 1}\n{"b": 2}') == [{"a": 1}, {"b": 2}]


def test_a_quote_inside_a_string_costs_only_that_string() -> None:
    text = (
        '{"@type": "NewsArticle", "headline": "Ferry runs again", "description": "The "Elsa" sails at noon", '
        '"datePublished": "2024-05-31", "author": {"@type": "Person", "name": "Jane Doe"}}'
    )
    (found,) = read_json(text)
    assert (found["headline"], found["datePublished"], found["author"]) == ("Ferry runs again", "2024-05-31", "Jane Doe")


def test_a_script_cut_off_is_read_as_far_as_it_goes() -> None:
    (found,) = read_json('{"@type": "NewsArticle", "headline": "Ferry runs again", "articleBody": "It sai')
    assert found == {"@type": "NewsArticle", "headline": "Ferry runs again"}


@pytest.mark.parametrize("text", ["", "   ", "null", "ferry", "42", '"{"', "{", "[", "var x;"])
def test_nothing_is_nothing(text: str) -> None:
    assert read_json(text) == []


HUGE = {
    "breadcrumb of a million": json.dumps(
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "n"}] * 1_000_000}
    ),
    "five megabytes of text": '{"@type": "NewsArticle", "headline": "A b c", "articleBody": "' + "x " * 2_500_000 + '"}',
    "deep and open": '{"a":' * 200_000,
    "deep and closed": '{"a":' * 900 + "1" + "}" * 900,
    "lists in lists": "[" * 1_000_000,
    "many empty lists": "[" + "[]," * 19_000 + "0]",
    "many numbers": "[" + "1," * 59_000 + "1]",
    "broken and large": '{"a":"' + 'x"y' * 60_000,
    "quotes": '"' * 250_000 + "{",
    "authors never closed": '{"@type":"NewsArticle","author":' + "[{ " * 50_000,
    "five thousand articles": json.dumps({"@graph": [{"@type": "Article", "headline": f"h{n}"} for n in range(5_000)]}),
    "five thousand authors": json.dumps({"@type": "Article", "author": [{"name": f"Jane Doe {n}"} for n in range(5_000)]}),
    "images and images": json.dumps(
        {"@type": "Article", "image": [{"url": f"/{n}.jpg", "caption": "At noon. Photo: Jane Doe"} for n in range(5_000)]}
    ),
    "a headline without end": json.dumps({"@type": "Article", "headline": "The ferry runs again &amp; again " * 20_000}),
    "an author without end": json.dumps({"@type": "Article", "author": "Jane Doe, " * 20_000}),
    "broken and full of marks": '{"@type": "NewsArticle", "x": [' + '{"a": 1},' * 8_000 + "],}",
    "comments": '{"a": 1,' + "/* c */" * 25_000 + "}",
    "entities": "{" + "&quot;a&quot;: 1," * 11_000 + "}",
    "references in a circle": json.dumps(
        {"@graph": [{"@id": "a", "@type": "Article", "author": {"@id": "a"}}, {"@id": "b", "name": {"@id": "b"}}]}
    ),
}


@pytest.mark.parametrize("kind", HUGE)
def test_no_size_and_no_depth_takes_long(kind: str) -> None:
    read_metadata(parse("<h1>Once, so that modules are loaded</h1>"), Options())
    tree = parse(f'<title>A b c</title><h1>A b c</h1><script type="application/ld+json">{HUGE[kind]}</script>')
    assert best_of(lambda: read_metadata(tree, Options())) < BUSY * MAX_SECONDS
    assert read_metadata(tree, Options()).headline == "A b c"


def best_of(work: Callable[[], Any]) -> float:
    """The seconds of the quickest of a few runs."""
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def test_hundreds_of_broken_scripts_are_bounded_together() -> None:
    read_metadata(parse("<h1>Once, so that modules are loaded</h1>"), Options())
    script = '<script type="application/ld+json">{"@type": "Article", "headline": "A b c",},</script>'
    tree = parse(f"<h1>A b c</h1>{script * 3_000}")
    assert best_of(lambda: read_metadata(tree, Options())) < BUSY * MAX_SECONDS


UNITS = [
    '{"a":',
    "[",
    "]",
    '"',
    "\\",
    "/*",
    "//",
    "<!--",
    ",",
    "'a':",
    "&quot;",
    'x"y',
    "{}",
    '{"@type":"NewsArticle","headline":"x"},',
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(UNITS), st.integers(1, 60_000)), min_size=1, max_size=3), st.booleans())
def test_nothing_repeated_takes_long(parts: list[tuple[str, int]], article: bool) -> None:
    text = ('{"@type": "NewsArticle", ' if article else "") + "".join(unit * count for unit, count in parts)
    assert best_of(lambda: list(read_scripts([text]))) < BUSY * MAX_SECONDS


def _json_values() -> st.SearchStrategy[Any]:
    keys = st.sampled_from(
        ["@type", "@id", "@graph", "headline", "author", "name", "url", "image", "datePublished", "itemListElement", "item",
         "position", "keywords", "publisher", "mainEntityOfPage", "articleBody", "isAccessibleForFree", "inLanguage"]
    )  # fmt: skip
    leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
    leaves |= st.sampled_from(
        ["NewsArticle", "WebPage", "BreadcrumbList", "Person", "2024-05-31", "#a", "https://schema.org/Article"]
    )
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=5), max_leaves=25
    )


@settings(max_examples=200, deadline=None)
@given(_json_values())
def test_no_json_raises(value: Any) -> None:
    text = json.dumps(value).replace("</", "<\\/")
    read_metadata(
        parse(f'<script type="application/ld+json">{text}</script><h1>A b c</h1>'), Options(url="https://example.org/a")
    )


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='{}[]":,\\/ \n*<!ab@e1&;', max_size=80), st.integers(0, 60))
def test_no_broken_text_raises(junk: str, place: int) -> None:
    good = json.dumps({"@context": "https://schema.org", **GOOD})
    assert isinstance(read_json(good[:place] + junk + good[place:]), list)
