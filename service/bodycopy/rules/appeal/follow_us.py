"""Where else the site or its authors can be followed: "Follow us on Instagram", "Find me on Facebook".

Seen under articles, with the names of networks as buttons, and as the last sentence of an author's note. A person in the
news who has followers on Instagram asks nobody to follow.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.pleas import plea
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return plea(block, view, "appeal.follow_us")
