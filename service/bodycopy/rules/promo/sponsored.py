"""Paid content, where it says so.

Seen over teasers and boxes. A story about sponsors uses the word in a sentence.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.signposts import signpost
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return signpost(block, view, "promo.sponsored")
