"""Dates of publication and change: structured sources first, then what the page shows, the address last.

Never a date after `reference_date`. `htmldate` searches the whole page and is asked only where nobody else knows anything; it
is given its own latest day, because it would otherwise read the clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Final

from lxml import etree

from bodycopy.metadata.datetext import MIN_YEAR, day_of, parse_date
from bodycopy.metadata.offers import Offer
from bodycopy.metadata.ranking import rank

# A page may be of a zone that is ahead of the one in which its day of reference was taken.
_ZONE_SLACK: Final = timedelta(days=1)
# Without a reference date nothing is the future; htmldate must still have an end.
_LATEST: Final = date(2100, 12, 31)
# Sources that systems fill by themselves, and how near two days are that come from one stamp.
_STAMPED: Final = frozenset({"json-ld", "json-ld WebPage", "microdata"})
_STAMP_SLACK: Final = timedelta(days=2)
_MAX_MENTIONS: Final = 200
_WINDOW: Final = 24
# htmldate takes time in proportion to the page; it is not asked for larger ones.
_MAX_ELEMENTS: Final = 20_000
_MAX_MARKUP: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that was read: ISO 8601, and the offer with the string that stood in the page."""

    iso: str
    offer: Offer


def choose_date(offers: Sequence[Offer], field: str, language: str | None, latest: date | None) -> Dated | None:
    """The best offer for `datePublished` or `dateModified` that is a date and not in the future."""
    ranked = sorted((offer for offer in offers if offer.field == field), key=lambda offer: rank(field, offer.source))
    readings = (
        Dated(iso, offer) for offer in ranked if (iso := parse_date(offer.value, language)) and not is_future(iso, latest)
    )
    first = next(readings, None)
    return _with_time(first, readings) if first else None


def _with_time(chosen: Dated, others: Iterable[Dated]) -> Dated:
    """The same day with its time, where only a lower source knows the time."""
    if len(chosen.iso) > len("2024-05-31"):
        return chosen
    return next((other for other in others if other.iso.startswith(chosen.iso) and len(other.iso) > len(chosen.iso)), chosen)


def is_future(iso: str, latest: date | None) -> bool:
    """Whether a date lies after the day on which the page was seen."""
    return latest is not None and day_of(iso) > latest + _ZONE_SLACK


def is_doubtful(offers: Sequence[Offer], language: str | None, latest: date | None) -> bool:
    """Whether the date line of the page should be looked at: nobody gives a date, or only sources that systems stamp."""
    published = choose_date(offers, "datePublished", language, latest)
    return published is None or all(offer.source in _STAMPED for offer in offers if offer.field == "datePublished")


def without_restamp(
    published: Dated | None, modified: Dated | None, offers: Sequence[Offer], language: str | None
) -> Dated | None:
    """The date below the headline instead of one that a system stamped when it last built the page.

    Such a stamp is both date of publication and of change, and the page shows an earlier day.
    """
    if published is None or modified is None or published.offer.source not in _STAMPED:
        return published
    if abs(day_of(published.iso) - day_of(modified.iso)) > _STAMP_SLACK:
        return published
    shown = next((offer for offer in offers if offer.field == "datePublished" and offer.source == "near headline"), None)
    iso = parse_date(shown.value, language) if shown else None
    return Dated(iso, shown) if shown and iso and day_of(iso) < day_of(published.iso) - _STAMP_SLACK else published


def search_date(tree: etree._Element, latest: date | None) -> str | None:
    """The date that htmldate finds anywhere in the page, a day without time; only if the page holds it as a whole.

    The quick search alone: the extensive one guesses (a copyright year becomes the first of January) and takes ten times as
    long. Its parser completes a month without day from the clock, hence the second look.
    """
    from htmldate import find_date

    if sum(1 for _ in islice(tree.iter(), _MAX_ELEMENTS + 1)) > _MAX_ELEMENTS:
        return None
    markup = str(etree.tostring(tree, encoding="unicode", method="html"))
    if len(markup) > _MAX_MARKUP:
        return None
    found: str | None = find_date(
        markup,
        extensive_search=False,
        original_date=True,
        url="",
        min_date=f"{MIN_YEAR}-01-01",
        max_date=(latest + _ZONE_SLACK if latest else _LATEST).isoformat(),
    )
    return found if found and _holds_date(markup, found) else None


def _holds_date(markup: str, iso: str) -> bool:
    """Whether a page has a string that is this date, year, month and day."""
    year = iso[:4]
    for match in islice(re.finditer(year, markup), _MAX_MENTIONS):
        around = (markup[match.start() : match.end() + _WINDOW], markup[max(0, match.start() - _WINDOW) : match.end()])
        if any(reading and reading.startswith(iso) for text in around for reading in _readings(text)):
            return True
    return False


def _readings(text: str) -> Iterator[str | None]:
    """A string read with either order of day and month."""
    text = text.replace("_", "-").replace("<", " ").replace(">", " ").replace('"', " ")
    yield parse_date(text[:4] + "-" + text[4:6] + "-" + text[6:8]) if text[:8].isdigit() else None
    yield parse_date(text, "en-US")
    yield parse_date(text, "en-GB")
