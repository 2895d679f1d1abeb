"""What the elements around a block hold: the boxes it lies in, and how far out of the main boxes of the page it stands."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bodycopy.score.places import GROUPS, Array, Nest

# How many elements up the boxes around a block are looked at.
LEVELS = 4
# The main boxes are the smallest elements that hold these shares of the page's running text.
MAIN_SHARES = (0.4, 0.75)

NAMES = (
    *GROUPS,
    "depth",
    *(f"box{level}_{name}" for level in range(LEVELS) for name in ("chars", "links", "blocks", "running", "mean")),
    *(f"out_of_main_{index}" for index in range(len(MAIN_SHARES))),
)


def boxes(nest: Nest, own: NDArray[np.intp], held: Array) -> Array:
    """Blocks x NAMES. `own` is the element of each block, `held` chars, link chars, running chars and blocks in each element,
    a row each.

    The columns of GROUPS are the distances upwards to telling elements; `chars` of a box is a logarithm, `links` the share of
    them in links, `running` its share of the page's running text, `mean` chars of a block in it.
    """
    chars, link_chars, running, count = held
    total = float(running[0]) or 1.0
    told = np.array([np.log1p(chars), link_chars / np.maximum(chars, 1), count, running / total, chars / np.maximum(count, 1)])
    tables: list[NDArray[np.generic]] = [nest.distances()[own], nest.depth[own, None]]
    at = own
    for _ in range(LEVELS):
        tables.append(told.T[at])
        at = nest.above[at]
    for share in MAIN_SHARES:
        main = int(np.flatnonzero(running >= share * running[0])[-1])
        tables.append(nest.steps_out(main)[own, None])
    return np.concatenate(tables, axis=1, dtype=np.float32, casting="same_kind")
