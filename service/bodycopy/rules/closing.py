"""What the rules of the tail room share: how a closing line reads, and whether the article is over where it stands.

A table beside a rule may have these lists:

- `anywhere`: enough in a short block, wherever that stands, unless it is quoted speech
- `strong`: the same, once the article is over or where the scorer would leave the block out anyway
- `opening`: the same where a block begins with it
- `whole`: the same where it is the whole block
"""

from __future__ import annotations

from itertools import accumulate

from bodycopy.model import Block, Kind
from bodycopy.rules.cues import cues
from bodycopy.rules.head import is_running
from bodycopy.rules.view import View
from bodycopy.rules.wording import is_only, is_quoted, opens

# Closing lines are short; a longer block that says the same is the article's own text.
LONGEST = 400
# So many running paragraphs may still come: notes stand above a last appeal, a biography or the next story. And so many
# must have been there: what looks like a closing line on a page without an article closes nothing.
STILL_RUNNING = 2
HAVE_RUN = 2

_UNASKED = (Kind.CODE, Kind.TABLE)


def closing_line(block: Block, view: View, rule: str, longest: int = LONGEST) -> str | None:
    """The words that make a block a closing line of this rule, None where it is none."""
    if len(block.text) > longest or block.kind in _UNASKED:
        return None
    if rule not in view.fact(cues)[block.index]:
        return None
    said = view.said(block, rule, "anywhere")
    if not said and (is_over(block, view) or not view.is_inside(block)):
        said = view.said(block, rule, "strong") or is_only(block, rule, "whole") or opens(block, view, rule, "opening")
    return said if said and not is_quoted(block.text, said) else None


def is_over(block: Block, view: View) -> bool:
    """Whether running text comes before a block and hardly any after it."""
    before, after = view.fact(running_around)[block.index]
    return before >= HAVE_RUN and after <= STILL_RUNNING


def running_around(view: View) -> tuple[tuple[int, int], ...]:
    """For each block how many running paragraphs come before it and after it."""
    running = [is_running(block, view) for block in view.blocks]
    before = list(accumulate(running, initial=0))
    return tuple((before[at], before[-1] - before[at + 1]) for at in range(len(running)))
