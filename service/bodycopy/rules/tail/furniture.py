"""Buttons that move the page, not the story: back to top, print, close, open in a new window.

Seen below and between paragraphs, and in what screen readers are told about a link. Only where nothing else is said.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.view import View
from bodycopy.rules.wording import is_only, is_pressable


def match_cued(block: Block, view: View) -> str | None:
    words = is_only(block, "tail.furniture", "whole")
    return words if words and (" " in words or is_pressable(block) or not view.is_inside(block)) else None
