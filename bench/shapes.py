"""Pages of one kind of element, more of it than any page has: `SHAPES[name]` gives the beginning of a page, then what follows.

Harmless ones (a scripture with numbered verses, a table of prices) stand beside those that only an enemy would send.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import count, cycle, repeat

from bench.baits import ARTICLE, SENTENCE, TOP

Pieces = Iterator[str]
WORD = cycle(SENTENCE.lower().replace(",", "").replace(".", "").split())


def _after(start: str, *pieces: str) -> Callable[[], Pieces]:
    """A page that begins so and goes on with these pieces, each with its number where it says NUMBER or SHORT."""

    def grow() -> Pieces:
        yield start
        for number in count():
            text = pieces[number % len(pieces)]
            yield text.replace("NUMBER", str(number)).replace("SHORT", str(number % 7))

    return grow


def _nested(start: str, opening: str, inner: str = "text") -> Callable[[int], str]:
    return lambda size: start + opening * (size // len(opening)) + inner


SHOWN = f"<html lang=en><body><article>{TOP}{ARTICLE}"
TABLE = f"{SHOWN}<table>"
LIST = f"{SHOWN}<ul>"
HEAD = "<html lang=en><head><title>The ferry crossed the strait</title>"
PARAGRAPH = f"{SHOWN}<p>It was so that"
FIGURE = f"{SHOWN}<figure><img src=/a.jpg><figcaption>The ferry on Monday. Photo: Ann Lee"


def wide_row() -> Pieces:
    """One row beside a few others."""
    yield f"{TABLE}<tr><td>a<td>b<tr><td>c<td>d<tr>"
    yield from (f"<td>{number}" for number in count())


def rows_beside_wide() -> Pieces:
    """Rows of two cells beside one of a thousand."""
    yield f"{TABLE}<tr>" + "<td>1" * 1000
    yield from (f"<tr><td>{number}<td>b" for number in count())


def wide_rows() -> Pieces:
    """Rows of three hundred cells."""
    yield TABLE
    yield from repeat("<tr>" + "<td>1" * 300)


def ragged() -> Pieces:
    """Rows that grow by a cell each."""
    yield TABLE
    yield from ("<tr>" + "<td>1" * number for number in count(1))


def spans() -> Pieces:
    """Cells that are as wide and as high as they may be."""
    yield TABLE
    yield from repeat("<tr><td colspan=99>a<td rowspan=99>b")


def authors() -> Pieces:
    """JSON-LD with an author after the other."""
    yield HEAD + '<script type="application/ld+json">{"@type":"NewsArticle","headline":"The ferry","author":[{}'
    yield from (f',{{"@type":"Person","name":"Ann Lee{number}"}}' for number in count())


def graph() -> Pieces:
    """JSON-LD of articles that refer to each other."""
    yield HEAD + '<script type="application/ld+json">{"@graph":[{"@id":"0","@type":"NewsArticle","author":{"@id":"1"}}'
    for number in count(1):
        yield "," + json.dumps(
            {
                "@id": str(number),
                "@type": "NewsArticle",
                "headline": f"The ferry {number}",
                "isPartOf": {"@id": str(number + 1)},
                "author": {"@id": str(number - 1)},
                "hasPart": [{"@id": str(number * 7 % (number + 1))}],
            }
        )


def own_names() -> Pieces:
    """Elements of a name each."""
    yield SHOWN
    yield from (f"<x-{number}>a</x-{number}>" for number in count())


def own_classes() -> Pieces:
    """Paragraphs of a class each."""
    yield SHOWN
    yield from (f"<p class='c{number} d{number}' id=e{number}>word {number}</p>" for number in count())


def _ended(pieces: Callable[[], Pieces], end: str) -> Callable[[int], str]:
    def grow(size: int) -> str:
        return _filled(pieces, size) + end

    return grow


def _filled(pieces: Callable[[], Pieces], size: int) -> str:
    page: list[str] = []
    length = 0
    for piece in pieces():
        page.append(piece)
        length += len(piece)
        if length >= size:
            break
    return "".join(page)


_GROWING: dict[str, Callable[[], Pieces]] = {
    maker.__name__.replace("_", " "): maker
    for maker in (wide_row, rows_beside_wide, wide_rows, ragged, spans, own_names, own_classes)
} | {
    "verses": _after(PARAGRAPH, "<sup>NUMBER</sup> In the beginning was the ferry. "),
    "verses without a parent": _after(SHOWN, "<sup>NUMBER</sup> In the beginning. "),
    "inline": _after(PARAGRAPH, "<b>a</b> "),
    "inline of all kinds": _after(PARAGRAPH, "<b>a</b> ", "<i>b</i>", "<a href=/NUMBER>c</a>", "<code>d</code>", "<span>e</span>"),
    "links": _after(PARAGRAPH, "<a href=/NUMBER>word</a> "),
    "links without space": _after(SHOWN, "<a href=/NUMBER>word</a>"),
    "breaks": _after(PARAGRAPH, "word NUMBER<br>"),
    "double breaks": _after(PARAGRAPH, "word NUMBER<br><br>"),
    "only breaks": _after(PARAGRAPH, "<br>"),
    "spans in spans": _after(PARAGRAPH, "<span><span>a</span></span>"),
    "empty spans": _after(PARAGRAPH, "<span></span>"),
    "empty paragraphs": _after(SHOWN, "<p></p>"),
    "empty divs": _after(SHOWN, "<div></div>"),
    "lines": _after(SHOWN, "<p>a"),
    "sentences": _after(SHOWN, f"<p>{SENTENCE}"),
    "same heading": _after(SHOWN, "<h2>The ferry</h2>"),
    "headings": _after(SHOWN, "<h2>The ferry NUMBER</h2>"),
    "first headings": _after("<title>The ferry crossed</title>", "<h1>The ferry NUMBER</h1>"),
    "same first headings": _after("<title>The ferry crossed - x</title>", "<h1>The ferry crossed</h1>"),
    "headings of one letter": _after(SHOWN, "<h1>a</h1>"),
    "times": _after(SHOWN, "<time datetime=2025-05-02>2 May 2025</time>"),
    "times wrong": _after(SHOWN, "<time datetime=x>NUMBER May</time>"),
    "dates in classes": _after(SHOWN, "<i class=date>2 May 2025</i>"),
    "bylines": _after(SHOWN, "<p class=byline>By Ann Lee</p>"),
    "authors in classes": _after(SHOWN, "<a class=author rel=author href=/author/NUMBER>Ann Lee</a>"),
    "images": _after(SHOWN, "<img src=/NUMBER.jpg alt='The ferry'>"),
    "images in a figure": _after(f"{SHOWN}<figure>", "<img src=/NUMBER.jpg>"),
    "figures": _after(SHOWN, "<figure><img src=/NUMBER.jpg><figcaption>The ferry. Photo: Ann Lee</figcaption></figure>"),
    "captions in a figure": _after(f"{SHOWN}<figure><img src=a.jpg>", "<figcaption>The ferry. Photo: Ann Lee</figcaption>"),
    "figures in figures": _after(SHOWN, "<figure><img src=/NUMBER.jpg>"),
    "sources": _after(f"{SHOWN}<picture>", "<source srcset='/NUMBER.jpg 1x'>"),
    "pictures": _after(SHOWN, "<picture><source srcset='/NUMBER.jpg 1x'><img src=/a.jpg></picture>"),
    "inline in a caption": _after(FIGURE, "<b>a</b> "),
    "items": _after(LIST, "<li>word NUMBER"),
    "items of one letter": _after(LIST, "<li>a"),
    "lists": _after(SHOWN, "<ul><li>a</ul>"),
    "paragraphs in an item": _after(f"{LIST}<li>", "<p>word NUMBER</p>"),
    "lists in lists": _after(SHOWN, "<ul><li>a"),
    "definitions": _after(f"{SHOWN}<dl>", "<dt>word NUMBER<dd>it is"),
    "rows": _after(TABLE, "<tr><td>NUMBER<td>b"),
    "rows of one cell": _after(TABLE, "<tr><td>word NUMBER"),
    "rows of links": _after(TABLE, "<tr><td><a href=/NUMBER>word</a><td><a href=/x>b</a>"),
    "rows of headers": _after(TABLE, "<tr><th>NUMBER<td>b"),
    "empty rows": _after(TABLE, "<tr><td><td>"),
    "bodies": _after(TABLE, "<tbody><tr><td>a<td>b</tbody>"),
    "tables": _after(SHOWN, "<table><tr><td>a<td>b<tr><td>c<td>d</table>"),
    "tables in cells": _after(SHOWN, "<table><tr><td>a<td>"),
    "paragraphs in a cell": _after(f"{TABLE}<tr><td>a<td>b<tr><td>c<td>", "<p>word NUMBER</p>"),
    "inline in a cell": _after(f"{TABLE}<tr><td>a<td>b<tr><td>c<td>", "<b>a</b> "),
    "captions of a table": _after(TABLE, "<caption>word NUMBER</caption>"),
    "columns": _after(f"{TABLE}<colgroup>", "<col>"),
    "rows without a table": _after(SHOWN, "<tr><td>a<td>b"),
    "links in one cell": _after(f"{TABLE}<tr><td>a<td>b<tr><td>c<td>", "<a href=/NUMBER>a</a>"),
    "nested links in cells": _after(f"{TABLE}<tr><td>a<td>b<tr><td>c<td>", "<a href=/x><span>"),
    "quotes": _after(SHOWN, "<blockquote>word NUMBER</blockquote>"),
    "code blocks": _after(SHOWN, "<pre>a</pre>"),
    "inline in code": _after(f"{SHOWN}<pre>", "<span class=k>x</span> = <span class=n>1</span>\n"),
    "code lines": _after(f"{SHOWN}<pre>", "x\n"),
    "readings": _after(PARAGRAPH, "<ruby>字<rt>ji</rt></ruby>"),
    "han": _after(SHOWN, "<p>", *["字里行间有海渡船"] * 4000),
    "han sentences": _after(SHOWN, "<p>渡船在黎明前穿过海峡，船上没有人睡觉。"),
    "metas": _after(HEAD, "<meta name=author content='Ann Lee NUMBER'>"),
    "metas of all names": _after(HEAD, "<meta name=nNUMBER content=x>"),
    "keywords": _after(HEAD, "<meta property=article:tag content='word NUMBER'>"),
    "og images": _after(HEAD, "<meta property=og:image content='/NUMBER.jpg'>"),
    "canonicals": _after(HEAD, "<link rel=canonical href=/NUMBER>"),
    "titles": _after(HEAD, "<title>The ferry NUMBER</title>"),
    "scripts of nothing": _after(HEAD, "<script></script>"),
    "scripts of code": _after(HEAD, "<script>var a = 1;</script>"),
    "linked data": _after(HEAD, '<script type="application/ld+json">{"@type":"Person"}</script>'),
    "linked articles": _after(HEAD, '<script type="application/ld+json">{"@type":"NewsArticle","headline":"The NUMBER"}</script>'),
    "broken linked data": _after(HEAD, '<script type="application/ld+json">{"@type":"NewsArticle",}</script>'),
    "microdata": _after(f"{SHOWN}<div itemscope>", "<b itemprop=author>Ann Lee</b>"),
    "microdata in microdata": _after(SHOWN, "<div itemscope itemprop=author><b itemprop=name>Ann</b>"),
    "breadcrumbs": _after("<body><nav class=breadcrumb>", "<a href=/NUMBER>word</a> &gt; "),
    "breadcrumb lists": _after("<body>", "<ol class=breadcrumb><li><a href=/>Home</a><li><a href=/x>News</a></ol>"),
    "navigations": _after("<body>", "<nav><a href=/NUMBER>word</a></nav>"),
    "buttons": _after(SHOWN, "<button>Share</button>"),
    "inputs": _after(SHOWN, "<input>"),
    "options": _after(f"{SHOWN}<select>", "<option>word NUMBER"),
    "labels": _after(SHOWN, "<label>word</label>"),
    "forms": _after(SHOWN, "<form><p>word</form>"),
    "iframes": _after(SHOWN, "<iframe src=/x></iframe>"),
    "vectors": _after(SHOWN, "<svg><path d=M0></path></svg>"),
    "templates": _after(SHOWN, "<template><p>a</template>"),
    "shadow roots": _after(SHOWN, "<div><template shadowrootmode=open><p>a</template></div>"),
    "noscripts": _after(SHOWN, "<noscript><img src=/a.jpg></noscript>"),
    "noscripts of text": _after(SHOWN, "<noscript>a"),
    "hidden": _after(SHOWN, "<p style=display:none>word NUMBER</p>"),
    "hidden in hidden": _after(SHOWN, "<div hidden>a"),
    "many classes": _after(f"{SHOWN}<p class='", "wNUMBER "),
    "classes of many words": _after(SHOWN, "<p class='read-more share-buttons related author'>a</p>"),
    "comments": _after(SHOWN, "<div class=comment><b>Ann</b><p>At last</p></div>"),
    "dialogs": _after(SHOWN, "<dialog><p>a</dialog>"),
    "custom elements in a line": _after(PARAGRAPH, "<x-y>a</x-y> "),
    "custom elements in each other": _after(SHOWN, "<x-y>a"),
    "permalinks": _after(SHOWN, "<h2>a<a href=#NUMBER>#</a></h2>"),
    "fonts": _after(SHOWN, "<font>a"),
    "sections": _after(SHOWN, "<section><h2>a</h2><p>b</p></section>"),
    "articles": _after("<body>", f"<article><h2>The ferry NUMBER</h2><p>{SENTENCE}</article>"),
    "asides": _after(SHOWN, "<aside>a</aside>"),
    "bold": _after(SHOWN, "<b>a"),
    "divs and text": _after(SHOWN, "<div>a</div>b"),
    "divs in divs": _after(SHOWN, "<div>a"),
    "divs two deep": _after(SHOWN, "<div><div>a</div>b</div>"),
    "ends": _after(SHOWN, "</p>"),
    "ends of nothing": _after(SHOWN, "</x>"),
    "cdata": _after(SHOWN, "<![CDATA[a]]>"),
    "cdata open": _after(SHOWN, "<p><![CDATA[a"),
    "html comments": _after(SHOWN, "<!-- a -->"),
    "declarations": _after(SHOWN, "<?a?>"),
    "ends of the page": _after(SHOWN, "</html>a"),
    "bodies of the page": _after(SHOWN, "<body>a"),
    "frames": _after("<frameset>", "<noframes>a</noframes>"),
    "framesets": _after("<html>", "<frameset>"),
    "attributes": _after(SHOWN, "<p a=1 b=2 c=3 d=4 e=5>x"),
    "attributes of one element": _after(f"{SHOWN}<p ", "aNUMBER=1 "),
    "ampersands": _after(PARAGRAPH, "&"),
    "entities": _after(PARAGRAPH, "&amp;"),
    "less than": _after(PARAGRAPH, "<"),
    "pieces of script": _after(HEAD, '<script>self.push("<p>NUMBER")</script>'),
    "strings in a script": _after(f"{HEAD}<script>", '"<p>NUMBER",'),
    "escapes in a script": _after(f"{HEAD}<script>x='<p>", "\\\\"),
}  # fmt: skip

SHAPES: dict[str, Callable[[int], str]] = {
    **{name: lambda size, pieces=pieces: _filled(pieces, size) for name, pieces in _GROWING.items()},  # type: ignore[misc]
    "authors": _ended(authors, "]}</script><body>" + TOP + ARTICLE),
    "graph": _ended(graph, "]}</script><body>" + TOP + ARTICLE),
    "ld nested": _nested(HEAD + '<script type="application/ld+json">', '{"@type":"NewsArticle","author":', "1"),
    "one long line": lambda size: f"{SHOWN}<p>{SENTENCE * (size // len(SENTENCE))}",
    "story in a script": lambda size: f'<script>{{"a":"{"<p>a</p>" * (size // 8)}"}}</script>',
}

TEXTS: dict[str, Callable[[int], str]] = {
    name: lambda size, pieces=_after(start, *pieces): _filled(pieces, size)  # type: ignore[misc]
    for name, start, pieces in (
        ("text lines of a letter", "", ["a\n"]),
        ("text lines of a digit", "", ["1\n"]),
        ("text letters parted", "", ["a\n\n"]),
        ("text capitals parted", "", ["A\n\n"]),
        ("text items", "", ["- a\n"]),
        ("text numbers", "", ["NUMBER. word\n"]),
        ("text blank lines", "The ferry\n\nIt was late", ["\n"]),
        ("text blank lines of spaces", "The ferry\n\nIt was late", ["  \t\n"]),
        ("text sentences", "", [f"{SENTENCE}\n\n"]),
        ("text one line", "", [SENTENCE]),
        ("text headings", "", ["The Ferry NUMBER\n\n"]),
        ("text bylines", "", ["By Ann Lee\n\n"]),
        ("text dates", "", ["2 May 2025\n\n"]),
        ("text credits", "", ["Photo: Ann Lee\n"]),
        ("text names", "", ["Ann Lee\n"]),
        ("text captions", "", ["The ferry on Monday. Photo: Ann Lee\n\n"]),
        ("text wrapped", "", ["the ferry crossed the grey strait before dawn and nobody on board\n"]),
        ("text han", "", ["渡船在黎明前穿过海峡，船上没有人睡觉。\n"]),
        ("text han line", "", ["渡船在黎明前穿过海峡"]),
        ("text read more", "", ["Read more\n"]),
        ("text menus", "", ["Home | News | Sport\n"]),
        ("text tabs", "", ["a\tb\n"]),
        ("text returns", "", ["a\r"]),
    )
}
