"""A caption by its wording: "Pictured from left, ...", "V. l.: ...", "... in the harbour (file photo)".

A short paragraph that begins by saying who is to be seen where, or whose last brackets say what kind of picture it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bodycopy.model import Block, Kind
from bodycopy.phrases import fold, word_list
from bodycopy.rules.head import is_heading
from bodycopy.rules.view import View

MAX_CHARS = 420

_UNASKED = (Kind.TABLE, Kind.CODE, Kind.QUOTE, Kind.ITEM)

_LAST_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]{2,40})[)）\]]\.?$")
_BRACKET = re.compile(r"[(（\[]")
_FIRST_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]{2,40})[)）\]]\s?:")


def asked(view: View) -> Iterable[int]:
    """The blocks with brackets; elsewhere it takes an opening."""
    return (block.index for block in view.blocks if _BRACKET.search(block.text))


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind in _UNASKED or is_heading(block):
        return None
    opening = view.said(block, "caption.pictured", "openings")
    if opening and fold(block.text).startswith(opening):
        return opening
    if not _BRACKET.search(block.text):
        return None
    found = _LAST_BRACKETS.search(block.text) or _FIRST_BRACKETS.search(block.text)
    mark = fold(found[1]).strip(" .") if found else ""
    return mark if mark in word_list("caption.pictured", "marks") else None
