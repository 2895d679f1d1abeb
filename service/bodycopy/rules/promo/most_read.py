"""What others read most: the label and the list below it.

Seen in sidebars and below stories.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.cues import all_if_cued
from bodycopy.rules.signposts import signpost, under_signpost
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return signpost(block, view, "promo.most_read")


def asked_in_context(view: View) -> range:
    """All blocks, where any gives a cue."""
    return all_if_cued(view, "promo.most_read")


def match_in_context(block: Block, view: View) -> str | None:
    return under_signpost(block, view, "promo.most_read")
