"""How to reach the newsroom or the author: addresses for tips, letters, corrections.

Seen under stories. In an article an address is part of a sentence; here the line is the newsroom's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bodycopy.model import Block
from bodycopy.rules.closing import closing_line, is_over
from bodycopy.rules.lines import words
from bodycopy.rules.signposts import may_go
from bodycopy.rules.view import View
from bodycopy.rules.wording import is_quoted

MAX_CHARS = 260
MAX_ADDRESS_CHARS = 80
# Pages that list addresses have them in their text; an address there is no line of the newsroom.
DOUBTED = 0.8
WORDS_BESIDE = 6

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")


def asked(view: View) -> Iterable[int]:
    """The blocks that may hold an address; elsewhere it takes words."""
    return (block.index for block in view.blocks if "@" in block.text)


def match(block: Block, view: View) -> str | None:
    if said := closing_line(block, view, "tail.contact", MAX_CHARS):
        return said
    if len(block.text) > MAX_CHARS or "@" not in block.text or not is_over(block, view):
        return None
    found = _ADDRESS.search(block.text)
    if not found or "://" in block.text or not may_go(block, view):
        return None
    said = view.said(block, "tail.contact", "addressed")
    if said and not is_quoted(block.text, said):
        return f"{said} ... {found[0]}"
    is_bare = len(block.text) <= MAX_ADDRESS_CHARS and len(words(block.text.replace(found[0], ""))) <= WORDS_BESIDE
    return found[0] if is_bare and block.score < DOUBTED else None
