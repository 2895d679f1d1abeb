"""What the page thinks the reader would like: widgets of recommendation engines, "You may also like".

Seen below stories, mixed with advertisements.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.cues import all_cues
from bodycopy.rules.signposts import signpost, under_signpost
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return signpost(block, view, "promo.recommended")


def asked_in_context(view: View) -> range:
    """All blocks, where any gives a cue."""
    return range(len(view.blocks) if "promo.recommended" in view.fact(all_cues) else 0)


def match_in_context(block: Block, view: View) -> str | None:
    return under_signpost(block, view, "promo.recommended")
