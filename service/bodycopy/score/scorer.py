"""Weighs the evidence on each block: a small sum of weights made by hand, squeezed into 0 to 1."""

from __future__ import annotations

from dataclasses import replace
from math import exp

from bodycopy.model import Page
from bodycopy.score.hand import Features, features
from bodycopy.votes import Votes

BIAS = -0.6
TRAFILATURA = 3.0
JSONLD = 3.0
NEIGHBOURS = 1.0
SENTENCE = 0.9
LONG_CHARS, LONG = 200, 0.6
LINKS = -2.5
HIDDEN = -3.0
AROUND = -1.2
HELD = 0.4
# Without the vote of trafilatura the form of the block must carry more.
ALONE = 2.0


def score_blocks(page: Page, votes: Votes) -> Page:
    """The page with P(inside) on each block."""
    rows = features(page, votes)
    return replace(page, blocks=tuple(replace(block, score=_score(row)) for block, row in zip(page.blocks, rows, strict=True)))


def _score(row: Features) -> float:
    form = SENTENCE * row.is_sentence + LONG * (row.chars >= LONG_CHARS) + LINKS * max(0.0, row.link_density - 0.3)
    form += HIDDEN * row.is_hidden + AROUND * row.around + HELD * row.held
    weight = BIAS
    if row.trafilatura is None and row.jsonld is None:
        weight += ALONE * form
    else:
        weight += form
    if row.trafilatura is not None:
        weight += TRAFILATURA * (2 * row.trafilatura - 1) + NEIGHBOURS * (2 * (row.neighbours or 0.0) - 1)
    if row.jsonld is not None:
        weight += JSONLD * (2 * row.jsonld - 1)
    return round(1 / (1 + exp(-weight)), 4)
