"""Lines above the headline in plain text: the site's name and slogan, its menu, a call for support.

In text that other tools made of a page, whatever stands before the title is the site's.
"""

from __future__ import annotations

from bodycopy.model import Block, Label
from bodycopy.rules.head import headline_at
from bodycopy.rules.view import View

MAX_CHARS = 120
# Which line is the title is a guess; what the scorer believes in has to be short to go by it.
MAX_INSIDE_CHARS = 60
# A line with more above it that the scorer believes in is no title: the text has begun long before.
MAX_BELIEVED = 4


def asked(view: View) -> range:
    """The lines above the headline of a plain text."""
    at = view.fact(headline_at)
    return range(0 if at is None or not view.is_plain else at)


def match(block: Block, view: View) -> str | None:
    if block.scope >= 0 or len(block.text) > MAX_CHARS:
        return None
    at = view.fact(headline_at)
    if at is None or block.index >= at or view.label(block) is Label.HEADLINE:
        return None
    if view.is_inside(block) and (len(block.text) > MAX_INSIDE_CHARS or view.fact(believed_above) > MAX_BELIEVED):
        return None
    return "above the headline"


def believed_above(view: View) -> int:
    """How many blocks above the headline the scorer takes for text."""
    at = view.fact(headline_at)
    return sum(view.is_inside(block) for block in view.blocks[:at]) if at else 0
