"""Means over the blocks around each block."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def mean_around(values: NDArray[Any], width: int) -> NDArray[np.float64]:
    """For each block (a row of `values`, blocks x columns) the means over so many before and after it, its own included."""
    size = len(values)
    summed = np.zeros((size + 1, values.shape[1]))
    np.cumsum(values, axis=0, out=summed[1:])
    at = np.arange(size)
    low, high = np.maximum(at - width, 0), np.minimum(at + width + 1, size)
    means: NDArray[np.float64] = (summed[high] - summed[low]) / (high - low)[:, None]
    return means
