"""Markup that libxml2 refuses, rescued through Beautiful Soup: nested too deep, or with more text in a row than it takes.

Beautiful Soup reads what is there, however deep; what it read is written out again as markup that libxml2 takes. It is
some twenty times slower than libxml2 and linear in the size of the page. To keep it so, what is handed to it holds no
unfinished tags: Python's parser looks for the end of each up to the end of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag
from bs4.exceptions import ParserRejectedMarkup

# libxml2 takes 256 open elements. Structure down to this depth is kept; below it paragraphs, headings and items stand
# side by side, and the boxes around them are gone.
_DEEPEST = 200
# Beautiful Soup takes about 30 microseconds a tag. A page with more of them, and too deep at that, is no page for readers.
_MOST_TAGS = 150_000
_TEXT_PIECE = 1_000_000
_ATTRIBUTE_LONGEST = 1_000_000

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_INLINE = frozenset(
    "a abbr acronym b big bdi bdo cite code del dfn em font i ins kbd mark nobr q s samp small span strike strong sub sup "
    "time tt u var".split()
)
_RAW = frozenset({"script", "style"})
# Their end tags are not written: behind them libxml2 reads no more.
_ROOTS = frozenset({"html", "body"})
_TEXTUAL = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd pre blockquote figcaption caption".split())
# An element that ends where the next of its kind begins.
_SELF_ENDING = frozenset("p li dt dd option tr td th".split())

_NO_TEXT = re.compile(rb"<!--.*?(?:-->|\Z)|<[!?][^<>]*>", re.DOTALL)
# A whole tag, with its quotes in pairs; else one that ends at the next sign; else no tag. Tags of more values are cut at
# the next sign, so that the time stays linear.
_TAG = re.compile(rb"""<(?:(/?[a-z](?:[^<>"']++|"[^"]*+"|'[^']*+'){0,200}+>)|(/?[a-z][^<>]*>))?""", re.IGNORECASE)
_HUGE_REFERENCE = re.compile(rb"&#(?:[xX][0-9a-fA-F]{7,}|[0-9]{8,});?")
_ATTRIBUTE_NAME = re.compile(r"[^\s\"'<>/=]+")
_RAW_ELEMENT = re.compile(rb"<(script|style)\b.*?(?:</\1[^<>]*>|\Z)", re.IGNORECASE | re.DOTALL)
_LINE_BREAKING = re.compile(rb"</?(?!(?:" + "|".join(sorted(_INLINE)).encode() + rb")\b)[a-z][^<>]*>", re.IGNORECASE)


class _Reader(BeautifulSoup):
    """Beautiful Soup without the links from each element to the next in the page, which nobody asks for here.

    To set them right it climbs to the root from each text behind an end tag: a second for 70 kB.
    """

    def _linkage_fixer(self, el: Tag) -> None:
        """Leave the links as they are; `contents`, which the tree is written out by, is whole."""


def flatten(data: bytes) -> bytes:
    """The page as Beautiful Soup reads it, written out no deeper and in no longer pieces than libxml2 takes."""
    if data.count(b"<") > _MOST_TAGS:
        return only_text(data)
    try:
        soup = _Reader(_plain_tags(data), "html.parser", multi_valued_attributes=None)
    except ParserRejectedMarkup:
        return only_text(data)
    return "".join(_Writer().write(soup)).encode("utf-8", "replace")


def only_text(data: bytes) -> bytes:
    """The text of the page alone, a paragraph for each stretch between tags that break the line."""
    text = _RAW_ELEMENT.sub(b"", _NO_TEXT.sub(b"", data))
    stretches = (_TAG.sub(lambda tag: b"" if tag.lastindex else b"&lt;", stretch) for stretch in _LINE_BREAKING.split(text))
    pieces = (b"<p>" + piece + b"</p>" for stretch in stretches if stretch.strip() for piece in _bytes_pieces(stretch))
    return b"\n".join(pieces)


def _bytes_pieces(text: bytes) -> Iterator[bytes]:
    return (text[start : start + _TEXT_PIECE] for start in range(0, len(text), _TEXT_PIECE))


def _plain_tags(data: bytes) -> str:
    """The page without comments and declarations, with a plain `<` for what begins no whole tag."""
    data = _NO_TEXT.sub(lambda found: b"\n" * found.group().count(b"\n"), data)
    data = _HUGE_REFERENCE.sub("\ufffd".encode(), data)
    return _TAG.sub(_whole, data).decode("utf-8", "replace")


def _whole(found: re.Match[bytes]) -> bytes:
    if found.group(1):
        return found.group()
    # A quote that nobody closed would swallow the text up to the next quote.
    return b"<" + found.group(2).replace(b'"', b"").replace(b"'", b"") if found.group(2) else b"&lt;"


@dataclass(slots=True)
class _Open:
    """An element whose children are being written. `end` is what to write when they are done."""

    name: str
    children: Iterator[PageElement]
    end: str = ""


class _Writer:
    """Writes a tree out as markup, flat below a depth, with each tag on the line where it stood."""

    def __init__(self) -> None:
        self.line = 1
        # A stack of its own: Python's would overflow where libxml2's did.
        self.open: list[_Open] = []
        self.depth = 0
        # Below the deepest level one element is open at a time; this is its end tag.
        self.flat_end = ""
        # Whether a box that is not written began or ended since the last text.
        self.gap = False

    def write(self, soup: Tag) -> Iterator[str]:
        """The pieces of the markup, in order."""
        self.open.append(_Open("", iter(soup.contents)))
        while self.open:
            child = next(self.open[-1].children, None)
            if child is None:
                yield from self._finish(self.open.pop())
            elif isinstance(child, Tag):
                yield from self._begin(child)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                yield from self._text(str(child))

    def _begin(self, tag: Tag) -> Iterator[str]:
        opened = _Open(tag.name, iter(tag.contents))
        around = self.open[-1]
        if around.end and _ends(around.name, tag.name):
            yield from self._finish(around)
        if tag.name in _VOID | _ROOTS:
            yield self._tag(tag)
        elif self.depth < _DEEPEST or tag.name in _RAW:
            yield self._tag(tag)
            self.depth += 1
            opened.end = f"</{tag.name}>"
        elif tag.name not in _INLINE:
            yield self.flat_end
            self.flat_end = f"</{tag.name}>" if tag.name in _TEXTUAL else ""
            self.gap = not self.flat_end
            yield self._tag(tag) if self.flat_end else ""
        self.open.append(opened)

    def _finish(self, opened: _Open) -> Iterator[str]:
        if opened.end:
            yield self.flat_end + opened.end
            self.flat_end = ""
            self.depth -= 1
            self.gap = False
            opened.end = ""
        elif opened.name not in _INLINE | _VOID | _ROOTS:
            yield self.flat_end
            self.gap = not self.flat_end
            self.flat_end = ""

    def _tag(self, tag: Tag) -> str:
        attributes = "".join(
            f' {name}="{escape(str(value))}"'
            for name, value in tag.attrs.items()
            if _ATTRIBUTE_NAME.fullmatch(name) and len(str(value)) <= _ATTRIBUTE_LONGEST
        )
        lines = max((tag.sourceline or 0) - self.line, 0)
        self.line += lines + attributes.count("\n")
        return "<" + tag.name + "\n" * lines + attributes + ">"

    def _text(self, text: str) -> Iterator[str]:
        self.line += text.count("\n")
        if self.open[-1].name in _RAW:
            yield text if len(text) <= _TEXT_PIECE else ""
            return
        if self.gap and not text.isspace():
            yield "<br><br>"
            self.gap = False
        pieces = (text[start : start + _TEXT_PIECE] for start in range(0, len(text), _TEXT_PIECE))
        yield "<wbr></wbr>".join(escape(piece, quote=False) for piece in pieces)


def _ends(name: str, following: str) -> bool:
    """Whether an element without an end tag ends where another begins inside it."""
    return (name == following and name in _SELF_ENDING) or (name == "p" and following not in _INLINE | _VOID)
