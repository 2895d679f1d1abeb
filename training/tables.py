"""Data sets -> tables of blocks: the features of each block, whether it is inside, and how much it weighs.

A block is inside by the share of its words that stand in the gold text *at its place* (`votes.align`): a caption that repeats
a sentence, a teaser of the article in a sidebar or a comment that quotes it are outside. Of some pages only snippets are known
that belong to the article or do not: the blocks that hold them are learned from, with a small weight, the others are not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import html_text
import numpy as np
import trafilatura
from numpy.typing import NDArray

from bench.pages import Gold, Sample
from bodycopy.blocks.text import cut_lines
from bodycopy.decode import decode
from bodycopy.metadata import read_metadata
from bodycopy.model import Block, Metadata, Options, Page, Source
from bodycopy.parse import parse
from bodycopy.pipeline import cut
from bodycopy.score import form
from bodycopy.score.features import features
from bodycopy.votes import Votes, all_votes, cheap_votes, no_votes
from bodycopy.votes.align import align
from training.folds import fold_of

INSIDE = 0.5

# Each page weighs the same: a block by its share of the article's words, but no less than this (short blocks matter to a
# reader more than their words do) and no more than the cap (a page that is one block).
LEAST_WEIGHT = 0.02
MAX_SHARE = 0.5
PAGE_WEIGHT = 10.0
LEAST_WORDS = 60.0
# A block that is only known by a snippet.
SNIPPET_WEIGHT = 0.5
# A block this long may also be a part of a snippet.
PART_CHARS = 25

# Menus of a thousand entries teach no more than some of them.
MAX_OUTSIDE = 2000


@dataclass(frozen=True)
class Table:
    """The blocks of one page, a row each. `share` is how much of each stands in the gold text, NaN where it is not known."""

    key: str
    fold: int
    rows: NDArray[np.float32]
    share: NDArray[np.float32]
    page_type: str | None = None

    @property
    def whole(self) -> bool:
        """Whether the share of every block is known."""
        return bool(len(self.rows)) and not np.isnan(self.share).any()

    def sampled(self, seed: int) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float64]]:
        """Rows, labels and weights to learn from; of very many blocks outside only some, which stand for the others."""
        known = ~np.isnan(self.share)
        if not known.all():
            labels = (self.share[known] >= INSIDE).astype(np.float32)
            return self.rows[known], labels, np.full(len(labels), SNIPPET_WEIGHT)
        inside = self.share >= INSIDE
        words = np.maximum(self.rows[:, form.NAMES.index("words")], 1.0)
        whole = max(float(words[inside].sum()), LEAST_WORDS)
        weights = np.minimum(words / whole, MAX_SHARE).astype(np.float64) * PAGE_WEIGHT + LEAST_WEIGHT
        outside = np.flatnonzero(~inside)
        if len(outside) > MAX_OUTSIDE:
            weights[outside] *= len(outside) / MAX_OUTSIDE
            kept = np.random.default_rng(seed).choice(outside, MAX_OUTSIDE, replace=False)
            chosen = np.sort(np.concatenate([np.flatnonzero(inside), kept]))
            return self.rows[chosen], inside[chosen].astype(np.float32), weights[chosen]
        return self.rows, inside.astype(np.float32), weights


def html_table(sample: Sample) -> Table:
    """The blocks of a page as it was crawled."""
    tree = parse(decode(Source(sample.html)))
    options = Options(url=sample.url)
    metadata = read_metadata(tree, options)
    page = cut(tree, metadata, options)
    if not page.scopes:  # judged as plain text
        page = replace(page, blocks=())
    return _table(sample, sample.key, page, all_votes(tree, page, cheap_votes(page, metadata)), metadata)


def text_tables(sample: Sample) -> list[Table]:
    """The blocks of a page as two other tools give it out in plain text: whole, and half cleaned."""
    source = decode(Source(sample.html))
    given: dict[str, Callable[[], Any]] = {
        "html_text": partial(html_text.extract_text, source),
        "favor_recall": partial(trafilatura.extract, source, favor_recall=True, include_comments=False, deduplicate=False),
    }
    tables = []
    for tool, make in given.items():
        text = make()
        if text:
            tables.append(_table(sample, f"{sample.key}#{tool}", cut_lines(text), no_votes(), Metadata()))
    return tables


def _table(sample: Sample, key: str, page: Page, votes: Votes, metadata: Metadata) -> Table:
    share = align(page.blocks, sample.gold.text) if sample.gold.text else by_snippets(page, sample.gold)
    return Table(
        key,
        fold_of(sample.url, sample.key),
        features(page, votes, metadata),
        np.array(share, dtype=np.float32),
        sample.page_type,
    )


def by_snippets(page: Page, gold: Gold) -> list[float]:
    """For each block 1 if it holds a snippet of the article, 0 if one that is not of it, else NaN."""
    wanted, unwanted = ([fold_space(snippet) for snippet in snippets] for snippets in (gold.wanted, gold.unwanted))
    return [1.0 if _holds(block, wanted) else 0.0 if _holds(block, unwanted) else math.nan for block in page.blocks]


def _holds(block: Block, snippets: Sequence[str]) -> bool:
    text = fold_space(block.text)
    return any(snippet in text or (len(text) > PART_CHARS and text in snippet) for snippet in snippets)


def fold_space(text: str) -> str:
    """Text with its white space folded."""
    return " ".join(text.split())


def tables(kind: str, samples: Sequence[Sample], jobs: int) -> list[Table]:
    """The tables of many pages, in order; text tables only of articles whose whole text is known."""
    with ProcessPoolExecutor(jobs) as pool:
        if kind == "html":
            return list(pool.map(html_table, samples, chunksize=8))
        articles = [sample for sample in samples if sample.gold.text and sample.page_type in (None, "article")]
        return [table for found in pool.map(text_tables, articles, chunksize=8) for table in found]
