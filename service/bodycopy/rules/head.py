"""Where the article's head is: the headline, and the stretch around it in which bylines, dates and buttons stand."""

from __future__ import annotations

from bodycopy.model import Block, Kind, Label
from bodycopy.rules.lines import reading_chars
from bodycopy.rules.view import View

# A paragraph of this many characters that the scorer believes in is running text. The head ends with the third: a
# standfirst may come before the byline, and many sites set the date or the share bar after the first paragraph. It ends
# with the first subheading or list below running text, too.
RUNNING_CHARS = 100
RUNNING_BEFORE_END = 3

BLOCKS_ABOVE = 15
BLOCKS_BELOW = 30

_ENDING = (Kind.ITEM, Kind.TABLE, Kind.CODE)


def is_heading(block: Block) -> bool:
    """Whether the markup makes a block a heading. In plain text every short line without a stop looks like one."""
    return block.kind is Kind.HEADING and block.scope >= 0


def is_running(block: Block, view: View) -> bool:
    """Whether a block is a paragraph of some length that the scorer would keep."""
    return view.fact(running)[block.index]


def running(view: View) -> tuple[bool, ...]:
    """For each block whether it is running text."""
    return tuple(block.kind is Kind.PARAGRAPH and view.is_inside(block) and _is_long(block.text) for block in view.blocks)


def _is_long(text: str) -> bool:
    return len(text) >= RUNNING_CHARS or reading_chars(text) >= RUNNING_CHARS


def headline_at(view: View) -> int | None:
    """The index of the headline nearest above the text, None where the headline room found none."""
    found = None
    for block in view.blocks:
        if view.label(block) is Label.HEADLINE:
            found = block.index
        elif found is not None and is_running(block, view):
            break
    return found


def head_span(view: View) -> range:
    """The indexes of the blocks in the article's head."""
    at = view.fact(headline_at)
    first = 0 if at is None else max(0, at - BLOCKS_ABOVE)
    running = 0
    start = 0 if at is None else at + 1
    for block in view.blocks[start : start + BLOCKS_BELOW]:
        running += is_running(block, view)
        if running == RUNNING_BEFORE_END or (running and _ends_head(block) and view.is_inside(block)):
            return range(first, block.index)
    return range(first, min(len(view.blocks), start + BLOCKS_BELOW))


def _ends_head(block: Block) -> bool:
    return block.kind in _ENDING or is_heading(block)


def in_head(block: Block, view: View) -> bool:
    """Whether a block stands in the article's head, a little above the headline included."""
    return block.index in view.fact(head_span)


def above_text(block: Block, view: View) -> bool:
    """Whether no running text of the article stands before a block."""
    return block.index < view.fact(text_at)


def text_at(view: View) -> int:
    """The index of the first running text at or below the headline (anywhere, if there is no headline)."""
    start = view.fact(headline_at) or 0
    return next((block.index for block in view.blocks[start:] if is_running(block, view)), len(view.blocks))
