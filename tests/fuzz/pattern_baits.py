"""Strings that a pattern may take long over, made from its own parse tree.

For every repeat of a pattern: what stands before it, then what it repeats over and over, then something that does not fit. A
pattern that tries every start, every length, or every split of such a string shows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

ALPHABET = " a1A.,-/(:<\n\"é字_+&=@;|)[]{}'!?*#%\\>\t\u00a0\u0301©½x0"
BREAKS = ("", "\0", "!x")
MANY = 12
"""Repeats up to so many times cost a constant, whatever the page."""
MOST_BAITS = 90
MOST_VARIANTS = 4


class Bait(NamedTuple):
    """A string as a function of its length: `start`, then `pump` over and over, then `end`."""

    start: str
    pump: str
    end: str

    def text(self, size: int) -> str:
        return self.start + self.pump * (size // len(self.pump) + 1) + self.end


def baits(pattern: re.Pattern[Any]) -> Iterator[Bait]:
    """The baits for a pattern, each once."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(source, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    yield from islice(dict.fromkeys(_baits(list(tree))), MOST_BAITS)


def _baits(tree: list[Any]) -> Iterator[Bait]:
    for before, inner, after in _repeats(tree, ""):
        for pump in _samples(inner):
            if not pump:
                continue
            for end in BREAKS:
                yield Bait(before, pump, end)
                yield Bait("", pump, end)
            if before:
                yield Bait("", before, "\0")
            yield Bait("", before + pump, "\0")
            yield Bait("", before + pump * 3, "")
            yield Bait("a", pump, after[:1] + "\0")
    whole = next(_samples(tree), "")
    for text in (whole, whole[:-1], whole + " ", whole[:-1] + " "):
        if text:
            yield Bait("", text, "\0")


def _repeats(tree: list[Any], before: str) -> Iterator[tuple[str, list[Any], str]]:
    """Each repeat without a bound: a text that leads to it, what it repeats, and a text that may follow."""
    for at, (code, given) in enumerate(tree):
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            _, most, inner = given
            if most > MANY:
                yield before, list(inner), next(_samples(tree[at + 1 :]), "")
            yield from _repeats(list(inner), before)
        else:
            for branch in _branches(code, given):
                yield from _repeats(branch, before)
        before += next(_samples([(code, given)]), "")


def _branches(code: Any, given: Any) -> list[list[Any]]:
    """What a group, a look-around or an alternation holds."""
    if code is codes.SUBPATTERN:
        return [list(given[-1])]
    if code is codes.BRANCH:
        return [list(branch) for branch in given[1]]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [list(given[1])]
    if code is codes.ATOMIC_GROUP:
        return [list(given)]
    return []


def _samples(tree: list[Any]) -> Iterator[str]:
    """Some texts that fit, the variants of one element at a time."""
    parts = [list(islice(_element(code, given), MOST_VARIANTS)) or [""] for code, given in tree]
    if not parts:
        return
    most = max(map(len, parts))
    for number in range(min(most, MOST_VARIANTS)):
        yield "".join(part[number % len(part)] for part in parts)


def _element(code: Any, given: Any) -> Iterator[str]:
    if code is codes.LITERAL:
        yield chr(given)
    elif code in (codes.NOT_LITERAL, codes.ANY, codes.IN):
        fits = _fitting(code, given)
        yield from filter(fits, ALPHABET)
        if code is codes.IN:
            yield from (chr(low) for kind, low in _edges(given) if fits(chr(low)))
    elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, most, inner = given
        for text in _samples(list(inner)):
            yield text * max(least, min(most, 1))
    elif code not in (codes.ASSERT, codes.ASSERT_NOT):
        branches = _branches(code, given)
        firsts = [list(_samples(branch)) for branch in branches]
        if len(firsts) == 1:
            yield from firsts[0]
        else:
            longest = sorted((texts[0] for texts in firsts if texts), key=len, reverse=True)
            yield from (longest[0], longest[-1], *longest[1:2]) if longest else ()


def _edges(given: Any) -> Iterator[tuple[Any, int]]:
    for kind, value in given:
        if kind is codes.LITERAL:
            yield kind, value
        elif kind is codes.RANGE:
            yield kind, value[0]


CATEGORIES: dict[Any, Callable[[str], bool]] = {
    codes.CATEGORY_DIGIT: str.isdecimal,
    codes.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdecimal(),
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    codes.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    codes.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}


def _fitting(code: Any, given: Any) -> Callable[[str], bool]:
    """Whether a sign is one that an element takes."""
    if code is codes.ANY:
        return lambda sign: sign != "\n"
    if code is codes.NOT_LITERAL:
        return lambda sign: ord(sign) != given
    negated = given[0][0] is codes.NEGATE

    def fits(sign: str) -> bool:
        found = any(
            (kind is codes.LITERAL and ord(sign) == value)
            or (kind is codes.RANGE and value[0] <= ord(sign) <= value[1])
            or (kind is codes.CATEGORY and CATEGORIES[value](sign))
            for kind, value in given
        )
        return found is not negated

    return fits
