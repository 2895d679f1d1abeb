"""The day or month that many sites put into the address of an article.

It is seldom wrong, but says nothing about the hour, and of a page that was moved it names the old day. So it is the date only
where nothing else is; before that it vouches for what the page shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlsplit

from bodycopy.metadata.datetext import MIN_YEAR
from bodycopy.metadata.months import month_number
from bodycopy.metadata.offers import Offer

_DAY = re.compile(r"/((?:19|20)\d{2})([/_-]?)(\d{2})\2(\d{2})(?=\D|\d{4}\b|\Z)")
_SHORT_DAY = re.compile(r"/((?:19|20)\d{2})(/)(\d{1,2})/(\d{1,2})(?=/|\Z)")
_NAMED_DAY = re.compile(r"/((?:19|20)\d{2})/([a-z]{3,9})/(\d{1,2})(?=/|\Z)")
# A day without marks, alone or at the head of a number that is made of the time: `-20240531`, `/a2024053109154200`.
_STAMP = re.compile(
    r"(?<![\d.])(20[0-4]\d)()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=(?:[01]\d|2[0-3])[0-5]\d\d{0,10}(?!\d)|(?!\d))"
)
_MONTH = re.compile(r"/((?:19|20)\d{2})[/_-](0[1-9]|1[0-2])(?=[/_-]|\Z)")
_ARCHIVED = re.compile(r"\A.*/(?:https?:/|web/\d{14}\w*/)")
# The zone of the address may differ from that of the article; an article may be written the day before.
_DAY_SLACK: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Address:
    """The first day that an address may mean, and whether it names a day or only a month."""

    start: date
    whole: bool

    @property
    def day(self) -> date | None:
        """The day, where the address names one."""
        return self.start if self.whole else None

    def vouches(self, day: date) -> bool:
        """Whether a date may be the one that the address means."""
        last = self.start if self.whole else self.start.replace(day=28) + timedelta(days=3)
        return self.start - _DAY_SLACK <= day <= last + _DAY_SLACK


def address_offers(url: str | None) -> tuple[Offer, ...]:
    """The date in the path of an address, `2024-05-31` or `2024-05`, as an offer; none where it has none."""
    found = extract_date_from_url(url or "") or _extract_month(url or "")
    return (Offer("datePublished", found, "url"),) if found else ()


def read_address(text: str) -> Address | None:
    """What `address_offers` has found."""
    try:
        return Address(date.fromisoformat(text if len(text) > len("2024-05") else f"{text}-01"), len(text) > len("2024-05"))
    except ValueError:
        return None


def extract_date_from_url(url: str) -> str | None:
    """The day in the path of an address: `/2024/05/31/`, `/2024/5/31/`, `/2024/may/31/`, `-20240531`."""
    path = _path(url)
    for pattern in (_DAY, _SHORT_DAY, _STAMP):
        for match in pattern.finditer(path):
            found = _build(int(match[1]), int(match[3]), int(match[4]))
            if found:
                return found
    named = _NAMED_DAY.search(path)
    month = month_number(named[2], "en") if named else None
    return _build(int(named[1]), month, int(named[3])) if named and month else None


def _extract_month(url: str) -> str | None:
    match = _MONTH.search(_path(url))
    return f"{match[1]}-{match[2]}" if match and int(match[1]) >= MIN_YEAR else None


def _path(url: str) -> str:
    """The path, of an archived page that of the page itself: before it stands the day on which it was archived."""
    try:
        path = urlsplit(url).path.lower()
    except ValueError:
        return ""
    return _ARCHIVED.sub("", path)


def _build(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year >= MIN_YEAR else None
    except ValueError:
        return None
