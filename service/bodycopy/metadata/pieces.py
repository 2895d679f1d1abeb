"""The pieces of text around a headline, in the order in which a reader meets them.

Nearly every byline and every date line stands there, whatever its classes are called.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from bodycopy.metadata.strings import UNSEEN_TAGS

# How far to look: pieces of text after the headline and before it, and long ones (standfirst, first paragraphs) until the end.
_AFTER: Final = 60
_BEFORE: Final = 12
LONG: Final = 160
_MAX_LONG: Final = 3
_MAX_STEPS: Final = 600


class Piece(NamedTuple):
    """A text node near the headline, and the element that holds it."""

    text: str
    holder: etree._Element

    @property
    def href(self) -> str | None:
        """The target of the link that the text stands in."""
        parent = self.holder.getparent()
        return self.holder.get("href") or (parent.get("href") if parent is not None else None)


def pieces_after(heading: etree._Element) -> Iterator[Piece]:
    """What is written below a heading, down to the first paragraphs."""
    found = long = 0
    for text, holder in texts_after(heading):
        # Most text nodes are the white space between two tags.
        folded = "" if text.isspace() else " ".join(text[: 4 * LONG].split())
        if folded:
            found += 1
            long += len(folded) > LONG
            yield Piece(folded, holder)
        if found >= _AFTER or long >= _MAX_LONG:
            return


def texts_after(heading: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The text nodes after an element in document order, with the elements that hold them."""
    current: etree._Element | None = heading
    for _ in range(_MAX_STEPS):
        following = None
        while current is not None and following is None:
            parent = current.getparent()
            if current.tail and parent is not None:
                yield current.tail, parent
            following = current.getnext()
            current = parent if following is None else current
        if following is None:
            return
        current = following
        while current.tag not in UNSEEN_TAGS:
            if current.text:
                yield current.text, current
            if not len(current):
                break
            current = current[0]


def pieces_before(heading: etree._Element) -> Iterator[Piece]:
    """What is written above a heading, the nearest first."""
    found = 0
    for text, holder in _texts_before(heading):
        folded = "" if text.isspace() else " ".join(text[: 4 * LONG].split())
        if folded:
            found += 1
            yield Piece(folded, holder)
        if found >= _BEFORE:
            return


def _texts_before(heading: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The text nodes before an element, the nearest first."""
    current = heading
    for _ in range(_MAX_STEPS // 4):
        previous, parent = current.getprevious(), current.getparent()
        if parent is None or parent.tag == "html":
            return
        if previous is None:
            if parent.text:
                yield parent.text, parent
            current = parent
            continue
        if previous.tail:
            yield previous.tail, parent
        while previous.tag not in UNSEEN_TAGS and len(previous):
            previous = previous[-1]
            if previous.tail:
                yield previous.tail, previous
        if previous.text and previous.tag not in UNSEEN_TAGS:
            yield previous.text, previous
        current = previous
