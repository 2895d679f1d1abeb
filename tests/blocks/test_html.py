"""Cutting a tree into blocks: what a reader sees as one thing is one block, with its place and its surroundings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bodycopy.blocks.html import MAX_OPENED, cut_blocks
from bodycopy.model import Include, Kind, Options, Page
from bodycopy.parse import parse

MARKUP = Options(url="https://example.com/a/b", include=frozenset({Include.HTML}))


def cut(body: str, options: Options = MARKUP) -> Page:
    return cut_blocks(parse(f"<html><head><title>t</title></head><body>{body}</body></html>"), options)


def texts(body: str) -> list[str]:
    return [block.text for block in cut(body).blocks]


def kinds(body: str) -> list[tuple[Kind, int]]:
    return [(block.kind, block.level) for block in cut(body).blocks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>one</p><p>two</p>", ["one", "two"]),
        ("<div>one<br><br>two<br>\n<br/>three</div>", ["one", "two", "three"]),
        ("<div>one<br>two</div>", ["one two"]),
        ("<div>loose <b>text</b><p>inside</p>and after</div>", ["loose text", "inside", "and after"]),
        ("<p>a<b>b</b><i>c</i> d</p>", ["abc d"]),
        ("<p>soft\u00adhyphen\u200b and   space\n folded</p>", ["softhyphen and space folded"]),
        ("<nav><a href=/>Home</a><a href=/n>News</a></nav>", ["Home News"]),
        ("<p>read <a href=/x>this</a>!</p>", ["read this!"]),
        ("<p><ruby><rb>橋</rb><rp>（</rp><rt>はし</rt><rp>）</rp></ruby>を渡る</p>", ["橋（はし）を渡る"]),
        ("<p><ruby>橋<rt>はし</rt></ruby>を渡る</p>", ["橋を渡る"]),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", ["Term", "Meaning"]),
        ("<script>x()</script><style>p{}</style><p>seen</p><template>no</template><textarea>typed</textarea>", ["seen"]),
        ("<p>before</p><noscript><p>for those without scripts</p></noscript>", ["before", "for those without scripts"]),
        ("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字</p>", ["漢(かん)字"]),
        ("<p>He <button>said</button> so</p><button>Send</button>", ["He said so", "Send"]),
        ("<x-card>one</x-card><x-card>two</x-card>", ["one", "two"]),
        ("<p>an <x-link>inline</x-link> one</p>", ["an inline one"]),
        ("<blockquote><p>said</p></blockquote>", ["said"]),
        ("", []),
    ],
)
def test_breaks(body: str, expected: Sequence[str]) -> None:
    assert texts(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h2>head</h2><p>par</p>", [(Kind.HEADING, 2), (Kind.PARAGRAPH, 0)]),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", [(Kind.ITEM, 1), (Kind.ITEM, 2)]),
        ("<blockquote><p>q</p></blockquote>", [(Kind.QUOTE, 0)]),
        ("<figure><img src=a.jpg><figcaption>c</figcaption></figure>", [(Kind.CAPTION, 0)]),
        ("<pre>x = 1</pre>", [(Kind.CODE, 0)]),
        (f"<h2>{'far too long for a heading ' * 20}</h2>", [(Kind.PARAGRAPH, 0)]),
        ("<li><h3>head in item</h3></li>", [(Kind.HEADING, 3)]),
    ],
)
def test_kinds(body: str, expected: list[tuple[Kind, int]]) -> None:
    assert kinds(body) == expected


def test_code_keeps_its_lines() -> None:
    (block,) = cut("<pre><code>if x:\n    y()\n</code></pre>").blocks
    assert block.text == "if x:\n    y()"
    assert block.html == "if x:\n    y()"


def test_data_table_is_one_block_a_line_a_row() -> None:
    page = cut("<table><caption>Seats</caption><tr><th>Party</th><th>Seats</th></tr><tr><td>A</td><td>12</td></tr></table>")
    caption, table = page.blocks
    assert (caption.kind, caption.text) == (Kind.CAPTION, "Seats")
    assert (table.kind, table.text) == (Kind.TABLE, "Party\tSeats\nA\t12")
    assert table.html == "<tr><th>Party</th><th>Seats</th></tr><tr><td>A</td><td>12</td></tr>"


@pytest.mark.parametrize(
    "table",
    [
        "<table role=presentation><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
        "<table><tr><td><h2>a</h2></td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
        f"<table><tr><td>a</td><td>{'long text. ' * 60}</td></tr><tr><td>c</td><td>d</td></tr></table>",
        "<table><tr><td>only</td></tr><tr><td>one column</td></tr></table>",
        "<table><tr><td>1</td><td><a href=/>linked</a></td></tr><tr><td>2</td><td><a href=/>rows</a></td></tr></table>",
    ],
)
def test_layout_table_is_dissolved(table: str) -> None:
    assert Kind.TABLE not in {block.kind for block in cut(table).blocks}
    assert len(cut(table).blocks) > 1


def test_path_finds_the_element_and_span_the_line() -> None:
    source = "<html><body>\n<div><p>one</p>\n<p class=x>two <em>three</em></p></div></body></html>"
    tree = parse(source)
    for block in cut_blocks(tree, Options()).blocks:
        (element,) = tree.xpath(block.path)
        assert "".join(element.itertext()).strip() == block.text
    assert [block.span for block in cut_blocks(tree, Options()).blocks] == [(2, 2), (3, 3)]


def test_scope_is_the_innermost_element_that_holds_all_text() -> None:
    page = cut("<article class='story wide'><div id=cap><span class=credit>Photo: X</span></div><p>a <b>b</b></p></article>")
    credit, paragraph = page.blocks
    assert page.scopes[credit.scope].tokens == ("credit",)
    assert page.scopes[page.scopes[credit.scope].parent].tokens == ("cap",)
    assert page.scopes[paragraph.scope].tag == "p"
    article = page.scopes[page.scopes[paragraph.scope].parent]
    assert (article.tokens, article.blocks, article.chars) == (("story", "wide"), 2, len("Photo: X") + len("a b"))


@pytest.mark.parametrize(
    ("attribute", "by"),
    [
        ("hidden", "hidden"),
        ("aria-hidden=true", "aria-hidden"),
        ("style='color:red; Display : none'", "display:none"),
        ("style='visibility:hidden'", "visibility:hidden"),
        ("aria-hidden=false", ""),
        ("style='display:block'", ""),
        ("class=hidden", ""),
    ],
)
def test_hidden_elements_say_what_hides_them(attribute: str, by: str) -> None:
    page = cut(f"<div {attribute}><p>text</p></div>")
    (block,) = page.blocks
    assert page.scopes[page.scopes[block.scope].parent].hidden == by


def test_links_and_strong_text_are_counted() -> None:
    (block,) = cut("<p>ten chars <a href=/x>linked</a> and <strong>bold</strong></p>").blocks
    assert (block.links, block.link_chars, block.strong_chars) == (1, 6, 4)
    (card,) = cut("<a href=/x><h3>whole card</h3></a>").blocks
    assert card.link_density == 1.0


def test_inline_markup_is_kept_across_a_break_and_links_are_absolute() -> None:
    first, second = cut("<div><b>one<br><br>two</b> <a href='../c?x=1&amp;y=2'>three</a> &lt;</div>").blocks
    assert first.html == "<strong>one</strong>"
    assert second.html == '<strong>two</strong> <a href="https://example.com/c?x=1&amp;y=2">three</a> &lt;'


def test_markup_is_not_written_unless_asked_for() -> None:
    (block,) = cut("<p>a <b>b</b></p>", Options()).blocks
    assert block.html == ""


@pytest.mark.parametrize(
    ("image", "url"),
    [
        ("<img src=/i.jpg>", "https://example.com/i.jpg"),
        ("<img src='data:image/gif;base64,R0' data-src=/i.jpg>", "https://example.com/i.jpg"),
        ("<img src=placeholder.gif data-srcset='/s.jpg 300w, /l.jpg 900w'>", "https://example.com/s.jpg"),
        ("<img src='data:image/gif;base64,R0'><noscript><img src=/i.jpg></noscript>", "https://example.com/i.jpg"),
        ("<div><picture><source srcset=/w.webp><img src=/i.jpg></picture></div>", "https://example.com/i.jpg"),
    ],
)
def test_a_caption_knows_its_image(image: str, url: str) -> None:
    (caption,) = cut(f"<figure>{image}<figcaption>A view</figcaption></figure>").blocks
    assert caption.images == (url,)


def test_an_image_far_up_is_not_the_paragraphs() -> None:
    page = cut("<header><div><div><img src=/logo.png></div></div></header><main><div><div><p>text</p></div></div></main>")
    assert page.blocks[0].images == ()


def test_base_element_resolves_links() -> None:
    tree = parse("<html><head><base href='/deep/'></head><body><p><a href=x>y</a></p></body></html>")
    (block,) = cut_blocks(tree, MARKUP).blocks
    assert block.html == '<a href="https://example.com/deep/x">y</a>'


def test_the_tree_is_left_as_it_was() -> None:
    from lxml import etree

    tree = parse(
        "<html><body><table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table><pre>x</pre></body></html>"
    )
    before = etree.tostring(tree)
    cut_blocks(tree, MARKUP)
    assert etree.tostring(tree) == before


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("\n  \n\t\n    a\n  b  \n\n", "    a\n  b"),
        ("  a\n\n  b", "  a\n\n  b"),
        (" " * 200_000 + "a", " " * 200_000 + "a"),
        ("a" + "\n" * 200_000 + "b", "a" + "\n" * 200_000 + "b"),
    ],
)
def test_blank_lines_around_code_are_no_part_of_it(code: str, text: str) -> None:
    (block,) = cut(f"<pre>{code}</pre>").blocks
    assert block.text == text


def test_a_block_writes_out_only_so_many_open_elements() -> None:
    blocks = cut_blocks(
        parse("<body>" + "<b>" * 100 + "<blockquote>a</blockquote><blockquote>b</blockquote>"),
        Options(include=frozenset({Include.HTML})),
    ).blocks
    assert [block.text for block in blocks] == ["a", "b"]
    assert blocks[1].html == "<strong>" * MAX_OPENED + "b" + "</strong>" * MAX_OPENED
