"""What stands around the headline: `By Jane Doe`, a name beside a date, a link to an author's page, the date line.

On pages whose class names say nothing (and on many whose class names do) the place is the best evidence: nearly every byline
stands between the headline and the first long paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lxml import etree

from bodycopy.metadata.date_words import says_foreign, says_modified, says_published
from bodycopy.metadata.datelines import dated_parts, is_date_line
from bodycopy.metadata.datetext import parse_date
from bodycopy.metadata.names import (
    is_byline,
    is_introduction,
    is_joint,
    is_personal,
    is_second_hand,
    labelled_name,
    later_names,
    name_beside,
    split_authors,
)
from bodycopy.metadata.offers import INTRODUCED, Offer
from bodycopy.metadata.strings import UNSEEN_TAGS
from bodycopy.metadata.visible import is_elsewhere

# How far to look: pieces of text after the headline and before it, and long ones (standfirst, first paragraphs) until the end.
_AFTER: Final = 60
_BEFORE: Final = 12
_LONG: Final = 160
_MAX_LONG: Final = 3
_MAX_STEPS: Final = 600
_MAX_LABEL: Final = 40
_NEIGHBOURS: Final = 2
# How many pieces may stand between two authors (commas, roles), and where a bare name is looked for.
_MAX_GAP: Final = 4
# Words of a date and what introduces it; more are a sentence.
_MAX_DATE_WORDS: Final = 6
_NEAREST: Final = 15

_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|as?|in)?|auteurs?|autore|by|people|persons?|profiles?|staff|contributors?|journalists?|"
    r"writers?|users?|"
    r"redaktion|team|members?)/[^/]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text node near the headline, and the element that holds it."""

    text: str
    holder: etree._Element

    @property
    def href(self) -> str | None:
        """The target of the link that the text stands in."""
        parent = self.holder.getparent()
        return self.holder.get("href") or (parent.get("href") if parent is not None else None)


def near_offers(heading: etree._Element, language: str | None, reference: date | None) -> Iterator[Offer]:
    """Authors and dates around a heading, nearest first, those below it before those above it."""
    after = list(_pieces_after(heading))
    yield from _authors(after, language, reference)
    yield from _dates(after, language, reference, "near headline")
    yield from _dates(list(_pieces_before(heading)), language, reference, "above headline")


def _authors(pieces: Sequence[Piece], language: str | None, reference: date | None) -> Iterator[Offer]:
    """The first byline and what is tied to it; where there is none, the first name that stands beside a date."""
    last = None
    for place, piece in enumerate(pieces):
        if last is not None and (place - last > _MAX_GAP or len(piece.text) > _LONG):
            return
        if is_second_hand(piece.text) or (place and is_second_hand(pieces[place - 1].text)):
            if last is not None:
                return
        elif _is_author(pieces, place, last):
            last = place
            introduced = is_byline(piece.text) or (place > 0 and is_introduction(pieces[place - 1].text))
            yield Offer("authors", piece.text, "near headline", piece.href, INTRODUCED if introduced else "")
        elif name := labelled_name(piece.text):
            last = place
            yield Offer("authors", name, "near headline", kind=INTRODUCED)
        elif last is None and place < _NEAREST and (names := _dated_names(piece.text, language, reference)):
            last = place
            yield Offer("authors", ", ".join(names), "near headline", kind=INTRODUCED)
    if last is None:
        for place, piece in enumerate(pieces[:_NEAREST]):
            if is_personal(piece.text) and _beside_date(pieces, place, language, reference):
                yield Offer("authors", piece.text, "name by date", piece.href)
                return
            if (name := name_beside(piece.text)) and _has_date(piece.text, language):
                yield Offer("authors", name, "name by date", piece.href)
                return


def _is_author(pieces: Sequence[Piece], place: int, last: int | None) -> bool:
    piece = pieces[place]
    linked = piece.href is not None and _AUTHOR_PATH.search(piece.href) is not None
    introduced = place > 0 and is_introduction(pieces[place - 1].text)
    tied = introduced or (last is not None and last == place - 2 and is_joint(pieces[place - 1].text))
    named = is_byline(piece.text) or ((linked or tied) and _names_only(piece.text))
    return named and not is_elsewhere(piece.holder)


def _names_only(text: str) -> bool:
    return len(text) < _LONG and bool(split_authors(text))


def _beside_date(pieces: Sequence[Piece], place: int, language: str | None, reference: date | None) -> bool:
    around = pieces[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]
    return any(is_date_line(piece.text, language, reference) for piece in around)


def _dated_names(text: str, language: str | None, reference: date | None) -> tuple[str, ...]:
    before, names = later_names(text) if any(map(str.isdigit, text)) else (text, ())
    short = names and len(re.findall(r"[^\W\d]+", before)) <= _MAX_DATE_WORDS
    return names if short and is_date_line(before, language, reference) else ()


def _has_date(text: str, language: str | None) -> bool:
    return any(map(str.isdigit, text)) and parse_date(text, language) is not None


def _dates(pieces: Sequence[Piece], language: str | None, reference: date | None, source: str) -> Iterator[Offer]:
    for place, piece in enumerate(pieces):
        if not is_date_line(piece.text, language, reference) or is_elsewhere(piece.holder):
            continue
        label = pieces[place - 1].text[-_MAX_LABEL:] if place else ""
        label = "" if parse_date(label, language) else label
        parts = list(dated_parts(piece.text, language, reference))
        if parts == [("datePublished", piece.text)] and not says_published(piece.text):
            if says_foreign(label):
                continue
            parts = [("dateModified", piece.text)] if says_modified(label) else parts
        yield from (Offer(field, part, source) for field, part in parts)


def _pieces_after(heading: etree._Element) -> Iterator[Piece]:
    found = long = 0
    for text, holder in texts_after(heading):
        folded = " ".join(text[: 4 * _LONG].split())
        if folded:
            found += 1
            long += len(folded) > _LONG
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


def _pieces_before(heading: etree._Element) -> Iterator[Piece]:
    found = 0
    for text, holder in _texts_before(heading):
        folded = " ".join(text[: 4 * _LONG].split())
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
