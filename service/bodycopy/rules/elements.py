"""What the elements around blocks are called: their tags, and the names in their classes, ids and roles.

Scopes stand depth first, so what an element says of all inside it is said of one stretch of them; and most names are
nowhere on a page. A question is answered for all scopes at once and remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from bodycopy.model import Page, Scope
from bodycopy.rules.phrases import rules_named
from bodycopy.tokens import TOKENS_REMEMBERED, token_names, token_words

# A scope that holds more than this share of the text the scorer believes in is the article or a wrapper of it; what its
# class says ("newsletter", "related") is said of the page, not of the block.
WRAPPER_SHARE = 0.5

# "has-newsletter", "with-breadcrumbs", "no-sidebar" say what else there is on the page or in the element, and classes for
# scripts what is done with it; the words before these name the element itself.
_HAVING = frozenset({"has", "have", "with", "without", "no", "not", "js"})

NO_RULES: frozenset[str] = frozenset()


class Elements:
    """The elements of a page, the article's own wrappers left out.

    Elements are asked for by the index of their scope; -1, where there is none, has no names.
    """

    def __init__(self, page: Page) -> None:
        self.scopes = page.scopes
        self.chain = chains(page)
        self._ends = _ends(page.scopes)
        self._places: dict[str, list[int]] = {}
        self._tags: dict[str, list[int]] = {}
        for at, scope in enumerate(page.scopes):
            if self.chain[at]:
                self._tags.setdefault(scope.tag, []).append(at)
                for token in scope.tokens:
                    self._places.setdefault(token, []).append(at)
        self._tokens: dict[str, list[str]] = {}
        for token in self._places:
            for name in given_names(token):
                self._tokens.setdefault(name, []).append(token)
        self._known: dict[Hashable, Sequence[str | None]] = {}

    def around(self, at: int) -> Iterator[Scope]:
        """The elements around a place, innermost first, up to but not including the article as a whole."""
        while at >= 0 and self.chain[at]:
            yield self.scopes[at]
            at = self.scopes[at].parent
