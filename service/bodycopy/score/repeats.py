"""What is made again and again: posts of a thread, cards of a list, and the one box that holds an article.

Elements with the same tag and the same class words under one parent are a row. A block is shown the nearest row around it
and the outermost one: how many there are of it, how large they are, how much of the page's running text they hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bodycopy.model import Scope
from bodycopy.score.places import Array
from bodycopy.tokens import TOKENS_REMEMBERED, token_words

# So many of a kind are a row.
ROW = 3

# Digits and what comes after the first words tell one of a row from the other ("post-123 status-publish tag-dogs").
TOKENS = 2
WORDS = 6

_OF_ROW = ("count", "chars", "running", "blocks", "links", "share")
NAMES = (
    *(f"row_{name}" for name in ("level", *_OF_ROW)),
    *(f"outer_row_{name}" for name in ("level", *_OF_ROW)),
    "same_place",
    "same_place_running",
)

Signature = tuple[str, tuple[str, ...]]


def repeats(scopes: Sequence[Scope], own: NDArray[np.intp], held: Array, running: Array) -> Array:
    """Blocks x NAMES. `own` is the scope of each block, `held` chars, link chars, running chars and blocks of each scope,
    `running` the running chars of each block.

    Of a row: `level` elements up it is (-1: none), `count` of its elements, mean `chars` and `blocks` of them, `running` is the
    share of the page's running text in the whole row, `links` the share of links in it, `share` how much running text this
    element has against the mean. `same_place` counts the blocks whose element and its parent look like this block's,
    `same_place_running` is their share of the running text.
    """
    total = max(float(held[0, 2]), 1.0)
    numbers: dict[Signature, int] = {}
    signatures = [numbers.setdefault(_signature(scope.tag, scope.tokens[:TOKENS]), len(numbers)) for scope in scopes]
    told = _rows(scopes, signatures, held, total)
    depth = np.array([scope.depth for scope in scopes], dtype=np.float32)
    columns: list[Array] = []
    for row in _nearest(scopes, told[:, 0]):
        at = row[own]
        columns.append(np.where(at < 0, -1.0, depth[own] - depth[at])[:, None])
        columns.append(np.where(at[:, None] < 0, -1.0, told[at]))
    looks = np.array(signatures, dtype=np.intp)
    above = np.array([max(scope.parent, 0) for scope in scopes], dtype=np.intp)
    _, place = np.unique(looks[own] * len(numbers) + looks[above[own]], return_inverse=True)
    same = np.bincount(place)[place], (np.bincount(place, weights=running) / total)[place]
    return np.column_stack([*columns, *same]).astype(np.float32)


@lru_cache(maxsize=TOKENS_REMEMBERED)
def _signature(tag: str, tokens: tuple[str, ...]) -> Signature:
    return tag, tuple(word for token in tokens for word in token_words(token))[:WORDS]


def _rows(scopes: Sequence[Scope], signatures: Sequence[int], held: Array, running: float) -> Array:
    """For each element its row's figures, in the order of _OF_ROW."""
    numbers: dict[tuple[int, int], int] = {}
    row_of = np.array(
        [
            numbers.setdefault((scope.parent, signature if chars else -1), len(numbers))
            for scope, signature, chars in zip(scopes, signatures, held[:, 0].tolist(), strict=True)
        ],
        dtype=np.intp,
    )
    count = np.bincount(row_of).astype(np.float64)
    chars, links, runs, blocks = (np.bincount(row_of, weights=held[:, column]) for column in range(4))
    of_row = np.stack([count, chars / count, runs / running, blocks / count, links / np.maximum(chars, 1)], axis=1)[row_of]
    share = held[:, 2] / np.maximum((runs / count)[row_of], 1)
    table = np.column_stack([of_row, share])
    table[held[:, 0] == 0] = 0
    return table.astype(np.float32)


def _nearest(scopes: Sequence[Scope], count: Array) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """For each element the nearest and the outermost element around it, itself included, that is one of a row; -1: none."""
    near: list[int] = []
    outer: list[int] = []
    for at, (scope, of_kind) in enumerate(zip(scopes, count.tolist(), strict=True)):
        around, outermost = (near[scope.parent], outer[scope.parent]) if scope.parent >= 0 else (-1, -1)
        is_row = of_kind >= ROW
        near.append(at if is_row else around)
        outer.append(at if is_row and outermost < 0 else outermost)
    return np.array(near, dtype=np.intp), np.array(outer, dtype=np.intp)
