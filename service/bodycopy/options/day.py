"""A day, as ISO 8601 or a header of mail or HTTP writes it, with or without a time.

The day is the one that is written. A time says which part of it is meant, and a zone whose day it
is; neither moves it to another.
"""

from __future__ import annotations

import re
from datetime import date

ALLOWED_DAYS = "a day as YYYY-MM-DD, also with a time (RFC 3339), or as a Date header has it (RFC 5322)"

_CLOCK = r"(?:[01]\d|2[0-4])(?::?[0-5]\d(?::?(?:[0-5]\d|60)(?:[.,]\d{1,12})?)?)?"
"""Leap seconds and 24:00 are of ISO 8601 too."""
_ZONE = r"(?:\ ?(?:[A-Z]{1,4}|[+-]\d\d(?::?\d\d)?)|\ {1,2}\d\d:?\d\d)(?:\[[\w/+:-]{1,64}\])?"
"""Also with a blank for its plus, which is what a plus in a query means; and with the name that
RFC 9557 puts behind it."""
_ISO = re.compile(rf"(\d{{4}}-\d\d-\d\d|\d{{8}}|\d{{4}}-?W\d\d-?\d)(?:[T\ ]{_CLOCK}(?:{_ZONE})?)?", re.ASCII | re.IGNORECASE)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_TIME = rf"\ {{1,2}}{_CLOCK}(?:{_ZONE})?(?:\ \([^()]{{1,64}}\))?"
_HEADER = re.compile(
    rf"(?:[a-z]{{3,9}},\ *)?(?P<day>\d{{1,2}})[\ -]{_MONTH}[\ -](?P<year>\d{{4}})(?:{_TIME})?", re.ASCII | re.IGNORECASE
)
_ASCTIME = re.compile(
    rf"[a-z]{{3}}\ {_MONTH}\ {{1,2}}(?P<day>\d{{1,2}})\ {_CLOCK}\ (?P<year>\d{{4}})", re.ASCII | re.IGNORECASE
)
"""The third form that HTTP knows (RFC 9110, section 5.6.7). The second has a year of two digits,
which names no day for sure."""


def read_day(given: str) -> date:
    """The day that a string names. Raises ValueError where it names none."""
    text = given.strip()
    if iso := _ISO.fullmatch(text):
        return date.fromisoformat(iso[1].upper())
    if header := _HEADER.fullmatch(text) or _ASCTIME.fullmatch(text):
        month = _MONTHS.index(header["month"].lower()) + 1
        return date(int(header["year"]), month, int(header["day"]))
    raise ValueError("no day")
