"""What the story is filed under: a label and its subjects, or a list of subjects that are all links.

Seen at the end of stories, sometimes over the headline. A sentence that begins with "Topics" goes on like a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bodycopy.model import Block, Kind
from bodycopy.phrases import class_names
from bodycopy.rules.closing import is_over
from bodycopy.rules.cues import below_cues
from bodycopy.rules.signposts import may_go
from bodycopy.rules.view import View
from bodycopy.rules.wording import is_only, opens

MAX_CHARS = 300
MAX_ITEM_CHARS = 60
MAX_TAG_CHARS = 30
LINK_DENSITY = 0.6
MAX_ENTRIES = 12

_NAMES = class_names("tail.tags")
_HASHES = ("#", "＃")
_HASHTAGS = re.compile(r"(?:[#＃]\w[\w-]*[\s,、]*)+")
_UNASKED = (Kind.CODE, Kind.TABLE, Kind.QUOTE)


def asked(view: View) -> Iterable[int]:
    """The blocks that begin with a hashtag; elsewhere it takes a label or an element's name."""
    return (block.index for block in view.blocks if block.text.startswith(_HASHES))


def match(block: Block, view: View) -> str | None:
    if (
        len(block.text) > MAX_CHARS
        or block.kind in _UNASKED
        or not (is_over(block, view) or not view.is_inside(block))
        or not may_go(block, view)
    ):
        return None
    if (token := view.named(block, _NAMES)) and (block.link_density >= LINK_DENSITY or len(block.text) <= MAX_TAG_CHARS):
        return token
    if label := is_only(block, "tail.tags", "label"):
        return label
    label = opens(block, view, "tail.tags", "label")
    if label and (block.link_density >= LINK_DENSITY / 2 or ":" in block.text[: len(label) + 3] or "：" in block.text):
        return label
    hashtags = _HASHTAGS.fullmatch(block.text)
    return block.text.split()[0] if hashtags else None


def asked_in_context(view: View) -> Iterable[int]:
    """The blocks below a cue."""
    return below_cues(view, "tail.tags", MAX_ENTRIES)


def match_in_context(block: Block, view: View) -> str | None:
    """The subjects under a label that stands on a line of its own."""
    if not _is_entry(block) or not is_over(block, view) or not may_go(block, view):
        return None
    for steps in range(1, MAX_ENTRIES + 1):
        above = view.before(block, steps)
        if above is None:
            return None
        if label := is_only(above, "tail.tags", "label"):
            return f"under {label}"
        if not _is_entry(above):
            return None
    return None


def _is_entry(block: Block) -> bool:
    """Whether a block could be a subject: a few words that are all link, or in plain text a short line."""
    short = len(block.text) <= MAX_ITEM_CHARS and block.kind in (Kind.ITEM, Kind.PARAGRAPH)
    return short and (block.link_density >= LINK_DENSITY or block.scope < 0)
