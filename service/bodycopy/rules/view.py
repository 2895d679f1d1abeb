"""What a rule may look at: the page around its block, and what earlier rooms said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, cast

from bodycopy.model import Block, Label, Metadata, Page, Scope
from bodycopy.rules.phrases import Hits, scan
from bodycopy.tokens import token_names

# A scope that holds more than this share of the text the scorer believes in is the article or a wrapper of it; what its
# class says ("has-newsletter", "related-enabled") is said of the page, not of the block.
WRAPPER_SHARE = 0.5

T = TypeVar("T")


class View:
    """A page as the rules of one room see it.

    `labels` are those given by earlier rooms (in the second pass: by all rooms of the first), None where none did. Reads
    are cached; nothing a rule does changes what another sees.
    """

    def __init__(self, page: Page, metadata: Metadata, labels: Sequence[Label | None]) -> None:
        self.blocks = page.blocks
        self.threshold = page.threshold
        self.metadata = metadata
        self.labels = labels
        self._scopes = page.scopes
        self._shares = _inside_shares(page)
        self._holders = _holders(page, self._shares)
        self._named: dict[frozenset[str], Sequence[str | None]] = {}
        self._hits: dict[int, Hits] = {}
        self._speaking: dict[int, frozenset[str]] = {}
        self._facts: dict[Callable[[View], Any], Any] = {}

    def with_labels(self, labels: Sequence[Label | None]) -> View:
        """The same page with other labels showing; what was read of it stays read."""
        other = object.__new__(View)
        other.__dict__ = {**self.__dict__, "labels": labels, "_facts": {}}
        return other

    def label(self, block: Block) -> Label | None:
        """The label an earlier room gave to a block."""
        return self.labels[block.index]

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
        at = block.scope
        while at >= 0 and self._shares[at] <= WRAPPER_SHARE:
            yield self._scopes[at]
            at = self._scopes[at].parent

    def all_scopes(self, block: Block) -> Iterator[Scope]:
        """The elements around a block, its own first, up to the root."""
        at = block.scope
        while at >= 0:
            yield self._scopes[at]
            at = self._scopes[at].parent

    def within(self, block: Block, *tags: str) -> str | None:
        """The nearest of these tags around a block, the article's own wrappers aside."""
        return next((scope.tag for scope in self.scopes(block) if scope.tag in tags), None)

    def named(self, block: Block, names: frozenset[str]) -> str | None:
        """The class token (or id, role ...) around a block that contains one of these names as whole words.

        Names are one to three words joined by hyphens (`related-links`); the article's own wrappers are not asked.
        """
        known = self._named.get(names)
        if known is None:
            known = self._named[names] = self._scopes_named(names)
        return known[block.scope]

    def said(self, block: Block, rule: str, group: str) -> str | None:
        """The first phrase in a block from the list `group` of the table beside `rule`."""
        return self._scanned(block).get((rule, group))

    def speaking(self, block: Block) -> frozenset[str]:
        """The rules whose tables have any phrase in a block: most have none, and need not ask list by list."""
        if block.index not in self._speaking:
            self._speaking[block.index] = frozenset(rule for rule, _ in self._scanned(block))
        return self._speaking[block.index]

    def fact(self, read: Callable[[View], T]) -> T:
        """What a function reads off the page as a whole (where its headline stands, say), read once for these labels."""
        if read not in self._facts:
            self._facts[read] = read(self)
        return cast(T, self._facts[read])

    def is_inside(self, block: Block) -> bool:
        """Whether the scorer alone would keep a block."""
        return block.score >= self.threshold

    def _scanned(self, block: Block) -> Hits:
        if block.index not in self._hits:
            self._hits[block.index] = scan(block.text)
        return self._hits[block.index]

    def _scopes_named(self, names: frozenset[str]) -> Sequence[str | None]:
        """For each scope the token that gives one of these names to it or, failing that, to one around it; None at the end."""
        known: list[str | None] = [None] * (len(self._scopes) + 1)
        present = names & self._holders.keys()
        for name in sorted(present, reverse=True):
            for at, token in self._holders[name]:
                known[at] = token
        if present:
            for at, scope in enumerate(self._scopes):  # a parent always stands before its children
                if known[at] is None and scope.parent >= 0 and self._shares[at] <= WRAPPER_SHARE:
                    known[at] = known[scope.parent]
        return known


def _holders(page: Page, shares: Sequence[float]) -> dict[str, list[tuple[int, str]]]:
    """For each name the scopes that have it, with the token; the article's own wrappers are left out."""
    holders: dict[str, list[tuple[int, str]]] = {}
    for at, scope in enumerate(page.scopes):
        if scope.tokens and shares[at] <= WRAPPER_SHARE:
            for token in scope.tokens:
                for name in token_names(token):
                    holders.setdefault(name, []).append((at, token))
    return holders


def _inside_shares(page: Page) -> list[float]:
    """For each scope, the share of the page's inside text (by score) that it holds."""
    chars = [0] * len(page.scopes)
    for block in page.blocks:
        if block.scope >= 0 and block.score >= page.threshold:
            chars[block.scope] += len(block.text)
    for at in range(len(chars) - 1, 0, -1):  # a parent always stands before its children
        if page.scopes[at].parent >= 0:
            chars[page.scopes[at].parent] += chars[at]
    total = max(chars, default=0) or 1
    return [count / total for count in chars]
