"""Counters in the article's head: "1,204 views", "12 Kommentare", "3 shares"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bodycopy.model import Block, Kind
from bodycopy.phrases import word_list
from bodycopy.rules.head import head_span, in_head, is_heading
from bodycopy.rules.lines import left_over, words
from bodycopy.rules.view import View

MAX_CHARS = 60

_DIGIT = re.compile(r"\d")
_THOUSANDS = frozenset({"k", "m", "tsd", "mio", "тыс", "mil"})
_UNASKED = (Kind.TABLE, Kind.ITEM)


def asked(view: View) -> Iterable[int]:
    """The blocks of the head: nothing else is taken."""
    return view.fact(head_span)


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind in _UNASKED or is_heading(block) or not in_head(block, view):
        return None
    if not _DIGIT.search(block.text):
        return None
    counted = words(block.text)
    known = word_list("header.counts", "words")
    return counted[0] if counted and not left_over(block.text, known | _THOUSANDS) else None
