"""The article as plain text: the form of `articleBody`."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from bodycopy.model import Block, Document, Kind, Label
from bodycopy.render.select import Place, kept_blocks, place_of

INDENT = "  "
BULLET = "- "

# An item that brings its own mark along (plain text, lists numbered by hand) needs no second one.
_OWN_MARK = re.compile(r"(?:[-*•‣▪●○◦–—·]|\(?\d{1,3}[.)])\s")


@dataclass(frozen=True, slots=True)
class _Item:
    """The item just written: where it stood, and the level its list began at."""

    place: Place
    base: int


def article_text(document: Document, keep: Collection[Label] = frozenset()) -> str:
    """The body, and the blocks of the labels in `keep`, in reading order.

    A blank line parts paragraphs, headings, quotations, tables and lists; the items of one list are lines that begin with
    `- `, indented by their depth; a table is a line a row with tabs between cells.
    """
    parts: list[str] = []
    before: _Item | None = None
    for block in kept_blocks(document, keep):
        item = _next_item(block, document, before) if block.kind is Kind.ITEM else None
        if parts:
            parts.append("\n" if item and before and item.base == before.base and _same_list(item, before) else "\n\n")
        parts.append(_item_line(block, item, before) if item else block.text)
        before = item
    return "".join(parts)


def _next_item(block: Block, document: Document, before: _Item | None) -> _Item:
    place = place_of(block, document.scopes)
    if before and place.outermost == before.place.outermost:
        return _Item(place, before.base)
    return _Item(place, block.level)


def _same_list(item: _Item, before: _Item) -> bool:
    return item.place.outermost == before.place.outermost


def _item_line(block: Block, item: _Item, before: _Item | None) -> str:
    """An item, or a further paragraph of the item before it (which stands under its text)."""
    indent = INDENT * max(0, block.level - item.base)
    goes_on = before is not None and item.place.item >= 0 and item.place.item == before.place.item
    if goes_on:
        return f"{indent}{INDENT}{block.text}"
    return indent + block.text if _OWN_MARK.match(block.text) else f"{indent}{BULLET}{block.text}"
