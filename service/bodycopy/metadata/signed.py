"""Whom the page shows as its authors around the headline: `By Jane Doe`, a link to an author's page, a name beside a date.

On pages whose class names say nothing (and on many whose class names do) the place is the best evidence: nearly every byline
stands between the headline and the first long paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, islice, pairwise
from typing import Final

from bodycopy.metadata.bylines import is_byline, is_joint, labelled_name, later_names, name_beside
from bodycopy.metadata.datelines import is_date_line
from bodycopy.metadata.datetext import parse_date
from bodycopy.metadata.names import (
    is_introduction,
    is_personal,
    is_second_hand,
    leads_second_hand,
    split_authors,
    without_line_end,
)
from bodycopy.metadata.offers import INTRODUCED, Offer
from bodycopy.metadata.pieces import LONG, Piece
from bodycopy.metadata.strings import element_text
from bodycopy.metadata.visible import is_elsewhere

_NEIGHBOURS: Final = 2
# How many pieces may stand between two authors (commas, roles), where a bare name is looked for, and a byline above.
_MAX_GAP: Final = 4
_NEAREST: Final = 15
_ABOVE: Final = 6
# Words of a date and what introduces it; more are a sentence.
_MAX_DATE_WORDS: Final = 6
# More bylines than these are those of a list of works.
_MAX_BYLINES: Final = 2
_LINK_LEVELS: Final = 6
_TEASER_SHARE: Final = 3

_DIGIT = re.compile(r"\d")
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|as?|in)?|auteurs?|autore|by|people|persons?|profiles?|staff|contributors?|journalists?|"
    r"writers?|users?|"
    r"redaktion|team|members?)/[^/]|(?:\A|/)(?:member|profile|user|memberlist)[\w-]*(?:\.php)?/?\?[^\s?]*\bu(?:id|ser)?=\w",
    re.IGNORECASE,
)


def near_authors(
    after: Sequence[Piece], before: Sequence[Piece], language: str | None, reference: date | None
) -> Iterator[Offer]:
    """The first byline below the headline and what is tied to it, else the one above it, else the first name that stands beside
    a date."""
    signed = list(_signed(after, language, reference))
    if sum(offer.kind == INTRODUCED for offer in signed) > _MAX_BYLINES:
        signed = []
    yield from signed or _above(before) or islice(_beside_dates(after, language, reference), 1)


def _signed(pieces: Sequence[Piece], language: str | None, reference: date | None) -> Iterator[Offer]:
    last = None
    for place, piece in enumerate(pieces):
        if last is not None and (place - last > _MAX_GAP or len(piece.text) > LONG):
            return
        if is_second_hand(piece.text) or (place and leads_second_hand(pieces[place - 1].text)):
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


def _above(pieces: Sequence[Piece]) -> list[Offer]:
    """The byline above a headline; `pieces` begin with the nearest, so that what stands before one follows it."""
    near = pieces[:_ABOVE]
    signed = (piece for piece in near if is_byline(piece.text) and all(map(is_personal, split_authors(piece.text))))
    led = (piece for piece, before in pairwise(near) if is_introduction(before.text) and _leads_to_author(piece))
    found = next((piece for piece in chain(signed, led) if not is_elsewhere(piece.holder)), None)
    return [Offer("authors", found.text, "above headline", found.href)] if found else []


def _leads_to_author(piece: Piece) -> bool:
    linked = piece.href is not None and _AUTHOR_PATH.search(piece.href) is not None
    return linked and _names_only(piece.text)


def _beside_dates(pieces: Sequence[Piece], language: str | None, reference: date | None) -> Iterator[Offer]:
    """A name in the line of the date, or else one beside it, which may be a tag's."""
    for piece in pieces[:_NEAREST]:
        if parse_date(piece.text, language) and (name := name_beside(piece.text)):
            yield Offer("authors", name, "near headline", piece.href)
    near = pieces[: _NEAREST + _NEIGHBOURS]
    dated = {place for place, piece in enumerate(near) if is_date_line(piece.text, language, reference)}
    for place, piece in enumerate(pieces[:_NEAREST]):
        if dated.isdisjoint(range(place - _NEIGHBOURS, place + _NEIGHBOURS + 1)):
            continue
        name = without_line_end(piece.text)
        alone = len(piece.text.split()) <= len(name.split()) + 1
        if alone and is_personal(name):
            yield Offer("authors", name, "name by date", piece.href)


def _is_author(pieces: Sequence[Piece], place: int, last: int | None) -> bool:
    piece = pieces[place]
    linked = piece.href is not None and _AUTHOR_PATH.search(piece.href) is not None
    introduced = place > 0 and is_introduction(pieces[place - 1].text)
    tied = introduced or (last is not None and last == place - 2 and is_joint(pieces[place - 1].text))
    named = is_byline(piece.text) or ((linked or tied) and _names_only(piece.text))
    return named and not is_elsewhere(piece.holder) and not _in_teaser(piece)


def _in_teaser(piece: Piece) -> bool:
    """Whether a name stands in a link with more text than the name: the link to another article."""
    around = islice((piece.holder, *piece.holder.iterancestors()), _LINK_LEVELS)
    link = next((node for node in around if node.tag == "a"), None)
    if link is None or _AUTHOR_PATH.search(link.get("href") or ""):
        return False
    return len(element_text(link)) > _TEASER_SHARE * len(piece.text)


def _names_only(text: str) -> bool:
    return len(text) < LONG and bool(split_authors(text))


def _dated_names(text: str, language: str | None, reference: date | None) -> tuple[str, ...]:
    before, names = later_names(text) if _DIGIT.search(text) else (text, ())
    short = names and len(re.findall(r"[^\W\d]+", before)) <= _MAX_DATE_WORDS
    return names if short and is_date_line(before, language, reference) else ()
