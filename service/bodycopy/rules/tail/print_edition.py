"""Where else the text appeared: in print, in another paper, first on another site.

Seen as the last line. A sentence about a book that appeared in print does not say "this article".
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.phrases import fold
from bodycopy.rules.closing import closing_line
from bodycopy.rules.view import View

MAX_SYNDICATED_CHARS = 400


# What WordPress writes under every post that another site takes from its feed: "The post X appeared first on Y."
_THE_POST = "the post "


def match_cued(block: Block, view: View) -> str | None:
    syndicated = view.said(block, "tail.print_edition", "syndicated")
    if syndicated and len(block.text) <= MAX_SYNDICATED_CHARS and fold(block.text).startswith(_THE_POST):
        return syndicated
    return closing_line(block, view, "tail.print_edition")
