"""What stands in a box for appeals, by the class or id of the box: `newsletter-signup`, `donation`, `paywall`.

The words beside the request speak like an article ("The stories that shape the coast, every Friday"), so the box has to tell.
Long text is believed to be the article: papers mark articles behind their wall as `paywall`, too.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.pleas import UNASKED, in_box
from bodycopy.rules.view import View

MAX_CHARS = 320


def match_cued(block: Block, view: View) -> str | None:
    if block.kind in UNASKED or len(block.text) > MAX_CHARS:
        return None
    return in_box(block, view)
