"""Which line of a plain text is its title.

Nothing says so in plain text, but a title speaks of what the text speaks of: its words come again in the paragraphs below,
those of menus, slogans and buttons do not. Besides, it stands near the text, and often a second time at the very top, as the
document's title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bodycopy.phrases import fold

# How far above the first paragraph a title may stand, and how many paragraphs are asked for its words.
LINES_ABOVE = 60
PARAGRAPHS_ASKED = 10

# Languages inflect: so many letters of a word must agree. Shorter words without a capital tell nothing.
STEM = 5
MIN_NAME_CHARS = 3

MIN_LINE_CHARS = 8
MAX_LINE_CHARS = 180
COMFORTABLE_CHARS = 110

MIN_STEMS = 2

# A page turned to text may begin with the document's title; a line that says the same again is the title of the article.
DOCUMENT_LINES = 2
SAME_SHARE = 0.6

# What a word that does not come again takes off, what a line loses for each step away from the text, for a stop within it
# and for being long; what it gains for standing at the top, too; and what it must be worth.
UNHEARD = 0.5
STEP = 0.04
STOP = 1.0
LONG = 1.0
TWICE = 2.0
MIN_WORTH = 1.0

_WORD = re.compile(r"[^\W\d_]+")
_STOP_WITHIN = re.compile(r"[^\W\d_]{3}[.] [^\W\d_]")
_LINE_END = re.compile(r"[.,:;…]$")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def best_line(above: Sequence[str], below: Sequence[str]) -> int:
    """The index of the title among the lines above the text, -1 where none is worth it."""
    heard = {stem for text in below[:PARAGRAPHS_ASKED] for stem in stems(text)}
    document = [stems(text) for text in above[:DOCUMENT_LINES]]
    first = max(0, len(above) - LINES_ABOVE)
    best, best_at = MIN_WORTH, -1
    for at in (*range(min(first, DOCUMENT_LINES)), *range(first, len(above))):
        ours = stems(above[at])
        worth = _worth(above[at], ours, heard)
        if worth > 0:
            steps = STEP * min(len(above) - at, LINES_ABOVE)
            worth += TWICE * any(_same(ours, other) for line, other in enumerate(document) if line != at) - steps
        if worth >= best:
            best, best_at = worth, at
    return best_at


def _same(one: set[str], other: set[str]) -> bool:
    """Whether two lines are one title, with something added or left out."""
    return len(one) >= MIN_STEMS and len(one & other) >= SAME_SHARE * len(one)


def _worth(text: str, ours: set[str], heard: set[str]) -> float:
    if not MIN_LINE_CHARS <= len(text) <= MAX_LINE_CHARS or len(ours) < MIN_STEMS or _LINE_END.search(text):
        return 0.0
    known = sum(stem in heard for stem in ours)
    worth = known - UNHEARD * (len(ours) - known)
    return worth - STOP * bool(_STOP_WITHIN.search(text)) - LONG * (len(text) > COMFORTABLE_CHARS)


def stems(text: str) -> set[str]:
    """Beginnings of the words that tell something; pairs of characters in scripts without spaces."""
    found = set()
    for word in _WORD.findall(text):
        if _UNSPACED.match(word):
            found |= {word[at : at + 2] for at in range(len(word) - 1)}
        elif len(word) >= STEM or (len(word) >= MIN_NAME_CHARS and word[0].isupper()):
            found.add(fold(word)[:STEM])
    return found
