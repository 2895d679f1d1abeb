"""What the page thinks the reader would like: widgets of recommendation engines, "You may also like".

Seen below stories, mixed with advertisements.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.signposts import signpost, under_signpost
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return signpost(block, view, "promo.recommended")


def match_in_context(block: Block, view: View) -> str | None:
    return under_signpost(block, view, "promo.recommended")
