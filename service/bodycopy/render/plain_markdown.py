"""The Markdown of an article that has very many elements: its blocks, without the markup inside of them.

markdownify takes 80 to 130 microseconds an element. An article that has thousands would hold its worker for seconds, so that
only headings, items, quotations, tables and code are written as such, and links, emphasis and images are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from bodycopy.model import Block, Document, Kind, Label
from bodycopy.render.select import kept_blocks

INDENT = 2
LOWEST_HEADING = 6
SHORTEST_FENCE = 3

_BACKTICKS = re.compile("`+")

Escape = Callable[[str], str]


def plain_markdown(document: Document, keep: Collection[Label], escape: Escape) -> str:
    """The body, and the blocks of the labels in `keep`, as Markdown; `escape` makes a text stay text."""
    parts: list[str] = []
    base = indent = 0
    before: Kind | None = None
    for block in kept_blocks(document, keep):
        if block.kind is Kind.ITEM:
            first = before is not Kind.ITEM
            base = block.level if first else min(base, block.level)
            # An item that is indented by four more than the one above it would be code.
            indent = 0 if first else min(INDENT * (block.level - base), indent + INDENT)
            item = f"{' ' * indent}- {escape(block.text)}"
            parts.append(item if first else f"\n{item}")
        else:
            parts.append(_element(block, escape))
        before = block.kind
    return "".join(part if part.startswith("\n") else f"\n\n{part}" for part in parts).strip("\n")


def fence(text: str, language: str = "") -> str:
    """A code sample, with a fence longer than any inside of it."""
    text = text.strip("\n")
    longest = max((len(ticks) for ticks in _BACKTICKS.findall(text)), default=0)
    ticks = "`" * max(SHORTEST_FENCE, longest + 1)
    return f"{ticks}{language}\n{text}\n{ticks}"


def _element(block: Block, escape: Escape) -> str:
    match block.kind:
        case Kind.HEADING:
            return f"{'#' * min(block.level or LOWEST_HEADING, LOWEST_HEADING)} {escape(block.text)}"
        case Kind.QUOTE:
            return f"> {escape(block.text)}"
        case Kind.CODE:
            return fence(block.text)
        case Kind.TABLE:
            return _table(block.text, escape)
        case _:
            return escape(block.text)


def _table(text: str, escape: Escape) -> str:
    """The rows of a table, of which the first is taken for its header."""
    rows = [[escape(cell).replace("|", r"\|") for cell in row.split("\t")] for row in text.split("\n")]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    rule = f"| {' | '.join('---' for _ in rows[0])} |"
    return "\n".join((lines[0], rule, *lines[1:]))
