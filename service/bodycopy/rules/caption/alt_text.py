"""In plain text, an image's description that stands before its caption in the same words.

Tools that turn pages to text write out both, one under the other. The second goes too if it goes on with a few words: its
credit.
"""

from __future__ import annotations

from bodycopy.model import Block, Kind
from bodycopy.rules.lines import normal
from bodycopy.rules.view import View

MIN_CHARS = 35
MAX_CHARS = 400
MAX_MORE_WORDS = 7

_UNASKED = (Kind.TABLE, Kind.CODE, Kind.ITEM, Kind.QUOTE)


def asked(view: View) -> range:
    """The lines of a plain text."""
    return view.lines()


def match(block: Block, view: View) -> str | None:
    if block.scope >= 0 or not MIN_CHARS <= len(block.text) <= MAX_CHARS or block.kind in _UNASKED:
        return None
    text = normal(block.text)
    after, before = view.after(block), view.before(block)
    if after and after.kind not in _UNASKED and _more_words(text, normal(after.text)) is not None:
        return "the next line says it again"
    if before and before.kind not in _UNASKED and _more_words(normal(before.text), text):
        return "the line before says it"
    return None


def _more_words(short: str, long: str) -> int | None:
    """How many words a line has more than the one whose words it begins with; None if it is another line."""
    if len(short) < MIN_CHARS or not long.startswith(short):
        return None
    more = long[len(short) :].count(" ")
    return more if more <= MAX_MORE_WORDS else None
