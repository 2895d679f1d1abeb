"""What the elements around blocks are called: their tags, and the names in their classes, ids and roles.

Scopes stand depth first, so what an element says of all inside it is said of one stretch of them; and most names are
nowhere on a page. A question is answered for all places at once and remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cache, lru_cache

from bodycopy.model import Page, Scope
from bodycopy.phrases import rules_by_name
from bodycopy.score.places import ends_of
from bodycopy.tokens import NAME_WORDS, TOKENS_REMEMBERED, names_of, token_words

# A scope that holds more than this share of the text the scorer believes in is the article or a wrapper of it; what its
# class says ("newsletter", "related") is said of the page, not of the block.
WRAPPER_SHARE = 0.5

# "has-newsletter", "with-breadcrumbs" and "no-sidebar" say what else there is in the element or on the page, "js-..." what a
# script does with it; only the words before these name the element itself.
_HAVING = frozenset({"has", "with", "without", "no", "js"})

_NO_RULES: frozenset[str] = frozenset()


class Elements:
    """The elements of a page by the index of their scope, the article's own wrappers left out; -1 has no element."""

    def __init__(self, page: Page) -> None:
        self._scopes = page.scopes
        self._asked = [share <= WRAPPER_SHARE for share in inside_shares(page)]
        self._ends = ends_of([scope.parent for scope in page.scopes])
        self._tags: dict[str, list[int]] = {}
        self._places: dict[str, list[int]] = {}
        for at, scope in enumerate(page.scopes):
            if self._asked[at]:
                self._tags.setdefault(scope.tag, []).append(at)
                for token in scope.tokens:
                    self._places.setdefault(token, []).append(at)
        self._tokens: dict[str, list[str]] = {}
        for token in self._places:
            for name in _table_names(token):
                self._tokens.setdefault(name, []).append(token)
        self._known: dict[Hashable, Sequence[str | None]] = {}
        # For each place the rules whose tables have a name of an element around it, and what keeps that from being seen.
        self.rules = self._knowing_rules()
        self.hidden = self._spread(
            {at: scope.hidden for at, scope in enumerate(self._scopes) if scope.hidden and self._asked[at]}
        )

    def around(self, at: int) -> Iterator[Scope]:
        """The elements around a place, innermost first, up to but not including the article as a whole."""
        while at >= 0 and self._asked[at]:
            yield self._scopes[at]
            at = self._scopes[at].parent

    def all_around(self, at: int) -> Iterator[Scope]:
        """The elements around a place, innermost first, up to the root."""
        while at >= 0:
            yield self._scopes[at]
            at = self._scopes[at].parent

    def tagged(self, tags: tuple[str, ...]) -> Sequence[str | None]:
        """For each place the nearest of some tags around it."""
        if tags not in self._known:
            self._known[tags] = self._spread({at: tag for tag in tags for at in self._tags.get(tag, ())})
        return self._known[tags]

    def named(self, names: frozenset[str]) -> Sequence[str | None]:
        """For each place the nearest token around it that contains one of some names as whole words."""
        if names not in self._known:
            listed = sorted(names.intersection(self._tokens) if _in_tables(names) else names, reverse=True)
            found = [token for name in listed for token in self._called(name)]
            self._known[names] = self._spread({at: token for token in found for at in self._places[token]})
        return self._known[names]

    def _called(self, name: str) -> Sequence[str]:
        """The tokens that contain a name."""
        return self._tokens.get(name) or [token for token in self._places if name in given_names(token)]

    def marked(self, test: Callable[[str], object]) -> Sequence[str | None]:
        """For each place the nearest token around it that a test of tokens is true of."""
        if test not in self._known:
            found = [token for token in self._places if test(token)]
            self._known[test] = self._spread({at: token for token in found for at in self._places[token]})
        return self._known[test]

    def _knowing_rules(self) -> Sequence[frozenset[str]]:
        own: dict[int, frozenset[str]] = {}
        for name in self._tokens:
            for token in self._tokens[name]:
                for at in self._places[token]:
                    own[at] = own.get(at, _NO_RULES) | rules_by_name()[name]
        spread = [_NO_RULES] * (len(self._scopes) + 1)
        for at in sorted(own):
            spread[at : self._ends[at]] = [spread[at] | own[at]] * (self._ends[at] - at)
        return spread

    def _spread(self, said: dict[int, str]) -> Sequence[str | None]:
        """What some elements say, said of all within them unless one further in says something else; None at the end."""
        spread: list[str | None] = [None] * (len(self._scopes) + 1)
        for at in sorted(said):
            spread[at : self._ends[at]] = [said[at]] * (self._ends[at] - at)
        return spread


@lru_cache(maxsize=TOKENS_REMEMBERED)
def given_names(token: str) -> frozenset[str]:
    """The names that a token gives to its element: runs of one to three of its words, joined by hyphens."""
    return names_of(_own_words(token))


def _own_words(token: str) -> tuple[str, ...]:
    """The words of a token that speak of the element itself."""
    words = token_words(token)
    return words if _HAVING.isdisjoint(words) else words[: next(at for at, word in enumerate(words) if word in _HAVING)]


@lru_cache(maxsize=TOKENS_REMEMBERED)
def _table_names(token: str) -> frozenset[str]:
    """Those of a token's names that any table knows: most have none, and none of the words that such a name begins with."""
    first = _first_words()
    words = _own_words(token)
    if first.isdisjoint(words):
        return _NO_RULES
    known = rules_by_name()
    runs = ["-".join(words[at : at + length]) for at, word in enumerate(words) if word in first for length in NAME_WORDS]
    return frozenset([name for name in runs if name in known])


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.partition("-")[0] for name in rules_by_name())


@cache
def _in_tables(names: frozenset[str]) -> bool:
    return names.issubset(rules_by_name())


def inside_shares(page: Page) -> list[float]:
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
