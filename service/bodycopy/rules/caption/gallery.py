"""A gallery's counter and buttons: "3 / 12", "Image 3 of 10", "Bild vergrößern"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bodycopy.model import Block, Kind
from bodycopy.phrases import class_names, word_list
from bodycopy.rules.head import is_heading
from bodycopy.rules.lines import left_over, words
from bodycopy.rules.view import View
from bodycopy.rules.wording import is_only

MAX_CHARS = 50

_DIGIT = re.compile(r"\d")
_NAMES = class_names("caption.gallery")
_COUNTER = re.compile(r"(?<!\d)(\d{1,3})\s*(?:/|\||of|von|sur|de|di|van|из|z|av|af)\s*(\d{1,3})(?!\d)", re.IGNORECASE)
_UNASKED = (Kind.TABLE, Kind.CODE)


def asked(view: View) -> Iterable[int]:
    """The short blocks with a counter's digit; elsewhere it takes words."""
    return (block.index for block in view.blocks if len(block.text) <= MAX_CHARS and _DIGIT.search(block.text))


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind in _UNASKED or is_heading(block):
        return None
    if whole := is_only(block, "caption.gallery", "whole"):
        return whole
    found = _COUNTER.search(block.text)
    if not found or int(found[1]) > int(found[2]) or left_over(block.text, word_list("caption.gallery", "counted")):
        return None
    named = [word for word in words(block.text) if len(word) > 3]
    return found[0] if named or block.images or view.named(block, _NAMES) else None
