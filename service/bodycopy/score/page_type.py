"""What kind of page it is: trees over the means of its blocks' features, of all blocks and of what is likely to be inside.

The types are those of WCXB (see docs/training.md). Publishers name a page's type seldom, and shops call every page a product.
"""

from __future__ import annotations

import numpy as np

from bodycopy.score import form
from bodycopy.score.model import Model
from bodycopy.score.places import Array

PAGE_TYPES = ("article", "forum", "product", "collection", "listing", "documentation", "service")


def page_type(table: Array, chances: Array, model: Model) -> str:
    """The likeliest type of a page, of PAGE_TYPES; `chances` are P(inside) for the rows of `table`."""
    return PAGE_TYPES[int(np.argmax(model.probabilities(summary(table, chances))[0]))]


def summary(table: Array, chances: Array) -> Array:
    """A page in one row: the means of each feature over its blocks, and over the words that are likely to be inside."""
    weights = chances * np.maximum(table[:, form.NAMES.index("words")], 1.0)
    inside = weights @ table / max(float(weights.sum()), 1e-6)
    return np.concatenate([table.mean(axis=0), inside])[None, :].astype(np.float32)
