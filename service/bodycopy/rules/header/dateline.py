"""A line that gives the day and time of publication, or of the last change, and nothing else.

"Published 3 May 2024, 10:15", "Stand: 17.06.2025 18:24 Uhr", "il y a 2 heures". The place and date that begin a first
paragraph ("SANTIAGO, Chile --") belong to the text: the line has to be made of words for dates alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain

from bodycopy.model import Block, Kind
from bodycopy.phrases import class_names, fold, word_list
from bodycopy.rules.head import head_span, in_head
from bodycopy.rules.lines import left_over
from bodycopy.rules.signposts import may_go
from bodycopy.rules.view import View

MAX_CHARS = 140
# A place, an agency or the name of the site often stands beside the date in the article's head.
MAX_OTHER_WORDS = 2
# Below the head an article has a date of its last change or two.
MAX_DATES = 4

_NAMES = class_names("header.dateline")
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:19|20)?\d{2}|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2})(?!\d)")
_TIME = re.compile(r"(?<![\d:])(?:[01]?\d|2[0-3])(?::[0-5]\d| ?[h.] ?[0-5]\d)(?![\d:])|\d ?(?:[ap]\.?m\b|uhr\b)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
# Months of Japanese, Chinese and Korean are written onto their number.
_PART = re.compile(r"\d+|[月월年년日일]|[^\W\d_]+")


def asked(view: View) -> Iterable[int]:
    """The blocks of the head and those in a `time`; elsewhere it takes an element's name."""
    return chain(view.fact(head_span), view.inside("time"))


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind is Kind.TABLE or not _DIGIT.search(block.text):
        return None
    sign = date_sign(block.text)
    if not sign:
        return None
    over = left_over(block.text, date_words())
    if in_head(block, view) and may_go(block, view):
        return sign if len(over) <= (0 if _TIME.fullmatch(sign) else MAX_OTHER_WORDS) else None
    if over or not (view.named(block, _NAMES) or view.within(block, "time")):
        return None
    return None if view.is_inside(block) and view.fact(is_chronicle) else sign


def is_chronicle(view: View) -> bool:
    """Whether dates belong to the text: a list of entries, a thread, a live blog has one for each."""
    return sum(_is_date_line(block) for block in view.blocks if view.is_inside(block)) > MAX_DATES


def _is_date_line(block: Block) -> bool:
    return len(block.text) <= MAX_CHARS and bool(_DIGIT.search(block.text)) and bool(date_sign(block.text))


def date_sign(text: str) -> str | None:
    """What makes a text tell a date or a time, None if nothing does."""
    if found := _DATE.search(text):
        return found[0]
    months, ago = word_list("header.dateline", "months"), word_list("header.dateline", "ago")
    if word := _beside_number(text, months, 1) or _beside_number(text, ago, 2):
        return word
    found = _TIME.search(text)
    return found[0] if found else None


def _beside_number(text: str, telling: frozenset[str], reach: int) -> str | None:
    """The first of some words that stands so many words from a number."""
    parts: list[str] = _PART.findall(fold(text))
    for at, part in enumerate(parts):
        if part in telling and any(near.isdigit() for near in parts[max(0, at - reach) : at + reach + 1]):
            return part
    return None


@cache
def date_words() -> frozenset[str]:
    """All the words of which a date line may be made."""
    return frozenset().union(*(word_list("header.dateline", group) for group in ("months", "ago", "words", "zones")))
