"""The list of what stands below: the label "Table of contents", and the links to the parts of the page under it.

Seen at the top of guides and long articles. A chapter list that is the text itself links nowhere and comes again nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from bodycopy.model import Block, Kind
from bodycopy.rules.cues import below_cues
from bodycopy.rules.lines import normal
from bodycopy.rules.signposts import may_go
from bodycopy.rules.view import View
from bodycopy.rules.wording import is_only

RULE = "boilerplate.contents"

MAX_ENTRIES = 60
MAX_CHARS = 160
LINKED = 0.6

_UNASKED = (Kind.CODE, Kind.TABLE, Kind.QUOTE)


def match_cued(block: Block, view: View) -> str | None:
    if block.kind in _UNASKED or not may_go(block, view):
        return None
    label = is_only(block, RULE, "whole")
    return label if label and _leads_to_entries(block, view) else None


def asked_in_context(view: View) -> Iterable[int]:
    """The blocks below a cue."""
    return below_cues(view, RULE, MAX_ENTRIES)


def match_in_context(block: Block, view: View) -> str | None:
    if not _is_entry(block, view) or not may_go(block, view):
        return None
    for steps in range(1, MAX_ENTRIES + 1):
        above = view.before(block, steps)
        if above is None:
            return None
        if label := is_only(above, RULE, "whole"):
            return f"under {label}"
        if not _is_entry(above, view):
            return None
    return None


def _leads_to_entries(label: Block, view: View) -> bool:
    """Whether the list stands below the label, or the page keeps it elsewhere: then a heading has nothing to say either."""
    below = view.after(label)
    return below is None or _is_entry(below, view) or not view.is_inside(below) or label.kind is not Kind.HEADING


def _is_entry(block: Block, view: View) -> bool:
    """Whether a block is a link, or says what a block further down says again: the heading that it stands for."""
    if len(block.text) > MAX_CHARS or block.kind in _UNASKED:
        return False
    return block.link_density >= LINKED or view.fact(_last_places).get(normal(block.text), block.index) > block.index


def _last_places(view: View) -> dict[str, int]:
    """Where on the page a short text stands for the last time."""
    return {normal(block.text): block.index for block in view.blocks if len(block.text) <= MAX_CHARS}
