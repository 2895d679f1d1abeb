"""Where a block stands in the page's outline: the heading above it, and what stands under that heading."""

from __future__ import annotations

import numpy as np

from bodycopy.model import Kind
from bodycopy.score import form
from bodycopy.score.places import Array

MAX_DISTANCE = 50

# What is told of a heading itself: columns of its form.
_LEVEL_LINKS_CHARS = [form.NAMES.index(name) for name in ("level", "link_density", "chars")]

NAMES = ("since_heading", "heading_level", "heading_links", "heading_chars", "under_heading", "under_heading_running")


def outline(forms: Array, running: Array) -> Array:
    """Blocks x NAMES, -1 above the first heading. `forms` are the forms of the blocks (form.py), `running` the running chars of
    each.

    `since_heading` and `under_heading` count blocks; the last is the share of the page's running text under the heading.
    """
    table = np.full((len(forms), len(NAMES)), -1.0, dtype=np.float32)
    starts = np.flatnonzero(forms[:, form.NAMES.index("kind")] == form.KIND_CODES[Kind.HEADING])
    if not len(starts):
        return table
    under = np.diff(starts, append=len(forms))
    share = np.add.reduceat(running, starts, dtype=np.float64) / (float(running.sum()) or 1.0)
    told = np.column_stack([forms[starts][:, _LEVEL_LINKS_CHARS], np.minimum(under, MAX_DISTANCE), share])
    outlined = table[starts[0] :]
    outlined[:, 0] = np.minimum(np.arange(starts[0], len(forms)) - np.repeat(starts, under), MAX_DISTANCE)
    outlined[:, 1:] = np.repeat(told, under, axis=0)
    return table
