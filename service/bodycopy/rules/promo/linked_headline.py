"""The headline of another story between two paragraphs: a short line of its own that is one link and nothing else.

Seen in the middle of news stories, often in capitals and without a label. What an article introduces with a colon, asides in
brackets, sentences with a full stop, addresses and sources are its own.
"""

from __future__ import annotations

import re

from bodycopy.model import Block, Kind
from bodycopy.rules.head import is_running, text_at
from bodycopy.rules.lines import reading_chars, words
from bodycopy.rules.signposts import is_article
from bodycopy.rules.view import View

MIN_CHARS = 25
MAX_CHARS = 180
MIN_WORDS = 4
WHOLLY_LINKED = 0.95

# On a page with more of them to a paragraph they are the titles of its parts, as in a digest of the week.
MOST_TO_A_PARAGRAPH = 0.3
FEW = 2

# So many headlines may stand together; and so far to look for the text around them, over pictures and what is left out.
LOOK_AROUND = 4

_ADDRESS = re.compile(r"://|www\.|\S@\S|\.\w{2,4}/|^[#@]|\.(?:pdf|com|org)\b", re.IGNORECASE)
_ASIDE = ("(", "[", "（")
_STOPS = (".", "。", ":", "：", ";")
_INTRODUCES = (":", "：", ",", "،")


def asked_in_context(view: View) -> range:
    """The blocks below the first running text of an article."""
    return range(view.fact(text_at) if view.fact(is_article) else len(view.blocks), len(view.blocks))


def match_in_context(block: Block, view: View) -> str | None:
    if not _is_headline(block):
        return None
    if view.within(block, "blockquote", "table") or view.fact(is_digest):
        return None
    above = _beside(block, view, -1)
    below = _beside(block, view, 1)
    if above is None or below is None or above.text.endswith(_INTRODUCES):
        return None
    return "a link between paragraphs"


def is_digest(view: View) -> bool:
    """Whether a page has a linked line to every few paragraphs."""
    lines = sum(_is_headline(block) and view.is_inside(block) for block in view.blocks)
    return lines > FEW and lines > MOST_TO_A_PARAGRAPH * sum(is_running(block, view) for block in view.blocks)


def _beside(block: Block, view: View, direction: int) -> Block | None:
    """The running text next to a block, other such headlines and what no reader of the article sees passed over."""
    for steps in range(1, LOOK_AROUND + 1):
        other = view.after(block, steps) if direction > 0 else view.before(block, steps)
        if other is None or is_running(other, view):
            return other
        if view.is_inside(other) and view.label(other) is None and not _is_headline(other):
            return None
    return None


def _is_headline(block: Block) -> bool:
    if block.kind is not Kind.PARAGRAPH or block.links != 1 or block.link_density < WHOLLY_LINKED:
        return False
    long_enough = reading_chars(block.text) >= MIN_CHARS and (len(words(block.text)) >= MIN_WORDS or not block.text.isascii())
    if not long_enough or len(block.text) > MAX_CHARS or block.text.startswith(_ASIDE) or block.text.endswith(_STOPS):
        return False
    return not _ADDRESS.search(block.text)
