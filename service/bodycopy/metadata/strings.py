"""Strings as they stand in attributes, JSON and elements, made plain."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml import etree

# Longer values are no headline, name or caption: they come from elements that were never closed.
MAX_TEXT: Final = 2_000
# The beginnings and ends of elements that a value may be made of; elements may be empty.
_MAX_PIECES: Final = 4_000

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_WORDS = re.compile(r"\w+")
UNSEEN_TAGS: Final = frozenset({"script", "style", "noscript", "template", "svg", "button", "select"})
# Elements that do not part words: `<b>W</b>ort` is one word, `<div>Jane</div><div>Doe</div>` are two.
_INLINE_TAGS: Final = frozenset(
    {"a", "abbr", "b", "cite", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"}
)
_STYLING_TAGS: Final = frozenset({"b", "em", "font", "i", "mark", "small", "strong", "sub", "sup", "u"})


def plain(text: str) -> str:
    """Entities (also doubly written ones) resolved, tags and invisible characters removed, white space folded."""
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub(" ", text)
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def element_text(element: etree._Element, limit: int = MAX_TEXT) -> str:
    """The text of an element as a reader sees it, white space folded; at most about `limit` characters."""
    text = _joined(element, _INLINE_TAGS, " ", limit)
    return " ".join((text if text.isascii() else _INVISIBLE.sub("", text)).split())


def element_lines(element: etree._Element, limit: int = MAX_TEXT) -> str:
    """The text of an element, a line for each part that markup sets apart: a byline's name, its role and its date."""
    lines = (" ".join(line.split()) for line in _joined(element, _STYLING_TAGS, "\n", limit).split("\n"))
    return "\n".join(_INVISIBLE.sub("", line) for line in lines if line)


def _joined(element: etree._Element, seamless: frozenset[str], seam: str, limit: int) -> str:
    pieces: list[str] = []
    size = 0
    for piece in islice(_pieces(element, seamless, seam), _MAX_PIECES):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            break
    return "".join(pieces)


def _pieces(root: etree._Element, seamless: frozenset[str], seam: str) -> Iterator[str]:
    """Text nodes in document order; `seam` parts them at tags other than the seamless ones."""
    skipped: etree._Element | None = None
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        if skipped is not None:
            if event == "end" and node is skipped:
                skipped = None
                if node is not root and node.tail:
                    yield node.tail
            continue
        joint = "" if node.tag in seamless or node is root else seam
        if event == "start":
            if node.tag in UNSEEN_TAGS or not isinstance(node.tag, str):
                skipped = node
                # A menu of thousands of options would be walked through for each of its neighbours.
                walk.skip_subtree()
            else:
                yield joint + _folded(node.text)
        elif node is not root:
            yield joint + _folded(node.tail)


def _folded(text: str | None) -> str:
    """White space in markup is a space, a line break in the source included."""
    if not text:
        return ""
    words = " ".join(text.split())
    return f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}" if words else " "


def lowered(text: str) -> str:
    """A text in lower case, character for character: what is found in it stands at the same place of the text itself.

    `re` finds words in it several times as fast as it does regardless of case.
    """
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(sign if len(sign.lower()) > 1 else sign.lower() for sign in text)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, case folded: what two spellings of the same headline have in common."""
    return tuple(_WORDS.findall(text.casefold()))
