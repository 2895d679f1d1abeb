"""The votes as numbers: who took a block, how much of the page's running text each voter took, how far the nearest is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bodycopy.score.places import Array

MAX_DISTANCE = 50
TAKEN = 0.5


def vote(given: Sequence[float] | None, size: int) -> Array:
    """The share of each of `size` blocks that a voter took, -1 where it abstains."""
    return np.array(given, dtype=np.float32) if given else np.full(size, -1.0, dtype=np.float32)


def voted(vote: Array, running: Array) -> Array:
    """How much of the page's running text a voter took, the same for all blocks; -1 where it abstains."""
    total = float(running.sum()) or 1.0
    share = float((running * (vote >= TAKEN)).sum()) / total if vote[0] >= 0 else -1.0
    return np.full(len(running), share, dtype=np.float32)


def from_voted(vote: Array) -> list[Array]:
    """How many blocks before and after each the nearest is that a voter took."""
    taken = vote >= TAKEN
    at = np.arange(len(vote), dtype=np.float32)
    before = np.maximum.accumulate(np.where(taken, at, -np.inf))
    after = np.minimum.accumulate(np.where(taken, at, np.inf)[::-1])[::-1]
    return [np.minimum(at - before, MAX_DISTANCE).astype(np.float32), np.minimum(after - at, MAX_DISTANCE).astype(np.float32)]
