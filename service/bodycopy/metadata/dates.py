"""Dates of publication and change: what was written for machines, then what the page shows, the address and guesses last.

The order has exceptions, each of which wins on the development pages (docs/metadata.md has the figures):
an earlier day below the headline beats what a system wrote, because systems stamp an article anew; a day that the address
contradicts is that of something else; a page that only says when it was changed was published then, as far as anyone can
tell (so says the definition of `datePublished` that the field's name comes from). Never a date after `reference_date`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from bodycopy.metadata.address_dates import Address, read_address
from bodycopy.metadata.date_words import says_published
from bodycopy.metadata.datetext import ZONE_SLACK, day_of, number_order, parse_date
from bodycopy.metadata.offers import Offer
from bodycopy.metadata.ranking import family, is_shown, is_vague, rank
from bodycopy.metadata.relative import parse_relative

# Sources beside the headline: what stands there is the article's own date.
_BESIDE: Final = frozenset({"near headline", "above headline", "time[pubdate]", "date block"})
_BELOW: Final = "near headline"
# More days below a headline than these are a table.
_MAX_BELOW: Final = 4
# Midnight from one to twelve hours east of Greenwich, in UTC.
_MIDNIGHT = re.compile(r"T(?:1[2-9]|2[0-3]):00:00\+00:00\Z")
_GUESSES: Final = frozenset({"url", "lone block", "htmldate"})
# Tags of the last change are set by any touch of the file; a change that a reader is told of was one of the text.
_TELLS_CHANGE: Final = frozenset({"json-ld", "microdata", "near headline", "date block", "time", "block", "labelled block"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that was read: ISO 8601, and the offer with the string that stood in the page."""

    iso: str
    offer: Offer

    @property
    def day(self) -> date:
        """The calendar day, in the zone of the date itself."""
        return day_of(self.iso)

    @property
    def source(self) -> str:
        """The kind of source, `block` for `block 12`."""
        return family(self.offer.source)


def choose_dates(offers: Sequence[Offer], language: str | None, latest: date | None) -> tuple[Dated | None, Dated | None]:
    """The dates of publication and of change. `latest` is the day on which the page was seen; relative dates need it."""
    read = _Reader(offers, language, latest)
    modified = next(iter(read.modified), None)
    published = _published(read) or read.guess() or _as_changed(read)
    return published, modified


def is_told(published: Dated | None) -> bool:
    """Whether a date of publication, as `choose_dates` gives it, was neither guessed nor taken from a change."""
    return published is not None and published.source not in _GUESSES and published.offer.field == "datePublished"


def is_guess(source: str) -> bool:
    """Whether a source only guesses."""
    return family(source) in _GUESSES


def is_future(iso: str, latest: date | None) -> bool:
    """Whether a date lies after the day on which the page was seen."""
    return latest is not None and day_of(iso) > latest + ZONE_SLACK


class _Reader:
    """The offers of a page, read as dates and sorted by how far their sources are believed."""

    def __init__(self, offers: Sequence[Offer], language: str | None, latest: date | None) -> None:
        self._latest = latest
        self._language = language
        dated = [offer for offer in offers if offer.field in {"datePublished", "dateModified"}]
        self._order = number_order((offer.value for offer in dated), language)
        self._offers = dated
        self.address: Address | None = next((read_address(offer.value) for offer in dated if offer.source == "url"), None)

    @cached_property
    def changes(self) -> frozenset[date]:
        """The days of change that were written for machines."""
        stated = (dated for dated in self.modified if not is_shown("dateModified", dated.offer.source))
        return frozenset(dated.day for dated in stated)

    @cached_property
    def published(self) -> list[Dated]:
        """All readings for the date of publication."""
        return self._all_of("datePublished")

    @cached_property
    def modified(self) -> list[Dated]:
        """All readings for the date of change."""
        return self._all_of("dateModified")

    def _all_of(self, field: str) -> list[Dated]:
        """All readings for a field, the best source first; relative ones after all others."""
        ranked = sorted((offer for offer in self._offers if offer.field == field), key=lambda offer: rank(field, offer.source))
        read = [Dated(iso, offer) for offer in ranked if (iso := parse_date(offer.value, self._order))]
        read += [Dated(iso, offer) for offer in ranked if (iso := self._relative(offer))]
        return [dated for dated in read if not is_future(dated.iso, self._latest)]

    def _relative(self, offer: Offer) -> str | None:
        if self._latest is None or not is_shown(offer.field, offer.source):
            return None
        return parse_relative(offer.value, self._language, self._latest)

    def guess(self) -> Dated | None:
        """The day in the address, or else what was guessed."""
        return next((dated for dated in self.published if dated.source in _GUESSES), None)


def _published(read: _Reader) -> Dated | None:
    known = [dated for dated in read.published if dated.source not in _GUESSES]
    stated = [dated for dated in known if not is_shown("datePublished", dated.offer.source)]
    shown = [dated for dated in known if dated not in stated]
    # A tag of an uncertain kind that gives the day of the last change means that.
    shown.sort(key=lambda dated: is_vague(dated.offer.source) and dated.day in read.changes)
    vouched = [dated for dated in shown if read.address is None or read.address.vouches(dated.day)]
    if read.address is not None and read.address.day is not None:
        shown = vouched
    ranked = sorted([*vouched, *(dated for dated in shown if dated not in vouched)], key=_is_unnamed)
    chosen = (_earlier(stated[0], vouched, read) or _agreed(stated, vouched)) if stated else next(iter(ranked), None)
    return _with_time(chosen, known) if chosen else None


def _is_unnamed(dated: Dated) -> bool:
    """Whether a date beside the headline does not say that it is the publication's; those that do come first."""
    return not (dated.source in _BESIDE and says_published(dated.offer.value))


def _earlier(stated: Dated, shown: Iterable[Dated], read: _Reader) -> Dated | None:
    """The date below the headline where it is earlier than what a system has written, and no date of change."""
    beside = [dated for dated in shown if dated.source == _BELOW]
    if not beside and stated.day in read.changes:
        single = [dated for dated in shown if dated.source in _BESIDE]
        beside = single if len(single) == 1 else []
    below = beside[0] if 0 < len({dated.day for dated in beside}) <= _MAX_BELOW else None
    if below is None or below.day >= stated.day:
        return None
    return None if below.day in read.changes else below


def _agreed(stated: Sequence[Dated], shown: Iterable[Dated]) -> Dated:
    """What was written for machines first, unless another such source and the only date below the headline agree on a day
    that is not the next one (which would be a matter of zones); or that date is the next one, and what was written is its
    midnight east of Greenwich, told in UTC."""
    first = stated[0]
    below = {dated.day: dated for dated in shown if dated.source == _BELOW}
    if len(below) != 1:
        return first
    day, seen = next(iter(below.items()))
    if day - first.day == ZONE_SLACK and _MIDNIGHT.search(first.iso):
        return seen
    return next((dated for dated in stated if dated.day == day), first) if abs(day - first.day) > ZONE_SLACK else first


def _as_changed(read: _Reader) -> Dated | None:
    return next((dated for dated in read.modified if dated.source in _TELLS_CHANGE), None)


def _with_time(chosen: Dated, others: Iterable[Dated]) -> Dated:
    """The same day with its time, where only a lower source knows the time."""
    if len(chosen.iso) > len("2024-05-31"):
        return chosen
    return next((other for other in others if other.iso.startswith(chosen.iso) and len(other.iso) > len(chosen.iso)), chosen)
