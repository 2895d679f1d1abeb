"""What stands where the text breaks off for those who do not pay: "Subscribe to continue reading", "Already a subscriber?".

The text after it, where there is any, is the teaser's end or the offers; `quality` reads from this rule that the page is cut.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.pleas import plea
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return plea(block, view, "appeal.paywall")
