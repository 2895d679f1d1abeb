"""Cookie walls and consent: "This website uses cookies", "Accept all", "Recommended external content".

Seen as layers over the page, and inside the text in place of embedded posts that wait for consent. What a law says of
cookies has no "we".
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.pleas import plea
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return plea(block, view, "appeal.cookies")
