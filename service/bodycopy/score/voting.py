"""The votes as numbers: who took a block, how much of the page's running text each voter took, how far the nearest is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bodycopy.model import Block
from bodycopy.score.places import Array

MAX_DISTANCE = 50


def vote(given: Sequence[float] | None, blocks: Sequence[Block]) -> Array:
    """The share of each block that a voter took, -1 where it abstains."""
    return np.array(given, dtype=np.float32) if given else np.full(len(blocks), -1.0, dtype=np.float32)


def voted(trafilatura: Array, jsonld: Array, running: Array) -> list[Array]:
    """How much of the running text each voter took, and how far the next block is that trafilatura took."""
    total = float(running.sum()) or 1.0
    taken = trafilatura >= 0.5
    size = len(running)
    at = np.arange(size, dtype=np.float32)
    before = np.maximum.accumulate(np.where(taken, at, -np.inf))
    after = np.minimum.accumulate(np.where(taken, at, np.inf)[::-1])[::-1]
    shares = [float((running * (vote >= 0.5)).sum()) / total if vote[0] >= 0 else -1.0 for vote in (trafilatura, jsonld)]
    return [
        *(np.full(size, share, dtype=np.float32) for share in shares),
        np.minimum(at - before, MAX_DISTANCE).astype(np.float32),
        np.minimum(after - at, MAX_DISTANCE).astype(np.float32),
    ]
