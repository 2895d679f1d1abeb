"""Buttons for larger or smaller type: "Text size", "A A A"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bodycopy.model import Block, Kind
from bodycopy.phrases import class_names
from bodycopy.rules.head import head_span, in_head, is_heading
from bodycopy.rules.view import View

MAX_CHARS = 60

_NAMES = class_names("header.text_size")
_LETTERS = re.compile(r"[AaАа][+\-−–]?(?: ?[/|·]? ?[AaАа][+\-−–]?){1,3}")
_UNASKED = (Kind.TABLE, Kind.CODE)


def asked(view: View) -> Iterable[int]:
    """The blocks of the head: nothing else is taken."""
    return view.fact(head_span)


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind in _UNASKED or is_heading(block) or not in_head(block, view):
        return None
    if _LETTERS.fullmatch(block.text):
        return block.text
    return view.named(block, _NAMES) or view.said(block, "header.text_size", "phrases")
