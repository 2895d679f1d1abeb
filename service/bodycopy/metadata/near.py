"""What stands around the headline: bylines (see `signed`) and date lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from lxml import etree

from bodycopy.metadata.date_words import says_foreign, says_modified, says_published
from bodycopy.metadata.datelines import dated_parts, is_date_line
from bodycopy.metadata.datetext import parse_date
from bodycopy.metadata.offers import Offer
from bodycopy.metadata.pieces import Piece, pieces_after, pieces_before
from bodycopy.metadata.signed import near_authors
from bodycopy.metadata.visible import is_elsewhere

_MAX_LABEL: Final = 40


def near_offers(heading: etree._Element, language: str | None, reference: date | None) -> Iterator[Offer]:
    """Authors and dates around a heading, nearest first, those below it before those above it."""
    after, before = list(pieces_after(heading)), list(pieces_before(heading))
    yield from near_authors(after, before, language, reference)
    yield from _dates(after, language, reference, "near headline")
    yield from _dates(before, language, reference, "above headline")


def _dates(pieces: Sequence[Piece], language: str | None, reference: date | None, source: str) -> Iterator[Offer]:
    for place, piece in enumerate(pieces):
        if not is_date_line(piece.text, language, reference) or is_elsewhere(piece.holder):
            continue
        label = pieces[place - 1].text[-_MAX_LABEL:] if place else ""
        label = "" if parse_date(label, language) else label
        parts = dated_parts(piece.text, language, reference)
        if parts == (("datePublished", piece.text),) and not says_published(piece.text):
            if says_foreign(label):
                continue
            parts = (("dateModified", piece.text),) if says_modified(label) else parts
        yield from (Offer(field, part, source) for field, part in parts)
