"""What a rule may look at: the page around its block, and what earlier rooms said of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from bodycopy.model import Block, Label, Metadata, Page, Scope
from bodycopy.rules.phrases import Hits, scan

# A scope that holds more than this share of the text the scorer believes in is the article or a wrapper of it; what its
# class says ("has-newsletter", "related-enabled") is said of the page, not of the block.
WRAPPER_SHARE = 0.5

INSIDE = 0.5

T = TypeVar("T")

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")


def token_words(token: str) -> tuple[str, ...]:
    """The words of a class token: `articleBody__relatedLinks` -> article, body, related, links. Digits part words."""
    return tuple(word.lower() for word in _WORDS.findall(token))


def token_names(token: str) -> set[str]:
    """All runs of one to three words of a token, joined by hyphens: the names by which a rule may know it."""
    words = token_words(token)
    return {"-".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1)}


class View:
    """A page as the rules of one room see it.

    `labels` are those given by earlier rooms (in the second pass: by all rooms of the first), None where none did. Reads
    are cached; nothing a rule does changes what another sees.
    """

    def __init__(self, page: Page, metadata: Metadata, labels: Sequence[Label | None]) -> None:
        self.blocks = page.blocks
        self.metadata = metadata
        self.labels = labels
        self._scopes = page.scopes
        self._shares = _inside_shares(page)
        self._names: dict[int, Mapping[str, str]] = {-1: {}}
        self._hits: dict[int, Hits] = {}
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
        known = self._chain_names(block.scope)
        found = names & known.keys()
        return known[min(found)] if found else None

    def said(self, block: Block, rule: str, group: str) -> str | None:
        """The first phrase in a block from the list `group` of the table beside `rule`."""
        if block.index not in self._hits:
            self._hits[block.index] = scan(block.text)
        return self._hits[block.index].get((rule, group))

    def fact(self, read: Callable[[View], T]) -> T:
        """What a function reads off the page as a whole (where its headline stands, say), read once for these labels."""
        if read not in self._facts:
            self._facts[read] = read(self)
        return cast(T, self._facts[read])

    def is_inside(self, block: Block) -> bool:
        """Whether the scorer alone would keep a block."""
        return block.score >= INSIDE

    def _chain_names(self, at: int) -> Mapping[str, str]:
        """Name -> token for a scope and those around it; the innermost token wins."""
        if at in self._names:
            return self._names[at]
        scope = self._scopes[at]
        names: Mapping[str, str] = {}
        if self._shares[at] <= WRAPPER_SHARE:
            own = {name: token for token in scope.tokens for name in token_names(token)}
            outer = self._chain_names(scope.parent)
            names = {**outer, **own} if own else outer
        self._names[at] = names
        return names


def _inside_shares(page: Page) -> list[float]:
    """For each scope, the share of the page's inside text (by score) that it holds."""
    chars = [0] * len(page.scopes)
    for block in page.blocks:
        if block.scope >= 0 and block.score >= INSIDE:
            chars[block.scope] += len(block.text)
    for at in range(len(chars) - 1, 0, -1):  # a parent always stands before its children
        if page.scopes[at].parent >= 0:
            chars[page.scopes[at].parent] += chars[at]
    total = max(chars, default=0) or 1
    return [count / total for count in chars]
