"""Walls before browsers that block advertisements or scripts, or are too old: "Please disable your ad blocker".

A how-to about blocking advertisements addresses its reader too, so only a site that speaks of itself and of "your" blocker
is believed, and nothing on a page whose headline names the matter.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.pleas import plea
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return plea(block, view, "appeal.adblock")
