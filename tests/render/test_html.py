"""The article as HTML: which element each kind becomes."""

from __future__ import annotations

from typing import Any

import pytest

from bodycopy.model import Kind, Label, Metadata
from bodycopy.render import article_html

KINDS = {
    "paragraph": (Kind.PARAGRAPH, 0, "a < b", "<p>a &lt; b</p>"),
    "heading": (Kind.HEADING, 3, "Why", "<h3>Why</h3>"),
    "heading of unknown level": (Kind.HEADING, 0, "Why", "<h2>Why</h2>"),
    "quote": (Kind.QUOTE, 0, "So be it.", "<blockquote>\n<p>So be it.</p>\n</blockquote>"),
    "code": (Kind.CODE, 0, "a\n  <b>&c", "<pre><code>a\n  &lt;b&gt;&amp;c</code></pre>"),
    "table": (
        Kind.TABLE,
        0,
        "a\tb\n1\t2",
        "<table>\n<tbody><tr><td>a</td><td>b</td></tr>\n<tr><td>1</td><td>2</td></tr>\n</tbody></table>",
    ),
    "other": (Kind.OTHER, 0, "x", "<p>x</p>"),
}


@pytest.mark.parametrize(("kind", "level", "text", "expected"), KINDS.values(), ids=KINDS.keys())
def test_each_kind_without_markup_is_its_text_escaped(make: Any, kind: Kind, level: int, text: str, expected: str) -> None:
    assert article_html(make.document(make.body(text, kind, level=level)), frozenset()) == expected


def test_inline_markup_stays(make: Any) -> None:
    block = make.body("x", html="A <em>b</em> <strong>c</strong><br><code>d</code> <sup>2</sup> <q>e</q>")
    assert article_html(make.document(block), frozenset()) == f"<p>{block.html}</p>"


def test_markup_that_leaves_nothing_to_see_gives_way_to_the_text(make: Any) -> None:
    assert article_html(make.document(make.body("Read me", html="<script>x()</script>")), frozenset()) == "<p>Read me</p>"


def test_an_element_left_open_ends_with_its_block(make: Any) -> None:
    document = make.document(make.body("a", html="<em>a"), make.body("b", html="</p></blockquote>b"), make.body("c"))
    assert article_html(document, frozenset()) == "<p><em>a</em></p>\n<p>b</p>\n<p>c</p>"


def test_lists_are_nested_by_level(make: Any) -> None:
    items = [make.body(text, Kind.ITEM, level=level) for text, level in (("a", 1), ("b", 2), ("c", 3), ("d", 1))]
    document = make.document(*items, make.body("End."))
    assert article_html(document, frozenset()).replace("\n", "") == (
        "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul><p>End.</p>"
    )


def test_a_numbered_list_counts_on_over_what_stands_in_its_items(make: Any) -> None:
    scopes = make.scopes(("body", -1), ("ol", 0), ("li", 1), ("pre", 2), ("li", 1))
    document = make.document(
        make.body("Type", Kind.ITEM, level=1, scope=2),
        make.body("make", Kind.CODE, scope=3),
        make.body("Wait", Kind.ITEM, level=1, scope=4),
        make.body("Done.", scope=0),
        scopes=scopes,
    )
    assert article_html(document, frozenset()).replace("\n", "") == (
        "<ol><li>Type<pre><code>make</code></pre></li><li>Wait</li></ol><p>Done.</p>"
    )


def test_two_lists_stay_two(make: Any) -> None:
    scopes = make.scopes(("body", -1), ("ul", 0), ("li", 1), ("ol", 0), ("li", 3))
    items = [make.body(text, Kind.ITEM, level=1, scope=scope) for text, scope in (("a", 2), ("b", 4))]
    assert article_html(make.document(*items, scopes=scopes), frozenset()) == "<ul>\n<li>a</li>\n</ul>\n<ol>\n<li>b</li>\n</ol>"


def test_a_definition_list_keeps_terms_and_definitions(make: Any) -> None:
    scopes = make.scopes(("dl", -1), ("dt", 0), ("dd", 0))
    items = [make.body(text, Kind.ITEM, level=1, scope=scope) for text, scope in (("Kicker", 1), ("The line above.", 2))]
    assert article_html(make.document(*items, scopes=scopes), frozenset()) == (
        "<dl>\n<dt>Kicker</dt>\n<dd>The line above.</dd>\n</dl>"
    )


def test_paragraphs_of_one_item_stay_in_it(make: Any) -> None:
    scopes = make.scopes(("ul", -1), ("li", 0), ("li", 0))
    items = [make.body(text, Kind.ITEM, level=1, scope=scope) for text, scope in (("a", 1), ("more", 1), ("b", 2))]
    markup = article_html(make.document(*items, scopes=scopes), frozenset()).replace("\n", "")
    assert markup == "<ul><li><p>a</p><p>more</p></li><li>b</li></ul>"


def test_paragraphs_of_one_quotation_stand_in_one_blockquote(make: Any) -> None:
    scopes = make.scopes(("body", -1), ("blockquote", 0), ("p", 1), ("p", 1), ("blockquote", 0))
    quotes = [make.body(text, Kind.QUOTE, scope=scope) for text, scope in (("a", 2), ("b", 3), ("c", 4))]
    assert article_html(make.document(*quotes, scopes=scopes), frozenset()).replace("\n", "") == (
        "<blockquote><p>a</p><p>b</p></blockquote><blockquote><p>c</p></blockquote>"
    )


def test_a_kept_caption_is_a_figure_with_its_image_and_credit(make: Any) -> None:
    scopes = make.scopes(("figure", -1), ("figcaption", 0), ("span", 1))
    document = make.document(
        make.removed("A dog.", "caption.figure", kind=Kind.CAPTION, scope=1, images=("https://img.example/a.jpg?a=1&b=2",)),
        make.removed("Photo: J. Holm", "caption.credit", scope=2),
        scopes=scopes,
    )
    assert article_html(document, {Label.CAPTION}) == (
        '<figure>\n<img src="https://img.example/a.jpg?a=1&amp;b=2" alt="">\n'
        "<figcaption>A dog.<br>Photo: J. Holm</figcaption>\n</figure>"
    )
    assert article_html(document, frozenset()) == ""


def test_the_markup_of_a_table_stays_and_only_that(make: Any) -> None:
    rows = '<tr><th scope="col">a</th></tr><tr><td colspan="2" style="color:red">1 <font>2</font></td></tr>'
    markup = article_html(make.document(make.body("a\n1 2", Kind.TABLE, html=rows)), frozenset())
    assert markup == ('<table><tbody><tr><th scope="col">a</th></tr><tr><td colspan="2">1 2</td></tr></tbody></table>')


@pytest.mark.parametrize("token", ["language-python", "lang-python", "highlight-source-python", "sourceCode python"])
def test_code_names_its_language_where_the_page_does(make: Any, token: str) -> None:
    scopes = make.scopes(("div", -1, (token,)), ("pre", 0), ("code", 1))
    markup = article_html(make.document(make.body("x", Kind.CODE, scope=2), scopes=scopes), frozenset())
    assert markup == '<pre><code class="language-python">x</code></pre>'


def test_a_class_that_only_contains_the_word_names_no_language(make: Any) -> None:
    scopes = make.scopes(("pre", -1, ("slang-terms", "language-switcher-open now")))
    assert article_html(make.document(make.body("x", Kind.CODE, scope=0), scopes=scopes), frozenset()) == (
        "<pre><code>x</code></pre>"
    )


LINK = '<a href="{}">x</a>'
ADDRESSES = {
    "path": ("/b", "https://example.com/b"),
    "relative": ("b?c=d", "https://example.com/a/b?c=d"),
    "other host": ("//cdn.example.com/b", "https://cdn.example.com/b"),
    "absolute": ("http://example.net/", "http://example.net/"),
    "mail": ("mailto:a@example.com", "mailto:a@example.com"),
}


@pytest.mark.parametrize(("href", "absolute"), ADDRESSES.values(), ids=ADDRESSES.keys())
@pytest.mark.parametrize("known_by", ["url", "canonical"])
def test_links_are_absolute(make: Any, href: str, absolute: str, known_by: str) -> None:
    page = "https://example.com/a/page.html"
    where = {"url": page} if known_by == "url" else {"metadata": Metadata(canonical_url=page)}
    markup = article_html(make.document(make.body("x", html=LINK.format(href)), **where), frozenset())
    assert markup == f'<p><a href="{absolute}" rel="noopener noreferrer">x</a></p>'


@pytest.mark.parametrize("base", [None, "https://exa%mple/", "ftp://example.com/"])
def test_a_relative_link_without_a_usable_base_leads_nowhere(make: Any, base: str | None) -> None:
    markup = article_html(make.document(make.body("x", html=LINK.format("/b")), url=base), frozenset())
    assert markup == '<p><a rel="noopener noreferrer">x</a></p>'
