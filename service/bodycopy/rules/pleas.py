"""What makes a block an appeal, the same for all rules of that room.

An appeal asks (imperative, first and second person) and names what it asks for. A table beside a rule may have these lists:

- `strong`: enough alone, unless it is quoted speech
- `whole`: enough where it is the whole block; `button`: where the block is a button or a link besides
- `ask` and `thing`: weak cues, enough together in a short block. `order` are requests in a form that is also an infinitive
  or a noun ("sign up"), so they count only at the beginning of a sentence; `lead` are openings ("For the latest news")
"""

from __future__ import annotations

from bodycopy.model import Block, Kind
from bodycopy.rules.view import View
from bodycopy.rules.wording import begins_sentence, is_only, is_pressable, is_quoted, opens

# The longest paragraphs of appeals run to some hundred words; beyond that one line of an appeal is no reason to go.
LONGEST = 900

# Two weak cues are only to be believed where there is little else.
SHORT = 320

UNASKED = (Kind.CODE, Kind.TABLE)


def plea(block: Block, view: View, rule: str) -> str | None:
    """The words that make a block an appeal of this rule, None where it is none."""
    if block.kind in UNASKED or len(block.text) > LONGEST:
        return None
    whole = is_only(block, rule, "whole") or (is_pressable(block) and is_only(block, rule, "button"))
    if whole:
        return whole
    strong = view.said(block, rule, "strong")
    if strong and not is_quoted(block.text, strong):
        return strong
    return _weak_pair(block, view, rule) if len(block.text) <= SHORT else None


def _weak_pair(block: Block, view: View, rule: str) -> str | None:
    thing = view.said(block, rule, "thing")
    if not thing or is_quoted(block.text, thing):
        return None
    ask = view.said(block, rule, "ask") or opens(block, view, rule, "lead")
    if not ask:
        order = view.said(block, rule, "order")
        ask = order if order and begins_sentence(block.text, order) else None
    return f"{ask} ... {thing}" if ask else None
