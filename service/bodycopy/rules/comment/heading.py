"""The title over the comments, "Comments (12)", and in plain text what follows it to the end.

Without markup nothing else tells readers from the author.
"""

from __future__ import annotations

import re

from bodycopy.model import Block, Kind
from bodycopy.rules.comment.thread import is_thread
from bodycopy.rules.phrases import fold, word_list
from bodycopy.rules.view import View

MAX_CHARS = 60

# In plain text comments are only looked for in the lower part of the page: higher up, "Comments" is a menu's or a button's.
FIRST_SHARE = 0.4

_NUMBER = re.compile(r"[\s(\[:]*\d[\d.,]*[\s)\]:]*")


def match(block: Block, view: View) -> str | None:
    title = comments_title(block)
    if not title or view.fact(is_thread):
        return None
    return title if block.scope >= 0 or block.index >= view.fact(comments_from) else None


def match_in_context(block: Block, view: View) -> str | None:
    if block.scope >= 0 or block.index <= view.fact(comments_from):
        return None
    return "after the comments' title"


def comments_title(block: Block) -> str | None:
    """The words that make a block the title of comments."""
    if len(block.text) > MAX_CHARS or block.kind in (Kind.TABLE, Kind.CODE, Kind.QUOTE):
        return None
    line = _NUMBER.sub(" ", fold(block.text)).strip(" .:-–—|•·>«»")
    counted = line != fold(block.text).strip(" .:-–—|•·>«»")
    known = line in word_list("comment.prompt", "headings")
    return line if known and (counted or block.kind is Kind.HEADING or block.scope < 0) else None


def comments_from(view: View) -> int:
    """In plain text the index of the title after which there are only comments; the number of blocks without one."""
    blocks = view.blocks
    total = sum(len(block.text) for block in blocks)
    before = 0
    for block in blocks:
        if block.scope < 0 and before >= FIRST_SHARE * total and comments_title(block):
            return block.index
        before += len(block.text)
    return len(blocks)
