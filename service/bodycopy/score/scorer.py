"""Blocks and votes -> P(inside) for each block, and the threshold that serves the page best.

Asking for a probability above one half is right for the single block, not for the page: the F1 of a page is highest when
blocks are kept down to half of the F1 that can be reached (Lewis 1995; Lipton, Elkan and Naryanaswamy 2014). So the blocks
are ranked, the expected F1 of each beginning of the ranking is summed up, and the best of them gives the threshold; the
expected F1 itself is an estimate of how good the answer will be.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bodycopy.model import Kind, Page
from bodycopy.score import form
from bodycopy.score.model import TYPE, Model, shipped
from bodycopy.score.page_type import page_type
from bodycopy.score.places import Array

# Whatever is expected of a page: what is surely no article stays out, what surely is one stays in.
MIN_THRESHOLD = 0.08
MAX_THRESHOLD = 0.6

# A page on which no block is likelier to be inside than this has no article: menus, a form, a page that needs scripts.
SURE = 0.25

# Above any score.
NOTHING = 1.01

DIGITS = 4


@dataclass(frozen=True)
class Scorer:
    """The models that weigh the evidence, for pages and for plain text, and the one that tells what kind of page it is."""

    html: Model
    text: Model
    type: Model

    @staticmethod
    def shipped() -> Scorer:
        """The models that came with the package."""
        return Scorer(shipped("html"), shipped("text"), shipped(TYPE))


def score_blocks(page: Page, table: Array, scorer: Scorer | None = None) -> Page:
    """The page with P(inside) on each block, its threshold, its expected F1 and its type (plain text is an article).

    `table` is the evidence on the page, as `features` gives it.
    """
    if not page.blocks:
        return page
    models = scorer or Scorer.shipped()
    chances = _with_captions(page, (models.html if page.scopes else models.text).predict(table))
    expected = expected_f1(chances, np.maximum(table[:, form.NAMES.index("words")], 1.0))
    scores = chances.astype(np.float64).round(DIGITS).tolist()
    blocks = tuple([block.scored(score) for block, score in zip(page.blocks, scores, strict=True)])
    threshold = min(max(expected / 2, MIN_THRESHOLD), MAX_THRESHOLD) if chances.max() >= SURE else NOTHING
    kind = page_type(table, chances, models.type) if page.scopes else page.page_type
    return replace(page, blocks=blocks, threshold=round(threshold, DIGITS), expected_f1=round(expected, DIGITS), page_type=kind)


def _with_captions(page: Page, chances: Array) -> Array:
    """The chances; that of the caption of a data table is no less than the table's, with which it belongs."""
    given = chances.copy()
    for block, after in pairwise(page.blocks):
        if block.kind is Kind.CAPTION and after.kind is Kind.TABLE and block.path.rpartition("/")[0] == after.path:
            given[block.index] = max(chances[block.index], chances[after.index])
    return given


def expected_f1(chances: NDArray[np.float32], words: NDArray[np.float32]) -> float:
    """The highest word F1 that can be expected of any choice of blocks, 0 to 1, given P(inside) and the words of each."""
    order = np.argsort(-chances, kind="stable")
    inside = np.cumsum((chances * words)[order])
    kept = np.cumsum(words[order])
    return float(np.max(2 * inside / (kept + inside[-1])))
