"""What the publisher will not answer for: whose opinion it is, that it is no advice.

Seen under opinion pieces, in finance and medicine. Terms that an article is about are not said of "this article".
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.closing import closing_line
from bodycopy.rules.view import View

MAX_CHARS = 900


def match_cued(block: Block, view: View) -> str | None:
    return closing_line(block, view, "tail.disclaimer", MAX_CHARS)
