"""Where else the text appeared: in print, in another paper, first on another site.

Seen as the last line. A sentence about a book that appeared in print does not say "this article".
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.closing import closing_line
from bodycopy.rules.phrases import fold
from bodycopy.rules.view import View

MAX_SYNDICATED_CHARS = 400


# What WordPress writes under every post that another site takes from its feed.
_SYNDICATED = ("the post ", " appeared first on ")


def match(block: Block, view: View) -> str | None:
    folded = fold(block.text[:MAX_SYNDICATED_CHARS])
    if folded.startswith(_SYNDICATED[0]) and _SYNDICATED[1] in folded:
        return "appeared first on"
    return closing_line(block, view, "tail.print_edition")
