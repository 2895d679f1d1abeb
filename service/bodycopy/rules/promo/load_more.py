"""Buttons for more of a list, the next story, the next page.

Seen below lists and stories.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.signposts import signpost
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return signpost(block, view, "promo.load_more")
