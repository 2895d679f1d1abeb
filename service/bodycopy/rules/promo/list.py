"""Titles of other stories that follow a line already known for promotion, and linked headings in a row below the text.

Seen where the label gave itself away and its list did not, and at the end of stories where teasers of the next ones have no
label at all. A text's own list of links does not begin with a promotion and is not made of headings; on a page of teasers there
is text after them, or there are more of them than paragraphs.
"""

from __future__ import annotations

from bodycopy.model import Block, Kind, Label
from bodycopy.rules.closing import is_over, running_around
from bodycopy.rules.head import above_text, is_heading, is_running
from bodycopy.rules.signposts import may_go
from bodycopy.rules.view import View
from bodycopy.rules.wording import is_linked, is_only

MAX_CHARS = 220
MAX_ENTRIES = 10

# One linked heading may be a chapter of the text; so many within so few blocks, and no text after them, are teasers.
HEADINGS = 2
HEADINGS_WITHIN = 4
MIN_HEADING_CHARS = 20

# What follows a story is a handful of teasers; a page that the scorer sees more of in is a list of them with an introduction.
MOST_TEASERS = 12

_OTHERS = ("promo.advert", "promo.load_more", "promo.most_read", "promo.read_more", "promo.recommended", "promo.related")
_ENTRIES = (Kind.ITEM, Kind.HEADING, Kind.PARAGRAPH, Kind.OTHER)


def match_in_context(block: Block, view: View) -> str | None:
    if not _is_entry(block) or not may_go(block, view) or above_text(block, view):
        return None
    if view.is_inside(block) and (not is_over(block, view) or view.fact(is_made_of_teasers)):
        return None
    return _after_promotion(block, view) or _heading_in_row(block, view)


def _after_promotion(block: Block, view: View) -> str | None:
    """Words on the promotion right above the run of linked lines that a block belongs to."""
    for steps in range(1, MAX_ENTRIES + 1):
        above = view.before(block, steps)
        if above is None:
            return None
        if view.label(above) is Label.PROMO:
            return None if _is_anothers(above) else "after promotion"
        if not _is_entry(above) or view.label(above) is not None:
            return None
    return None


def _is_anothers(label: Block) -> bool:
    """Whether a label leaves its list to its own rule, or heads none: an advertisement in a list, the button of a teaser."""
    return any(is_only(label, rule, "whole") for rule in _OTHERS)


def _heading_in_row(block: Block, view: View) -> str | None:
    if not _is_teaser(block) or view.fact(running_around)[block.index][1]:
        return None
    near = view.blocks[max(0, block.index - HEADINGS_WITHIN) : block.index + HEADINGS_WITHIN + 1]
    count = sum(_is_teaser(other) for other in near)
    return f"{count} linked headings below the text" if count >= HEADINGS else None


def is_made_of_teasers(view: View) -> bool:
    """Whether the scorer believes in many linked headings, or more than paragraphs: then they are what the page is for."""
    teasers = sum(_is_teaser(block) and view.is_inside(block) for block in view.blocks)
    return teasers > min(MOST_TEASERS, sum(is_running(block, view) for block in view.blocks))


def _is_teaser(block: Block) -> bool:
    return is_heading(block) and is_linked(block) and len(block.text) >= MIN_HEADING_CHARS


def _is_entry(block: Block) -> bool:
    return block.kind in _ENTRIES and is_linked(block) and len(block.text) <= MAX_CHARS
