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
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain

from bodycopy.model import Block
from bodycopy.phrases import TEXTS_REMEMBERED

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
# The same for text without any other letters, in half of the time.
_ASCII_WORD = re.compile("[a-z0-9_]+")


Words = tuple[str, ...]
# For each shingle of a block where in the text it stands, if it does.
Hits = list[list[int] | None]


@lru_cache(maxsize=TEXTS_REMEMBERED)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, lower case, without punctuation."""
    return tuple(_found(text.lower()))


def _found(lowered: str) -> list[str]:
    return (_ASCII_WORD if lowered.isascii() else _WORD).findall(lowered)


def align(blocks: Sequence[Block], text: str) -> tuple[float, ...]:
    """For each block the share of it, 0 to 1, that stands in `text` at its place."""
    there = _Text(text)
    tokens = [words(block.text) for block in blocks]
    found = [there.find(block_words) for block_words in tokens]
    near = [
        (index, place)
        for index, (block_words, hits) in enumerate(zip(tokens, found, strict=True))
        if len(block_words) >= ANCHOR_WORDS and (place := _place(hits)) is not None
    ]
    copies = Counter(tokens[index] for index, _ in near)
    anchors = _longest_chain([(index, place) for index, place in near if copies[tokens[index]] == 1])
    indices = [index for index, _ in anchors]
    shares = []
    for index, block_words in enumerate(tokens):
        at = bisect_left(indices, index)
        if at < len(anchors) and anchors[at][0] == index:
            low, high = anchors[at][1] - SLACK, anchors[at][1] + len(block_words) + SLACK
        else:
            low = anchors[at - 1][1] + len(tokens[anchors[at - 1][0]]) - SLACK if at else 0
            high = anchors[at][1] + SLACK if at < len(anchors) else len(there.words)
        shares.append(there.share(block_words, found[index], low, high))
    return tuple(shares)


class _Text:
    """A voter's text, indexed by shingle and by line."""

    def __init__(self, text: str) -> None:
        lines = [tuple(_found(line)) for line in text.lower().splitlines()]
        self.words = tuple(chain.from_iterable(lines))
        self.places: dict[Words, list[int]] = {}
        for at, shingle in enumerate(_shingles(self.words)):
            self.places.setdefault(shingle, []).append(at)
        self.lines: dict[Words, list[int]] = {}
        for start, line in zip(accumulate(map(len, lines), initial=0), lines, strict=False):
            self.lines.setdefault(line, []).append(start)

    def find(self, block: Words) -> Hits:
        """Where the shingles of a block stand."""
        return list(map(self.places.get, _shingles(block)))

    def share(self, block: Words, hits: Hits, low: int, high: int) -> float:
        """The share of a block's shingles that stand between two places; a shorter block must be a line of its own."""
        if len(block) < SHINGLE:
            return float(bool(block) and _any_between(self.lines.get(block, ()), low, high))
        return sum([_any_between(there, low, high) for there in hits if there]) / len(hits)


def _place(hits: Hits) -> int | None:
    """Where a block stands, if nearly all of it does and its shingles point to one place."""
    if len(hits) - hits.count(None) < ANCHOR_SHARE * len(hits):
        return None
    return next((there[0] - at for at, there in enumerate(hits) if there and len(there) == 1), None)


def _shingles(block: Words) -> Iterator[Words]:
    return zip(*[block[at:] for at in range(SHINGLE)], strict=False)


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
    longest = []
    at = tops[-1] if tops else -1
    while at >= 0:
        longest.append(anchors[at])
        at = before[at]
    return longest[::-1]
