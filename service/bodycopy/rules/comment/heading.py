"""The title over the comments, "Comments (12)", and in plain text what follows it to the end.

Without markup nothing else tells readers from the author.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bodycopy.model import Block, Kind
from bodycopy.phrases import fold, word_list
from bodycopy.rules.comment.thread import is_thread
from bodycopy.rules.cues import cued_blocks
from bodycopy.rules.view import View

MAX_CHARS = 60

# In plain text comments are only looked for below half of what the scorer believes in: higher up, "Comments" is a button's or
# a menu's word.
FIRST_SHARE = 0.5

_SIGNS = " .:-–—|•·>«»"
_NUMBER = re.compile(r"[\s(\[:]*\d[\d.,]*[\s)\]:]*")
_UNASKED = (Kind.TABLE, Kind.CODE, Kind.QUOTE)


def asked(view: View) -> Sequence[int]:
    """The blocks made of the words of such a title."""
    return view.fact(cued_blocks).get("comment.prompt", ())


def match(block: Block, view: View) -> str | None:
    title = comments_title(block)
    if not title or view.fact(is_thread):
        return None
    return title if block.scope >= 0 or block.index >= view.fact(comments_from) else None


def asked_in_context(view: View) -> range:
    """The lines of a plain text."""
    return view.lines()


def match_in_context(block: Block, view: View) -> str | None:
    if block.scope >= 0 or block.index <= view.fact(comments_from):
        return None
    return "after the comments' title"


def comments_title(block: Block) -> str | None:
    """The words that make a block the title of comments."""
    if len(block.text) > MAX_CHARS or block.kind in _UNASKED:
        return None
    plain = fold(block.text).strip(_SIGNS)
    line = _NUMBER.sub(" ", fold(block.text)).strip(_SIGNS)
    numbered = line != plain
    if line in word_list("comment.prompt", "headings"):
        return line if numbered or block.kind is Kind.HEADING or block.scope < 0 else None
    if line in word_list("comment.prompt", "replies"):
        return line if numbered or block.scope < 0 else None
    return line if numbered and line in word_list("comment.prompt", "counted") else None


def comments_from(view: View) -> int:
    """In plain text the index of the title after which there are only comments; the number of blocks without one."""
    inside = sum(len(block.text) for block in view.blocks if view.is_inside(block))
    before = 0
    for block in view.blocks:
        if block.scope < 0 and before >= FIRST_SHARE * inside and before and comments_title(block):
            return block.index
        before += len(block.text) if view.is_inside(block) else 0
    return len(view.blocks)
