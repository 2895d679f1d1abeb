"""A string that holds a date to ISO 8601. Pure: no clock, no locale of the machine.

The forms are tried from the certain to the uncertain: ISO 8601, seconds since 1970, RFC 2822, dates with the name of a month
in any common language, East Asian dates, and numbers last, whose order the page's language decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Final

from bodycopy.metadata.months import month_number

# The web's first pages; what is older is a date that the text speaks of, or a fault (1970-01-01 is an empty number).
MIN_YEAR: Final = 1990
_MAX_YEAR: Final = 2100
_MAX_CHARS: Final = 120
# A page may be of a zone that is ahead of the one in which its day of reference was taken.
ZONE_SLACK: Final = timedelta(days=1)

_ISO = re.compile(
    r"(?<![\d.])(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T\s]{1,2}(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?)?(?!\d)",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"\A(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?\Z")
_EPOCH = re.compile(r"\A(?:/Date\()?(\d{10}|\d{13})(?:\.\d+)?(?:\)/)?\Z")
_RFC = re.compile(r"\A[A-Z][a-z]{2},? \d{1,2} [A-Z][a-z]{2} \d{4} \d{1,2}:\d{2}")
_CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?")
_WORD = r"([^\W\d_][^\W\d_'’׳]{1,14})"
_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.|\.º|-?го|-е)?[\s,.\-/]{{0,3}}(?:de\s|of\s|d['’])?{_WORD}[.,]?[\s,.\-/]{{0,3}}(?:de\s|del\s)?(\d{{4}})(?!\d)"
)
_MONTH_DAY = re.compile(rf"{_WORD}\.?[\s\-/]{{0,3}}(\d{{1,2}})(?:st|nd|rd|th)?[\s,.\-/]{{1,3}}(\d{{4}})(?!\d)")
_YEAR_MONTH = re.compile(rf"(?<!\d)(\d{{4}})[.,]?[\s\-/]{{1,3}}{_WORD}\.?[\s\-/]{{1,3}}(\d{{1,2}})(?!\d)")
_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)(?!\2\d)")
_CLOCK = re.compile(
    r"(?<![\d:])(\d{1,2})[:.h](\d{2})(?::(\d{2}))?(?![\d.])\s?(?:(am|pm|a\.m\.|p\.m\.)\b)?\s?(Z\b|(?:UTC|GMT)?[+-]\d{2}:?\d{2}|UTC|GMT)?",
    re.IGNORECASE,
)
# Countries that write the month first; plain `en` without a country mostly is one of them.
_MONTH_FIRST: Final = frozenset({"en", "en-us", "en-ph", "es-us"})
_DAY_FIRST: Final = "en-GB"
_MONTHS: Final = 12


# What any form of a date has: a year, or numbers with a mark between them. Most lines of a page have neither.
_HAS_NUMBERS = re.compile(r"\d(?:\d{3}|\s?[./-]\s?\d)")
_TEXTS_REMEMBERED: Final = 4_000


def parse_date(text: str, language: str | None = None) -> str | None:
    """The first date in a text as ISO 8601: with the time where there is one, with the zone where that is known.

    `language` is a tag such as `de` or `en-GB`. None where no day can be told, or only a month, or a time without a day.
    """
    return _parse(text.strip()[:_MAX_CHARS], language) if _HAS_NUMBERS.search(text) else None


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _parse(text: str, language: str | None) -> str | None:
    for parser in (_from_iso, _from_compact, _from_epoch, _from_rfc):
        value = parser(text)
        if value:
            return value
    return _from_words(text, language) or _from_numbers(text, language)


def number_order(texts: Iterable[str], language: str | None) -> str | None:
    """The language by whose order of day and month numbers on a page are to be read, given all its date strings.

    A page in plain English may write 2/12/2025 either way; its other dates tell: a number above 12, or the same day in words.
    """
    if (language or "en").lower() not in _MONTH_FIRST:
        return language
    known = list(texts)
    pairs = {text: pair for text in known if (pair := _ambiguous(text))}
    if any(first > _MONTHS for first, _ in pairs.values()):
        return _DAY_FIRST
    if not pairs or any(second > _MONTHS for _, second in pairs.values()):
        return language
    certain = {iso[:10] for text in known if text not in pairs and (iso := parse_date(text, language))}
    readings = ((parse_date(text, language) or "", parse_date(text, _DAY_FIRST) or "") for text in pairs)
    return _DAY_FIRST if any(own[:10] not in certain and other[:10] in certain for own, other in readings) else language


def _ambiguous(text: str) -> tuple[int, int] | None:
    """The first two numbers of a date such as 2/12/2025."""
    match = _NUMBERS.search(text[:_MAX_CHARS])
    if match is None or match[2] == "." or len(match[1]) > 2 or len(match[4]) not in {2, 4}:
        return None
    return int(match[1]), int(match[3])


def clock_of(text: str) -> str | None:
    """The first time of day in a text, `20:15:00`."""
    match = _CLOCK.search(text)
    iso = _build("2000", "1", "1", *_clock(text, (0, 0))) if match else None
    return iso.partition("T")[2] or None if iso else None


def day_of(iso: str) -> date:
    """The calendar day of what `parse_date` gives."""
    return date.fromisoformat(iso[:10])


def _from_iso(text: str) -> str | None:
    match = _ISO.search(text)
    return _build(*match.groups()) if match else None


def _from_compact(text: str) -> str | None:
    match = _COMPACT.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    return _build(year, month, day, hour, minute, second, None, zone)


def _from_epoch(text: str) -> str | None:
    match = _EPOCH.match(text)
    if not match:
        return None
    seconds = int(match[1]) / (1000 if len(match[1]) == 13 else 1)
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds))
    return moment.isoformat() if MIN_YEAR <= moment.year <= _MAX_YEAR else None


def _from_rfc(text: str) -> str | None:
    if not _RFC.match(text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError):
        return None
    return moment.isoformat() if MIN_YEAR <= moment.year <= _MAX_YEAR else None


def _from_words(text: str, language: str | None) -> str | None:
    tag = language.split("-")[0].lower() if language else None
    for pattern, order in ((_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2)), (_YEAR_MONTH, (1, 2, 3))):
        for match in pattern.finditer(text):
            year, word, day = (match[index] for index in order)
            month = month_number(word, tag)
            found = _build(year, str(month), day, *_clock(text, match.span())) if month else None
            if found:
                return found
    dated = _CJK.search(text)
    return _build(dated[1], dated[2], dated[3], *_clock(text, dated.span())) if dated else None


def _from_numbers(text: str, language: str | None) -> str | None:
    for match in _NUMBERS.finditer(text):
        first, mark, second, third = match.groups()
        clock = _clock(text, match.span())
        if len(first) == 4 and len(third) <= 2:
            found = _build(first, second, third, *clock)
        elif len(first) > 2 or len(third) not in (2, 4):
            continue
        else:
            year = third if len(third) == 4 else f"20{third}"
            month_first = mark != "." and (language or "en").lower() in _MONTH_FIRST
            day, month = (second, first) if month_first else (first, second)
            found = _build(year, month, day, *clock) or _build(year, day, month, *clock)
        if found:
            return found
    return None


def _clock(text: str, span: tuple[int, int]) -> tuple[str | None, str | None, str | None, None, str | None]:
    """The time of day beside a date: after it, or else before it."""
    match = _CLOCK.search(text, span[1]) or _CLOCK.search(text[: span[0]])
    if not match:
        return None, None, None, None, None
    hour, minute, second, half, zone = match.groups()
    if half:
        hour = str(int(hour) % 12 + (12 if half[0].lower() == "p" else 0))
    return hour, minute, second, None, zone


def _build(
    year: str,
    month: str,
    day: str,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
    fraction: str | None = None,
    zone: str | None = None,
) -> str | None:
    try:
        whole = date(int(year), int(month), int(day))
    except ValueError:
        return None
    if not MIN_YEAR <= whole.year <= _MAX_YEAR:
        return None
    if hour is None or minute is None:
        return whole.isoformat()
    try:
        micro = int(fraction[:6].ljust(6, "0")) if fraction else 0
        moment = datetime(whole.year, whole.month, whole.day, int(hour) % 24, int(minute), int(second or 0), micro, _zone(zone))
    except ValueError:
        return whole.isoformat()
    return moment.isoformat()


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    text = text.upper().removeprefix("UTC").removeprefix("GMT")
    if not text or text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)
