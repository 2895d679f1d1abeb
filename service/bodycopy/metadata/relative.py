"""Dates that are counted from the day on which the page was seen: `3 hours ago`, `vor 2 Tagen`, `hier à 14h05`.

The forms are those of Unicode's CLDR (babel) in every language, and the words of `relative.toml`. Of hours and minutes only
the day is told, counted back from noon, since nobody knows at what time the page was seen.
"""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_timedelta

from bodycopy.metadata.date_words import says_when
from bodycopy.metadata.datetext import clock_of

# A line that says when something was published is short.
_MAX_CHARS: Final = 90
_MAX_AGO: Final = 999
_Unit = Literal["year", "month", "week", "day", "hour", "minute"]
_UNITS: Final[tuple[_Unit, ...]] = ("minute", "hour", "day", "week", "month", "year")
_DAYS: Final[Mapping[str, float]] = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}
# These have all plural forms of all languages in them.
_COUNTS: Final = (1, 2, 3, 5, 11, 21)
_NUMBER: Final = "{0}"
_WORDS_BESIDE: Final = 3
_NUMBER_SPACE = re.compile(r"(?<=[\d}])\s(?=[\u3040-\u9fff\uac00-\ud7af])")
# Norwegian has two written languages, and their common name.
_SAME: Final = {"nb": "no", "nn": "no"}


@dataclass(frozen=True, slots=True)
class _Forms:
    """How a language counts back: what to look for, the unit and the number (0: as written) of each form, and bare days."""

    pattern: re.Pattern[str]
    units: Mapping[str, tuple[str, int]]
    days: re.Pattern[str] | None
    offsets: Mapping[str, int]


def parse_relative(text: str, language: str | None, reference: date) -> str | None:
    """The day (with the time, where a day is named beside one) that a line means; None where it counts nothing back."""
    if len(text) > _MAX_CHARS:
        return None
    folded = _fold(text)
    for name in dict.fromkeys(((language or "en").split("-")[0].lower(), "en")):
        forms = _forms(name)
        found = forms and (_counted(folded, forms, reference) or _named(folded, forms, reference))
        if found:
            return found
    return None


def _counted(text: str, forms: _Forms, reference: date) -> str | None:
    match = forms.pattern.search(text)
    if match is None:
        return None
    number = re.search(r"\d+", match[0])
    unit, count = forms.units[re.sub(r"\d+", _NUMBER, match[0])]
    count = count or (int(number[0]) if number else 1)
    if count > _MAX_AGO:
        return None
    if unit in {"month", "year"}:
        return _months_before(reference, count * (12 if unit == "year" else 1)).isoformat()
    return (datetime.combine(reference, time(12)) - timedelta(days=_DAYS[unit] * count)).date().isoformat()


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last one where it is shorter."""
    year, month = divmod(max(day.year * 12 + day.month - 1 - months, 12), 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _named(text: str, forms: _Forms, reference: date) -> str | None:
    """`Yesterday` counts only beside a time of day, or with next to nothing else in the line: it is a common word."""
    match = forms.days.search(text) if forms.days else None
    if match is None:
        return None
    day = reference - timedelta(days=forms.offsets[match[0]])
    clock = clock_of(text[match.end() :])
    before = text[: match.start()]
    rest = re.findall(r"[^\W\d_]{2,}", before + text[match.end() :])
    if len(rest) > _WORDS_BESIDE or not (clock or says_when(before)):
        return None
    return f"{day.isoformat()}T{clock}" if clock else day.isoformat()


@lru_cache(maxsize=64)
def _forms(language: str) -> _Forms | None:
    table = _table().get(_SAME.get(language, language), {})
    units = dict(_cldr_forms(language))
    units |= {_fold(form): (unit, 0) for unit, forms in table.get("forms", {}).items() for form in forms}
    units |= {_fold(form): (unit, 1) for unit, forms in table.get("one", {}).items() for form in forms}
    offsets = {_fold(word): days for days, key in ((0, "today"), (1, "yesterday"), (0, "now")) for word in table.get(key, ())}
    units |= {_fold(word): ("minute", 1) for word in table.get("now", ())}
    if not units:
        return None
    ordered = sorted(units, key=len, reverse=True)
    pattern = "|".join(re.escape(form).replace(re.escape(_NUMBER), r"\d{1,3}") for form in ordered)
    days = "|".join(re.escape(word) for word in sorted(offsets, key=len, reverse=True))
    return _Forms(
        re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W\d_](?<![\u3040-\u9fff\uac00-\ud7af]))"),
        units,
        re.compile(rf"(?<!\w)(?:{days})(?!\w(?<![\u3040-\u9fff]))") if days else None,
        offsets,
    )


def _cldr_forms(language: str) -> Iterator[tuple[str, tuple[str, int]]]:
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return
    for unit in _UNITS:
        for count in _COUNTS:
            for width in ("long", "short"):
                try:
                    text = format_timedelta(
                        timedelta(days=-_DAYS[unit] * count), granularity=unit, threshold=_MAX_AGO, add_direction=True,
                        locale=locale, format=width,
                    )  # fmt: skip
                except KeyError:  # some languages have no short form of some units
                    continue
                form = _fold(text)
                counted = form.replace(str(count), _NUMBER, 1)
                yield counted, (unit, 0 if counted != form else count)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("bodycopy.metadata").joinpath("relative.toml").read_text(encoding="utf-8"))


def _fold(text: str) -> str:
    """Lower case and plain spaces; none between a number and a word of a script that does without."""
    return _NUMBER_SPACE.sub("", " ".join(text.lower().replace("’", "'").split()))
