"""Where a block stands in the page's outline: the heading above it, and what stands under that heading."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from bodycopy.model import Block, Kind
from bodycopy.score.places import Array

MAX_DISTANCE = 50

NAMES = ("since_heading", "heading_level", "heading_links", "heading_chars", "under_heading", "under_heading_running")


def outline(blocks: Sequence[Block], running: Array) -> Array:
    """Blocks x NAMES, -1 above the first heading. `running` are the running chars of each block.

    `since_heading` and `under_heading` count blocks; the last is the share of the page's running text under the heading.
    """
    table = np.full((len(blocks), len(NAMES)), -1.0, dtype=np.float32)
    starts = [block.index for block in blocks if block.kind is Kind.HEADING]
    total = float(running.sum()) or 1.0
    for start, stop in pairwise([*starts, len(blocks)]):
        heading = blocks[start]
        under = float(running[start:stop].sum()) / total
        table[start:stop, 0] = np.minimum(np.arange(stop - start), MAX_DISTANCE)
        table[start:stop, 1:] = (
            heading.level, heading.link_density, len(heading.text), min(stop - start, MAX_DISTANCE), under,
        )  # fmt: skip
    return table
