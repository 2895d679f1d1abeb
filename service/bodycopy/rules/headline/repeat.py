"""The title once more: in a bar that sticks to the top, over the comments, in a list that names the page itself."""

from __future__ import annotations

from collections.abc import Iterable

from bodycopy.model import Block, Kind
from bodycopy.rules.head import is_running
from bodycopy.rules.lines import normal
from bodycopy.rules.titles import MAX_TITLE_CHARS, known_titles, opening
from bodycopy.rules.view import View

# Below the opening, a title of one or two words may well be a subheading or a list item of its own right.
MIN_WORDS = 4

# Compatibility forms (ligatures, fullwidth letters) may be written out longer in a title than in the line, if never so much.
SPELLING = 2


def asked(view: View) -> Iterable[int]:
    """The blocks from the first running text on that say a title."""
    titles, shortest = view.fact(known_titles), view.fact(shortest_title)
    letters = {title[0] for title in titles}
    for block in view.blocks[view.fact(opening) :]:
        text = block.text
        if shortest <= len(text) <= MAX_TITLE_CHARS and _may_say(text, letters) and normal(text) in titles:
            yield block.index


def _may_say(text: str, letters: set[str]) -> bool:
    """Whether a text begins with the letter of a title; a letter that has several forms, or a sign, does not tell."""
    return text[0].lower() in letters or not text[0].isalnum() or not text[:2].isascii()


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_TITLE_CHARS or block.index < view.fact(opening):
        return None
    if len(block.text) < view.fact(shortest_title) or _heads_text(block, view):
        return None
    text = normal(block.text)
    return "metadata headline" if text.count(" ") >= MIN_WORDS - 1 and text in view.fact(known_titles) else None


def shortest_title(view: View) -> int:
    """The fewest characters that a line needs to say one of the titles."""
    return min((len(title) for title in view.fact(known_titles)), default=MAX_TITLE_CHARS) // SPELLING


def _heads_text(block: Block, view: View) -> bool:
    """Whether a block is the heading of a section of the text, which may be called like the whole."""
    after = view.after(block)
    return block.kind is Kind.HEADING and after is not None and is_running(after, view)
