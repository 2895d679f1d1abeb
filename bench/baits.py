"""Pages with one value that is far too long: `baits()` gives each place of a page with each piece that its value is made of.

The pieces are what patterns repeat: blanks, full stops, labels, halves of dates. Around the value stands a short article, so
that every stage has work to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from bodycopy.model import Source, SourceType

SENTENCE = "The ferry crossed the grey strait before dawn and nobody on board had slept, although it was calm for once. "
ARTICLE = "".join(f"<p>{SENTENCE}It was the {number} crossing. {SENTENCE}</p>" for number in ("first", "second", "third"))
TOP = "<h1>The ferry crossed the strait</h1>"

LD = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"The ferry crossed the strait",%s}</script>'


def _head(inner: str) -> str:
    return f"<html lang=en><head>{inner}</head><body><article>{TOP}{ARTICLE}</article>"


def _body(above: str = "", below: str = "", top: str = TOP) -> str:
    head = "<html lang=en><head><title>The ferry crossed the strait</title></head>"
    return f"{head}<body><article>{top}{above}{ARTICLE}{below}</article>"


PLACES: dict[str, str] = {
    "title": _head("<title>VALUE</title>"),
    "description": _head('<meta name=description content="VALUE">'),
    "og:title": _head('<meta property=og:title content="VALUE">'),
    "og:image": _head('<meta property=og:image content="VALUE">'),
    "og:locale": _head('<meta property=og:locale content="VALUE">'),
    "og:site_name": _head('<title>The ferry - X</title><meta property=og:site_name content="VALUE">'),
    "meta author": _head('<meta name=author content="VALUE">'),
    "meta date": _head('<meta property=article:published_time content="VALUE">'),
    "meta keywords": _head('<meta name=keywords content="VALUE">'),
    "meta name": _head('<meta name="VALUE" content=x>'),
    "refresh": _head('<meta http-equiv=refresh content="0; VALUE">'),
    "charset": _head('<meta http-equiv=content-type content="text/html; VALUE">'),
    "html lang": "<html lang='VALUE'><body>" + TOP + ARTICLE,
    "base": _head('<base href="VALUE">'),
    "canonical": _head('<link rel=canonical href="VALUE">'),
    "link rel": _head('<link rel="canonical VALUE" href=/x>'),
    "ld headline": _head(LD % '"alternativeHeadline":"VALUE"'),
    "ld author": _head(LD % '"author":"VALUE"'),
    "ld author name": _head(LD % '"author":{"@type":"Person","name":"VALUE","url":"VALUE"}'),
    "ld date": _head(LD % '"datePublished":"VALUE"'),
    "ld body": _head(LD % '"articleBody":"VALUE"'),
    "ld image": _head(LD % '"image":{"url":"VALUE","caption":"VALUE"}'),
    "ld keywords": _head(LD % '"keywords":"VALUE"'),
    "ld section": _head(LD % '"articleSection":"VALUE","inLanguage":"VALUE"'),
    "ld publisher": _head(LD % '"publisher":{"name":"VALUE"}'),
    "ld type": _head(LD % '"mainEntity":{"@type":"VALUE"}'),
    "ld broken": _head('<script type="application/ld+json">{"@type":"NewsArticle",VALUE</script>'),
    "ld broken later": _head('<script type="application/ld+json">{"@type":"NewsArticle"}VALUE!</script>'),
    "ld broken author": _head('<script type="application/ld+json">{"@type":"NewsArticle","author":VALUE</script>'),
    "ld broken headline": _head('<script type="application/ld+json">{"@type":"NewsArticle","headline":"VALUE</script>'),
    "script": "<html><body><script>var a = 'VALUE'</script>",
    "script string": '<html><body><script>var a = "<p>VALUE"</script>',
    "script json": '<html><body><script>{"a": "<p>VALUE</p>"}</script>',
    "h1": _body(top="<h1>VALUE</h1>"),
    "h1 after": _body(top="<h1>The ferry crossed the straitVALUE</h1>"),
    "h2": _body("<h2>VALUE</h2>"),
    "time": _body("<time datetime='VALUE'>VALUE</time>"),
    "byline": _body("<p class=byline>VALUE</p>"),
    "byline by": _body("<p class=byline>By Ann ReedVALUE</p>"),
    "byline href": _body('<p>By <a href="VALUE">Ann Reed</a></p>'),
    "byline author href": _body('<p>By <a href="/userVALUE">Ann Reed</a></p>'),
    "author box": _body("<a rel=author class=author href='VALUE'>VALUE</a>"),
    "date class": _body("<div class=date>VALUE</div>"),
    "date before": _body("<p>Published 12 May 2025VALUE</p>"),
    "breadcrumb": "<body><nav class=breadcrumb><a href=/>Home</a> VALUE <a href='VALUE'>VALUE</a></nav>" + TOP + ARTICLE,
    "caption": _body("<figure><img src=/a.jpg alt='VALUE'><figcaption>VALUE</figcaption></figure>"),
    "caption text": _body("<figure><img src=/a.jpg><figcaption>The ferry on Monday.VALUE</figcaption></figure>"),
    "caption class": _body("<img src=/a.jpg><p class=caption>The ferry on Monday. VALUE</p>"),
    "credit": _body(
        "<figure><img src=/a.jpg><figcaption>A <span class=credit>VALUE</span></figcaption></figure>"
    ),
    "image": _body("<img src='VALUE' srcset='VALUE' alt='VALUE' title='VALUE'>"),
    "image style": _body("<div style='background: url(VALUE)'>x</div>"),
    "paragraph": _body("<p>VALUE</p>"),
    "paragraph after": _body(f"<p>{SENTENCE}VALUE</p>"),
    "only paragraph": "<p>VALUE</p>",
    "last paragraph": _body(below="<p>VALUE</p>"),
    "list item": _body("<ul><li>VALUE</li><li>x</li></ul>"),
    "quote": _body("<blockquote>VALUE</blockquote>"),
    "pre": _body("<pre>VALUE</pre>"),
    "pre between": _body("<pre>aVALUEb</pre>"),
    "code": _body("<p><code>VALUE</code></p>"),
    "pre language": _body("<pre class='VALUE'><code class='VALUE'>x = 1</code></pre>"),
    "cell": _body("<table><tr><th>a<th>b<tr><td>1<td>2<tr><td>VALUE<td>x</table>"),
    "link": _body("<p>And <a href='VALUE'>VALUE</a> more</p>"),
    "class": _body("<p class='VALUE'>It was late.</p>"),
    "id": _body("<div id='VALUE'><p>It was late.</p></div>"),
    "style": _body("<p style='VALUE'>It was late.</p>"),
    "data attribute": _body("<p data-testid='VALUE' aria-label='VALUE' itemprop='VALUE'>It was late.</p>"),
    "microdata": _body("<div itemscope itemtype='VALUE'><meta itemprop=author content='VALUE'><b itemprop=name>VALUE</b></div>"),
    "footer": _body() + "<footer>VALUE</footer>",
    "comment": _body() + "<section id=comments><p>VALUE</p></section>",
    "url text": _body("<p>See https://example.com/VALUE</p>"),
    "tag": _body("<VALUE>"),
    "attribute": _body("<p VALUE>x</p>"),
    "html comment": _body("<!-- VALUE"),
    "doctype": "<!DOCTYPE VALUE>" + _body(),
    "declaration": "<?xml VALUE?>" + _body(),
}  # fmt: skip

TEXT_PLACES: dict[str, str] = {
    "text": "The ferry crossed\n\nBy Ann Reed\n\nVALUE\n\n" + "\n\n".join([SENTENCE] * 3),
    "text alone": "VALUE",
    "text after": "The ferry crossed\n\nBy Ann ReedVALUE\n\n12 May 2025VALUE\n\n" + "\n\n".join([SENTENCE] * 3),
    "text photo": "The ferry crossed\n\nThe ferry on Monday. Photo: AnnVALUE\n\n" + "\n\n".join([SENTENCE] * 3),
}

PIECES: dict[str, str] = {
    "blank": " ", "line": "\n", "blanks": " \t\xa0", "lines": "\n \n", "tab": "\t", "stop": ".", "stop blank": ". ",
    "letter": "a", "letters": "a ", "capital": "A", "capitals": "A ", "initials": "A. ", "name": "Ann Lee ",
    "names": "Ann Lee, ", "and": "Ann and ", "by": "By ", "by colon": "by: ", "photo": "photo: ", "photo by": "Photo by ",
    "source": "(source) ", "copyright": "© ", "agency": "Reuters ", "agencies": "AP/", "agency stop": ". Reuters ",
    "digit": "1", "digits": "1 ", "comma": ",", "number": "1,", "date": "1/2/", "iso": "2026-", "month": "May ",
    "day": "12 May 2025 ", "clock": "12:30 ", "ago": "2 hours ago ", "zone": "T00:00:00+", "year": "2025 ",
    "bracket": "(", "brackets": "()", "closing": ") ", "square": "[", "brace": "{", "braces": "{}", "list": '[{"a":',
    "quote": "\"", "quote comma": '","', "apostrophe": "\\u0027", "backslash": "\\", "escaped": '\\"',
    "less": "<", "more": ">", "tag": "<b>", "entity": "&amp;", "half entity": "&am", "amp": "&", "amps": " & ",
    "slash": "/", "slashes": "//", "url": "http://", "path": "/a", "user": "/user?", "author": "/author/", "query": "?a=b&",
    "at": "@", "mail": "a@", "mails": "a@b.c ", "dot word": "a.", "hash": "#", "hashes": "#a ", "percent": "%", "star": "*",
    "dash": "-", "dashes": " - ", "long dash": "— ", "bar": "|", "bars": " | ", "colon": ":", "label": "word: ", "semi": ";",
    "equals": "a=", "underscore": "_", "ellipsis": "…", "question": "? ", "bang": "! ", "bullet": "• ", "guillemet": "» ",
    "han": "字", "kana": "の、", "hangul": "한국 ", "thai": "กา", "combining": "a\u0301", "marks": "\u0301", "arabic": "في ",
    "cyrillic": "фото ", "dotted": "İ", "soft": "\u00ad", "zero": "\u200b", "wide": "：", "emoji": "👍🏽\u200d",
    "read more": "Read more ", "subscribe": "subscribe to our newsletter ", "follow": "follow us on ", "rights": "All rights reserved. ",
    "css": "display:", "hidden": "display : none;", "comment": "<!--", "wrapper": "// <![CDATA[ ", "close": "-->", "pages": "1 of ",
    "hyphens": "a-b-", "camel": "aB", "srcset": "a.jpg 1x, ", "verse": "<sup>1</sup>In the ",
}  # fmt: skip
ENDS = ("", "x!")


def baits() -> Iterator[tuple[str, Callable[[int], Source]]]:
    """The name of each bait and the page as a function of its size in bytes."""
    for kind, places in ((SourceType.HTML, PLACES), (SourceType.TEXT, TEXT_PLACES)):
        for place, page in places.items():
            for piece, text in PIECES.items():
                for end in ENDS:
                    yield f"{place}, {piece}{' to an end' if end else ''}", partial(bait, page, text, end, kind)


def bait(page: str, piece: str, end: str, kind: SourceType, size: int) -> Source:
    """A page of about so many bytes: the value, over and over the piece, stands wherever the page says VALUE."""
    value = piece * (size // page.count("VALUE") // len(piece.encode())) + end
    return Source(page.replace("VALUE", value).encode(), kind)
