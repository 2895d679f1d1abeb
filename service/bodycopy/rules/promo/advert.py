"""Where an advertisement stands: its label, and the line that the story goes on below it.

Seen between paragraphs on most news sites. A story about advertising is not made of one word.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.signposts import signpost
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return signpost(block, view, "promo.advert")
