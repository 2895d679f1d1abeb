"""A heading that heads other stories and nothing else goes with them.

Seen over related stories whose links gave themselves away while the heading ("More for your weekend") did not. Below them there
may be appeals and comments; headings over these alone are for their own rooms. In the midst of the text a heading over a button
or a "Read also" line is still the text's.
"""

from __future__ import annotations

from collections.abc import Iterable

from bodycopy.model import Block, Kind, Label
from bodycopy.rules.closing import is_over
from bodycopy.rules.signposts import may_go
from bodycopy.rules.view import View

MAX_CHARS = 120
MAX_BLOCKS = 40

_GONE = (Label.PROMO, Label.APPEAL, Label.COMMENT)


def asked_in_context(view: View) -> Iterable[int]:
    """The headings in markup."""
    return (block.index for block in view.blocks if block.kind is Kind.HEADING and block.scope >= 0)


def match_in_context(block: Block, view: View) -> str | None:
    if block.kind is not Kind.HEADING or block.scope < 0 or len(block.text) > MAX_CHARS or not may_go(block, view):
        return None
    if view.is_inside(block) and not is_over(block, view):
        return None
    gone = 0
    for steps in range(1, MAX_BLOCKS + 1):
        below = view.after(block, steps)
        if below is None or (below.kind is Kind.HEADING and below.level <= block.level and view.label(below) is None):
            break
        if view.label(below) is Label.PROMO or (steps > 1 and view.label(below) in _GONE):
            gone += 1
        elif steps == 1 or (view.label(below) is None and view.is_inside(below)):
            return None
    return "heads only what goes" if gone else None
