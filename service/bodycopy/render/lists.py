"""Lists inside lists, from a flat row of blocks.

How deep an item lies is its level; which list and which item it belongs to is read off the elements around it, where the
source has any. What stands inside an open item without being one (a code sample, a table) stays inside it, so that a
numbered list goes on counting after it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bodycopy.model import Block, Scope
from bodycopy.render.select import Place, place_of, scope_chain


@dataclass(slots=True)
class _OpenItem:
    """An item being written: its element, and what it holds so far."""

    scope: int
    tag: str
    parts: list[str] = field(default_factory=list)

    def close(self) -> str:
        return f"<{self.tag}>{''.join(self.parts)}</{self.tag}>"


@dataclass(slots=True)
class _OpenList:
    """A list being written, with its last item still open."""

    place: Place
    level: int
    item: _OpenItem
    done: list[str] = field(default_factory=list)

    def next_item(self, item: _OpenItem) -> None:
        self.done.append(self.item.close())
        self.item = item

    def close(self) -> str:
        inside = "\n".join((*self.done, self.item.close()))
        return f"<{self.place.tag}>\n{inside}\n</{self.place.tag}>"


class ListWriter:
    """Takes items and other blocks in reading order, gives markup with the lists nested."""

    def __init__(self, scopes: tuple[Scope, ...]) -> None:
        self._scopes = scopes
        self._open: list[_OpenList] = []
        self._done: list[str] = []

    def item(self, block: Block, markup: str) -> None:
        """Write an item, given its inner markup."""
        place = place_of(block, self._scopes)
        while self._open and not self._belongs(block.level, place):
            self._close_innermost()
        innermost = self._open[-1] if self._open else None
        if innermost and place.item >= 0 and place.item == innermost.item.scope:
            self._go_on(innermost.item, markup)
        elif innermost and innermost.level == block.level:
            innermost.next_item(_OpenItem(place.item, place.item_tag, [markup]))
        else:
            self._open.append(_OpenList(place, block.level, _OpenItem(place.item, place.item_tag, [markup])))

    def block(self, block: Block, markup: str) -> None:
        """Write an element that is no item: inside the open item that holds it, else after all lists."""
        around = set(scope_chain(block, self._scopes))
        while self._open and self._open[-1].item.scope not in around:
            self._close_innermost()
        if self._open:
            self._open[-1].item.parts.append(f"\n{markup}\n")
        else:
            self._done.append(markup)

    def finish(self) -> str:
        """The markup of everything written."""
        while self._open:
            self._close_innermost()
        return "\n".join(self._done)

    def _belongs(self, level: int, place: Place) -> bool:
        """Whether an item goes into the innermost open list, or into a new one inside its last item."""
        innermost = self._open[-1]
        if place.outermost != self._open[0].place.outermost:
            return False
        if level == innermost.level:
            return place.innermost == innermost.place.innermost
        return level > innermost.level

    def _close_innermost(self) -> None:
        closed = self._open.pop()
        if self._open:
            self._open[-1].item.parts.append(f"\n{closed.close()}\n")
        else:
            self._done.append(closed.close())

    def _go_on(self, item: _OpenItem, markup: str) -> None:
        """A further paragraph of the same item: then all of its text stands in paragraphs."""
        if not item.parts[0].startswith("<p>"):
            item.parts[0] = f"<p>{item.parts[0]}</p>"
        item.parts.append(f"\n<p>{markup}</p>\n")
