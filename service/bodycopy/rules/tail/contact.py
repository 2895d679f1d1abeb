"""How to reach the newsroom or the author: addresses for tips, letters, corrections.

Seen under stories. In an article an address is part of a sentence; here the line is the newsroom's own.
"""

from __future__ import annotations

import re

from bodycopy.model import Block
from bodycopy.rules.closing import closing_line, is_over
from bodycopy.rules.view import View

MAX_CHARS = 260
MAX_ADDRESS_CHARS = 80
# Pages that list addresses have them in their text; an address there is no line of the newsroom.
DOUBTED = 0.8

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")


def match(block: Block, view: View) -> str | None:
    if words := closing_line(block, view, "tail.contact", MAX_CHARS):
        return words
    if (
        len(block.text) <= MAX_ADDRESS_CHARS
        and "@" in block.text
        and is_over(block, view)
        and block.score < DOUBTED
        and (found := _ADDRESS.search(block.text))
    ):
        return found[0]
    return None
