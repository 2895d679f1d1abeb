"""What a rule may look at: the page around its block, and what earlier rooms said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from bodycopy.model import Block, Label, Metadata, Page, Scope
from bodycopy.phrases import Hits, scan_all
from bodycopy.rules.elements import Elements

T = TypeVar("T")

_NO_RULES: frozenset[str] = frozenset()


class View:
    """A page as the rules of one room see it.

    `labels` are those given by earlier rooms (in the second pass: by all rooms of the first), None where none did. Reads
    are cached; nothing a rule does changes what another sees.
    """

    def __init__(self, page: Page, metadata: Metadata, labels: Sequence[Label | None], known: View | None = None) -> None:
        """`known` is another view of the same page, what was read of it stays read."""
        self.page = page
        self.blocks = page.blocks
        self.threshold = page.threshold
        self.page_type = page.page_type
        self.is_plain = bool(page.blocks) and page.blocks[0].scope < 0
        self.metadata = metadata
        self._labels = labels
        self._elements: Elements = known._elements if known else Elements(page)
        self._hits: list[Hits] = known._hits if known else scan_all([block.text for block in page.blocks])
        self._speaking: list[frozenset[str]] = known._speaking if known else [_rules(hits) for hits in self._hits]
        self._page_facts: dict[Callable[[View], Any], Any] = known._page_facts if known else {}
        self._facts: dict[Callable[[View], Any], Any] = {}
        self._labels_asked = False

    def with_labels(self, labels: Sequence[Label | None]) -> View:
        """The same page with other labels showing."""
        return View(self.page, self.metadata, labels, self)

    def label(self, block: Block) -> Label | None:
        """The label an earlier room gave to a block."""
        self._labels_asked = True
        return self._labels[block.index]

    def before(self, block: Block, steps: int = 1) -> Block | None:
        """The block so many steps before this one in reading order, None past the first."""
        at = block.index - steps
        return self.blocks[at] if at >= 0 else None

    def after(self, block: Block, steps: int = 1) -> Block | None:
        """The block so many steps after this one in reading order, None past the last."""
        at = block.index + steps
        return self.blocks[at] if at < len(self.blocks) else None

    def scopes(self, block: Block) -> Iterator[Scope]:
        """The elements around a block, its own first, up to but not including the article as a whole."""
        return self._elements.around(block.scope)

    def all_scopes(self, block: Block) -> Iterator[Scope]:
        """The elements around a block, its own first, up to the root."""
        return self._elements.all_around(block.scope)

    def within(self, block: Block, *tags: str) -> str | None:
        """The nearest of these tags around a block, the article's own wrappers aside."""
        return self._elements.tagged(tags)[block.scope]

    def lines(self) -> range:
        """The indexes of the blocks of a plain text; of none where the page has elements."""
        return range(len(self.blocks) if self.is_plain else 0)

    def inside(self, *tags: str) -> Iterator[int]:
        """The indexes of the blocks within one of these tags, the article's own wrappers aside."""
        around = self._elements.tagged(tags)
        return (block.index for block in self.blocks if around[block.scope])

    def hidden(self) -> Iterator[int]:
        """The indexes of the blocks within an element that is kept from being seen, the article's own wrappers aside."""
        around = self._elements.hidden
        return (block.index for block in self.blocks if around[block.scope])

    def named(self, block: Block, names: frozenset[str]) -> str | None:
        """The class token (or id, role ...) around a block that contains one of these names as whole words.

        Names are one to three words joined by hyphens (`related-links`); the article's own wrappers are not asked.
        """
        return self._elements.named(names)[block.scope]

    def marked(self, block: Block, test: Callable[[str], object]) -> str | None:
        """The nearest class token (or id, role ...) around a block that a test of tokens is true of."""
        return self._elements.marked(test)[block.scope]

    def said(self, block: Block, rule: str, group: str) -> str | None:
        """The first phrase in a block from the list `group` of the table beside `rule`."""
        hits = self._hits[block.index]
        return hits.get((rule, group)) if hits else None

    def speaking(self, block: Block) -> frozenset[str]:
        """The rules whose tables have any phrase in a block: most have none, and need not ask list by list."""
        return self._speaking[block.index]

    def known_around(self, block: Block) -> frozenset[str]:
        """The rules whose tables have a name of an element around a block."""
        return self._elements.rules[block.scope]

    def fact(self, read: Callable[[View], T]) -> T:
        """What a function reads off the page as a whole (where its headline stands, say), read once.

        A reading that asks no label holds for all rooms, another one only for these labels.
        """
        known: T
        if read in self._page_facts:
            known = self._page_facts[read]
        elif read in self._facts:
            self._labels_asked = True
            known = self._facts[read]
        else:
            asked, self._labels_asked = self._labels_asked, False
            known = read(self)
            (self._facts if self._labels_asked else self._page_facts)[read] = known
            self._labels_asked |= asked
        return known

    def is_inside(self, block: Block) -> bool:
        """Whether the scorer alone would keep a block."""
        return block.score >= self.threshold


def _rules(hits: Hits) -> frozenset[str]:
    return frozenset([rule for rule, _ in hits]) if hits else _NO_RULES
