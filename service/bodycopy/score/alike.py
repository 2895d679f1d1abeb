"""The template a block is made by (its kind, the elements around it) and what else is made by it; copies of its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from bodycopy.model import Block
from bodycopy.score.places import Array, Nest

# Class tokens that tell of a template; those after them tell one block of it from the other.
TOKENS = 2
# A template is told by so many elements around a block.
ELEMENTS = 3

NAMES = ("like_it", "like_it_chars", "like_it_links", "like_it_running", "copies", "is_copy")


def alike(blocks: Sequence[Block], nest: Nest | None, own: NDArray[np.intp], told: Array) -> Array:
    """Blocks x NAMES. `own` is the element of each block, `told` chars, share of links and whether it is running text, a row
    each.

    Of the blocks made by the same template: their number, and the means of what is told of them. `copies` counts the blocks
    with the same text, `is_copy` is 1 where it stood before.
    """
    numbers: dict[object, int] = {}
    group = np.array([numbers.setdefault(key, len(numbers)) for key in _templates(blocks, nest, own)], dtype=np.intp)
    count = np.bincount(group)
    means = [(np.bincount(group, weights=values) / count)[group] for values in told]
    firsts: dict[str, int] = {}
    first = np.array([firsts.setdefault(block.text, at) for at, block in enumerate(blocks)], dtype=np.intp)
    is_copy = first != np.arange(len(blocks))
    return np.array([count[group], *means, np.bincount(first)[first], is_copy], dtype=np.float32).T


def _templates(blocks: Sequence[Block], nest: Nest | None, own: NDArray[np.intp]) -> Iterable[object]:
    """For each block its kind and level, and how the elements around it look."""
    kinds, levels = [block.kind for block in blocks], [block.level for block in blocks]
    if nest is None:
        return zip(kinds, levels, strict=True)
    numbers: dict[tuple[str, tuple[str, ...]], int] = {}
    looks = [numbers.setdefault((tag, tokens[:TOKENS]), len(numbers)) for tag, tokens, _ in nest.makes]
    look = np.array(looks, dtype=np.intp)[nest.make]
    around = [own]
    for _ in range(ELEMENTS - 1):
        around.append(nest.above[around[-1]])
    return zip(kinds, levels, *(look[at].tolist() for at in around), strict=True)
