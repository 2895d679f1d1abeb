"""A heading that the scorer is unsure of, over nothing that stays.

Seen over the reviews, offers and contact forms of shops and firms: what stands below is left out, so the heading has nothing to
head. A subheading over another is no such heading, and neither is the last line of a page.
"""

from __future__ import annotations

from collections.abc import Iterable

from bodycopy.model import Block, Kind
from bodycopy.rules.view import View

HEADS = "heads nothing that stays"

UNSURE = 0.6
MAX_BLOCKS = 60

# There the headings are the entries, whatever stands below them.
_ENTRIES = "listing"


def asked_in_context(view: View) -> Iterable[int]:
    """The headings in markup that the scorer would keep and is unsure of."""
    if view.page_type == _ENTRIES:
        return ()
    headings = (block for block in view.blocks if block.kind is Kind.HEADING and block.scope >= 0)
    return (block.index for block in headings if view.is_inside(block) and block.score < UNSURE)


def match_in_context(block: Block, view: View) -> str | None:
    for steps in range(1, MAX_BLOCKS + 1):
        below = view.after(block, steps)
        if below is None or (below.kind is Kind.HEADING and below.level <= block.level):
            return None if steps == 1 else HEADS
        if view.is_inside(below) and view.label(below) is None:
            return None
    return HEADS
