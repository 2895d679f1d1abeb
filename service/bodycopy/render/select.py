"""Which blocks a view shows, and where an item stands among the lists around it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bodycopy.model import Block, Document, Label, Scope

LIST_TAGS = {"ul": "ul", "ol": "ol", "dl": "dl", "menu": "ul", "dir": "ul"}
ITEM_TAGS = frozenset(("li", "dt", "dd"))


@dataclass(frozen=True, slots=True)
class Place:
    """The lists around a block, as indexes of scopes; -1 where the source has no such element (plain text).

    `outermost` and `innermost` are lists, `tag` is the tag to write the innermost one with, `item` is the list item.
    """

    outermost: int = -1
    innermost: int = -1
    tag: str = "ul"
    item: int = -1
    item_tag: str = "li"


def kept_blocks(document: Document, keep: Collection[Label]) -> Iterator[Block]:
    """The blocks of the body and of the labels to be kept, in reading order, as far as they have text."""
    shown = frozenset((Label.BODY, *keep))
    return (block for block in document.blocks if block.text and block.label in shown)


def scope_chain(block: Block, scopes: tuple[Scope, ...]) -> Iterator[int]:
    """The indexes of the elements around a block, its own first."""
    at = block.scope
    while 0 <= at < len(scopes):
        yield at
        at = scopes[at].parent


def nearest(block: Block, scopes: tuple[Scope, ...], tag: str) -> int:
    """The nearest element of that tag around a block, -1 where there is none."""
    return next((at for at in scope_chain(block, scopes) if scopes[at].tag == tag), -1)


def place_of(block: Block, scopes: tuple[Scope, ...]) -> Place:
    """Where a block stands among lists."""
    outermost = innermost = item = -1
    for at in scope_chain(block, scopes):
        tag = scopes[at].tag
        if tag in LIST_TAGS:
            outermost = at
            innermost = at if innermost < 0 else innermost
        elif item < 0 and tag in ITEM_TAGS:
            item = at
    tag = LIST_TAGS[scopes[innermost].tag] if innermost >= 0 else "ul"
    item_tag = scopes[item].tag if item >= 0 and tag == "dl" else "li"
    if item_tag == "li" and tag == "dl":
        tag = "ul"
    return Place(outermost, innermost, tag, item, item_tag)
