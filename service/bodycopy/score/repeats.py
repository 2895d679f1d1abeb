"""What is made again and again: posts of a thread, cards of a list, and the one box that holds an article.

Elements with the same tag and the same class words under one parent are a row. A block is shown the nearest row around it
and the outermost one: how many there are of it, how large they are, how much of the page's running text they hold.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bodycopy.score.places import Array, Nest
from bodycopy.tokens import TOKENS_REMEMBERED, token_words

# So many of a kind are a row.
ROW = 3

# Digits and what comes after the first words tell one of a row from the other ("post-123 status-publish tag-dogs").
TOKENS = 2
WORDS = 6

# In place of an element: the last of a table.
NONE = -1

_OF_ROW = ("count", "chars", "running", "blocks", "links", "share")
NAMES = (
    *(f"row_{name}" for name in ("level", *_OF_ROW)),
    *(f"outer_row_{name}" for name in ("level", *_OF_ROW)),
    "same_place",
    "same_place_running",
)

Signature = tuple[str, tuple[str, ...]]


def repeats(nest: Nest, own: NDArray[np.intp], held: Array, running: Array) -> Array:
    """Blocks x NAMES. `own` is the element of each block, `held` chars, link chars, running chars and blocks in each element,
    a row each, `running` the running chars of each block.

    Of a row: `level` elements up it is (-1: none), `count` of its elements, mean `chars` and `blocks` of them, `running` is the
    share of the page's running text in the whole row, `links` the share of links in it, `share` how much running text this
    element has against the mean. `same_place` counts the blocks whose element and its parent look like this block's,
    `same_place_running` is their share of the running text.
    """
    total = max(float(held[2, 0]), 1.0)
    numbers: dict[Signature, int] = {}
    signatures = [numbers.setdefault(_signature(tag, tokens[:TOKENS]), len(numbers)) for tag, tokens, _ in nest.makes]
    looks = np.array(signatures, dtype=np.intp)[nest.make]
    under = nest.above * len(numbers) + looks
    under[0] = -1
    told = _rows(under, held, total)
    columns: list[NDArray[Any]] = []
    for row in _nearest(nest, told[0, :-1] >= ROW):
        at = row[own]
        columns += [np.where(at == NONE, -1, nest.depth[own] - nest.depth[at]), *told.take(at, axis=1)]
    _, place = np.unique(looks[own] * len(numbers) + looks[nest.above[own]], return_inverse=True)
    columns += [np.bincount(place)[place], (np.bincount(place, weights=running) / total)[place]]
    return np.array(columns, dtype=np.float32).T


@lru_cache(maxsize=TOKENS_REMEMBERED)
def _signature(tag: str, tokens: tuple[str, ...]) -> Signature:
    return tag, tuple(word for token in tokens for word in token_words(token))[:WORDS]


def _rows(kinds: NDArray[np.intp], held: Array, running: float) -> NDArray[np.float64]:
    """_OF_ROW x elements, and NONE after the last element; what is of one kind is a row."""
    _, row_of = np.unique(kinds, return_inverse=True)
    count = np.bincount(row_of)
    chars, links, runs, blocks = (np.bincount(row_of, weights=one) for one in held)
    of_row = np.array([count, chars / count, runs / running, blocks / count, links / np.maximum(chars, 1)])
    table = np.full((len(_OF_ROW), len(kinds) + 1), -1.0)
    table[:-1, :-1] = of_row.take(row_of, axis=1)
    table[-1, :-1] = held[2] / np.maximum(runs / count, 1)[row_of]
    return table


def _nearest(nest: Nest, is_row: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """For each element the nearest and the outermost element around it, itself included, that is one of a row, or NONE."""
    near = outer = np.where(is_row, np.arange(len(is_row)), NONE)
    above = nest.above
    # What is known so many levels up is known twice as many levels up, until all that is above is the root.
    while above.any():
        near = np.where(near == NONE, near[above], near)
        outer = np.where(outer[above] == NONE, outer, outer[above])
        above = above[above]
    return near, outer
