"""Comments below an article in plain text, by the lines that stand over each: a name and the minute, "Ann says:", "Reply".

Seen where a tool wrote out a whole page, and no heading says that comments begin. Several of these lines have to follow each
other, below a text of some paragraphs: a live blog gives the minute over each entry as well, but no name above it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from bodycopy.model import Block
from bodycopy.phrases import bare, fold, word_list
from bodycopy.rules.head import is_running
from bodycopy.rules.header.dateline import date_sign
from bodycopy.rules.view import View

RULE = "comment.stamped"

MAX_CHARS = 70
MAX_NAME_CHARS = 40
# So many paragraphs stand above the first, so many of these lines follow each other, with no more than so many blocks between.
MIN_PARAGRAPHS = 4
MIN_STAMPS = 4
MAX_BETWEEN = 15

_MINUTE = re.compile(r"(?<!\d)\d{1,2}[:.]\d{2}(?!\d)")
_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
_STOPS = (".", "!", "?", "…", ":", ",", "。")


def asked(view: View) -> range:
    """The lines of a plain text below the first comment."""
    first = view.fact(first_comment) if view.is_plain else None
    return range(0) if first is None else range(first, len(view.blocks))


def match(block: Block, view: View) -> str | None:
    if block.scope >= 0 or not view.is_inside(block):
        return None
    first = view.fact(first_comment)
    return f"below {view.blocks[first].text}" if first is not None and block.index >= first else None


def first_comment(view: View) -> int | None:
    """The block with which the comments begin, None where there are none."""
    stamps = [block.index for block in view.blocks if block.scope < 0 and _is_stamp(block, view)]
    for at, stamp in enumerate(stamps[: max(0, len(stamps) - MIN_STAMPS + 1)]):
        chain = stamps[at : at + MIN_STAMPS]
        if all(later - earlier <= MAX_BETWEEN for earlier, later in pairwise(chain)):
            above = sum(is_running(block, view) for block in view.blocks[:stamp])
            return (stamp - 1 if _is_name(view.before(view.blocks[stamp])) else stamp) if above >= MIN_PARAGRAPHS else None
    return None


def _is_stamp(block: Block, view: View) -> bool:
    text = block.text
    if len(text) > MAX_CHARS:
        return False
    if bare(text) in word_list(RULE, "whole") or fold(text).rstrip(" :").endswith(_ends()):
        return True
    return bool(_MINUTE.search(text) and _YEAR.search(text) and date_sign(text)) and _is_name(view.before(block))


@cache
def _ends() -> tuple[str, ...]:
    return tuple(word_list(RULE, "ends"))


def _is_name(block: Block | None) -> bool:
    return block is not None and len(block.text) <= MAX_NAME_CHARS and not block.text.endswith(_STOPS)
