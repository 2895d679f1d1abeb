"""Whose the text is: copyright lines and what may not be done with it.

Seen in footers and as the last line of a story. A story about copyright uses the word in a sentence; the sign with a year
is the page's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bodycopy.model import Block
from bodycopy.phrases import fold
from bodycopy.rules.closing import closing_line, is_over
from bodycopy.rules.view import View

MAX_SIGN_CHARS = 200

_SIGN = re.compile(r"(?:©|\(c\)|ⓒ|&copy;|copyright)\s*(?:(?:©|\(c\)|by)\s*)?(?:19|20)\d\d", re.IGNORECASE)
_FIRST_SIGN = re.compile(r"\W{0,3}(?:©|ⓒ|copyright ©)\s*\w", re.IGNORECASE)


def asked(view: View) -> Iterable[int]:
    """The short blocks with a sign; elsewhere it takes words."""
    return (block.index for block in view.blocks if len(block.text) <= MAX_SIGN_CHARS and _has_sign(fold(block.text)))


def _has_sign(text: str) -> bool:
    return "copyright" in text or "©" in text or "(c)" in text or "ⓒ" in text or "&copy;" in text


def match(block: Block, view: View) -> str | None:
    over = is_over(block, view) or not view.is_inside(block)
    if over and len(block.text) <= MAX_SIGN_CHARS and (found := _SIGN.search(block.text) or _FIRST_SIGN.match(block.text)):
        return found[0]
    return closing_line(block, view, "tail.copyright")
