"""Halves of surrogate pairs, which a page's own JSON can hold ("\\ud83d") and no encoding of Unicode can carry."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """The text with U+FFFD for each half of a pair, as a browser has it."""
    return _SURROGATE.sub("\ufffd", text)
