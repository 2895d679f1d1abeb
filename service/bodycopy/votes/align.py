"""Finds out which blocks of a page a voter's text consists of.

A voter gives a text, not places. A block counts by the share of its three-word shingles that stand in the text *where
the block ought to stand*: blocks whose words occur once on both sides are anchors, the longest chain of anchors that is in
the same order on both sides is kept, and every other block may only match between its neighbours in that chain. So a
teaser that repeats the first sentence, or a caption that quotes one, is not taken for the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from bodycopy.model import Block

SHINGLE = 3
# A block with fewer words is no anchor: its words may occur anywhere.
ANCHOR_WORDS = 6
# An anchor's words must nearly all be there.
ANCHOR_SHARE = 0.8
# A voter may leave out a phrase inside a block and keep the order of the rest; so many words off are the same place.
SLACK = 3

# Scripts without spaces between words count a character a word.
UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")


def words(text: str) -> list[str]:
    """The words of a text, lower case, without punctuation."""
    return _WORD.findall(text.lower())


def align(blocks: Sequence[Block], text: str) -> tuple[float, ...]:
    """For each block the share of it, 0 to 1, that stands in `text` at its place."""
    there = _Text(text)
    tokens = [words(block.text) for block in blocks]
    copies = Counter(tuple(block_words) for block_words in tokens)
    anchors = [
        (index, place)
        for index, block_words in enumerate(tokens)
        if len(block_words) >= ANCHOR_WORDS and copies[tuple(block_words)] == 1
        if (place := there.place_of(block_words)) is not None
    ]
    chain = _longest_chain(anchors)
    indices = [index for index, _ in chain]
    shares = []
    for index, block_words in enumerate(tokens):
        at = bisect_left(indices, index)
        if at < len(chain) and chain[at][0] == index:
            low, high = chain[at][1] - SLACK, chain[at][1] + len(block_words) + SLACK
        else:
            low = chain[at - 1][1] + len(tokens[chain[at - 1][0]]) - SLACK if at else 0
            high = chain[at][1] + SLACK if at < len(chain) else len(there.words)
        shares.append(there.share(block_words, low, high))
    return tuple(shares)


class _Text:
    """A voter's text, indexed by shingle and by line."""

    def __init__(self, text: str) -> None:
        lines = [words(line) for line in text.splitlines()]
        self.words = [word for line in lines for word in line]
        self.places: dict[tuple[str, ...], list[int]] = {}
        for at in range(len(self.words) - SHINGLE + 1):
            self.places.setdefault(tuple(self.words[at : at + SHINGLE]), []).append(at)
        self.lines: dict[tuple[str, ...], list[int]] = {}
        for start, line in zip(accumulate(map(len, lines), initial=0), lines, strict=False):
            self.lines.setdefault(tuple(line), []).append(start)

    def place_of(self, block: Sequence[str]) -> int | None:
        """Where a block stands, if nearly all of it does and its shingles point to one place."""
        shingles = _shingles(block)
        if sum(shingle in self.places for shingle in shingles) < ANCHOR_SHARE * len(shingles):
            return None
        for at, shingle in enumerate(shingles):
            places = self.places.get(shingle, ())
            if len(places) == 1:
                return places[0] - at
        return None

    def share(self, block: Sequence[str], low: int, high: int) -> float:
        """The share of a block's shingles that stand between two places; a shorter block must be a line of its own."""
        if len(block) < SHINGLE:
            return float(bool(block) and _any_between(self.lines.get(tuple(block), ()), low, high))
        shingles = _shingles(block)
        return sum(_any_between(self.places.get(shingle, ()), low, high) for shingle in shingles) / len(shingles)


def _shingles(block: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(block[at : at + SHINGLE]) for at in range(len(block) - SHINGLE + 1)]


def _any_between(places: Sequence[int], low: int, high: int) -> bool:
    at = bisect_left(places, low)
    return at < len(places) and places[at] < high


def _longest_chain(anchors: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of anchors whose places grow with their indices (patience sorting)."""
    tails: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for at, (_, place) in enumerate(anchors):
        pile = bisect_right(tails, place)
        before.append(tops[pile - 1] if pile else -1)
        if pile == len(tails):
            tails.append(place)
            tops.append(at)
        else:
            tails[pile], tops[pile] = place, at
    chain = []
    at = tops[-1] if tops else -1
    while at >= 0:
        chain.append(anchors[at])
        at = before[at]
    return chain[::-1]
