"""The short line over the headline: a section, a topic, "Opinion", "Exclusive".

By its class where it has one that means nothing else; otherwise a few words, no sentence, right above the headline.
"""

from __future__ import annotations

from bodycopy.model import Block, Kind, Label
from bodycopy.phrases import class_names
from bodycopy.rules.head import headline_at
from bodycopy.rules.header import site
from bodycopy.rules.lines import normal
from bodycopy.rules.view import View

MAX_CHARS = 90
MAX_SECTION_CHARS = 40
MAX_WORDS_ABOVE = 6
STEPS_RIGHT_ABOVE = 2
STEPS_ABOVE = 5
STEPS_BELOW = 2

_NAMES = class_names("header.kicker")
_SECTION_NAMES = class_names("header.kicker", "section")
_UNASKED = (Kind.TABLE, Kind.CODE, Kind.QUOTE)


def asked(view: View) -> range:
    """The blocks around the headline: nothing else is taken."""
    at = view.fact(headline_at)
    return range(0) if at is None else range(max(0, at - STEPS_ABOVE), min(at + STEPS_BELOW + 1, len(view.blocks)))


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind in _UNASKED or not _beside_headline(block, view):
        return None
    if token := view.named(block, _NAMES):
        return token
    if len(block.text) > MAX_SECTION_CHARS:
        return None
    if view.metadata.section and normal(block.text) == normal(view.metadata.section):
        return view.metadata.section
    return view.named(block, _SECTION_NAMES) or _right_above(block, view)


def _beside_headline(block: Block, view: View) -> bool:
    return block.index in asked(view)


def _right_above(block: Block, view: View) -> str | None:
    at = view.fact(headline_at)
    if at is None or not 0 < at - block.index <= STEPS_RIGHT_ABOVE or block.text.count(" ") >= MAX_WORDS_ABOVE:
        return None
    if site.match(block, view):
        return None
    between = view.blocks[block.index + 1 : at]
    if block.text.endswith((".", "!", "?", "。")) or block.kind is Kind.HEADING:
        return None
    return "above the headline" if all(view.label(other) in (None, Label.HEADLINE) for other in between) else None
