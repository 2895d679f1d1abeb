"""Whether headline, authors and day are the gold's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from bench.words import name_words, without_marks

# A headline that contains the other may be at most a ninth longer.
CONTAINMENT = 10 / 9

_AND = ("and", "und", "et", "y", "e", "en", "och", "og", "ja", "i", "a", "и", "і", "та", "ve", "và", "と")
_BY = ("by", "von", "vom", "par", "por", "di", "da", "door", "av", "af", "od", "przez", "от", "автор", "text", "written by")
_SEPARATORS = re.compile(rf"[,;&|/]|\s(?:{'|'.join(_AND)})\s", re.IGNORECASE)
_LEADING_BY = re.compile(rf"^\s*(?:{'|'.join(sorted(_BY, key=len, reverse=True))})(?:\s*:\s*|\s+)", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")


def headline_equal(gold: str, ours: str | None) -> bool:
    """Equal as words, or one contains the other and is at most a ninth longer."""
    short, long = sorted((name_words(gold), name_words(ours or "")), key=len)
    return short == long or (bool(short) and short in long and len(long) <= CONTAINMENT * len(short))


def author_set(names: Iterable[str]) -> frozenset[str]:
    """Names as a set: parted, without "by", case and diacritics folded."""
    parts = [part for name in names for part in _SEPARATORS.split(_LEADING_BY.sub("", name))]
    folded = (name_words(without_marks(_LEADING_BY.sub("", part).casefold())) for part in parts)
    return frozenset(name for name in folded if name)


def authors_equal(gold: Iterable[str], ours: Iterable[str]) -> bool:
    """The same set of names."""
    return author_set(gold) == author_set(ours)


def read_moment(text: str | None) -> date | datetime | None:
    """A day, or a moment where a time stands beside it; None for what is neither (a bare month)."""
    text = (text or "").strip()
    found = _DAY.match(text)
    if not found:
        return None
    try:
        return datetime.fromisoformat(text) if found.end() < len(text) else date(*map(int, found.groups()))
    except ValueError:
        return None


def day_equal(gold: date, ours: str | None) -> bool:
    """The same calendar day; in the gold's own zone where both carry one."""
    given = read_moment(ours)
    if isinstance(gold, datetime) and isinstance(given, datetime) and gold.tzinfo and given.tzinfo:
        given = given.astimezone(gold.tzinfo)
    return given is not None and _day(gold) == _day(given)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
