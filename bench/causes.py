"""Why words are lost: the rules that took out what the gold has, the kinds of blocks kept that it has not.

Word F1 is 1 - (extra + missing) / (gold + answer) words, so each wrong word has a price, and the loss of a set of pages is
the sum over causes; what no block explains (words repeated, or in no block at all) is a cause of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bench.appeals import read_pattern
from bench.ours import Scorers, in_processes, read_page, warm_up
from bench.pages import Sample
from bench.truth import SCORE, Balance, Judged, judge_blocks, weigh
from bodycopy.errors import BodycopyError
from bodycopy.model import Label

KEPT = "kept"
REMOVED = "removed"
UNEXPLAINED_EXTRA = f"{KEPT}: twice, or no block explains it"
UNEXPLAINED_MISSING = f"{REMOVED}: no block has it"


@dataclass(frozen=True)
class JudgedPage:
    """A page's blocks that a rule removed, or that are on the wrong side; and the page's balance of words."""

    sample: Sample
    blocks: tuple[Judged, ...]
    balance: Balance


@dataclass
class Cause:
    """A cause of losses: its price in word F1 (summed over pages), its pages, and the blocks, dearest first."""

    loss: float = 0.0
    pages: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    blocks: list[tuple[float, Judged]] = field(default_factory=list)


def judge_pages(samples: Sequence[Sample], folder: Path, jobs: int, scorers: Scorers) -> list[JudgedPage]:
    """All pages that have a gold text, judged block by block."""
    warm_up()
    known = [sample for sample in samples if sample.gold.text is not None]
    pages = in_processes(partial(judge_page, pattern=read_pattern(folder), scorers=scorers), known, jobs)
    return [page for page in pages if isinstance(page, JudgedPage)]


def judge_page(sample: Sample, pattern: re.Pattern[str], scorers: Scorers) -> JudgedPage | None:
    """One page; None where we could not read it."""
    try:
        document = read_page(sample, scorers)
    except BodycopyError:
        return None
    judged = judge_blocks(sample, document, pattern)
    return JudgedPage(sample, tuple(one for one in judged if _matters(one)), weigh(sample, document))


def find_causes(pages: Iterable[JudgedPage]) -> dict[str, Cause]:
    """The losses of all pages by cause."""
    causes: dict[str, Cause] = defaultdict(Cause)
    for page in pages:
        price = 1 / max(1, page.balance.gold + page.balance.answer)
        kept = [(one, one.words - one.inside) for one in page.blocks if one.block.label is Label.BODY]
        removed = [(one, one.lost) for one in page.blocks if one.block.label is not Label.BODY]
        _share_out(causes, page, kept, page.balance.extra, price, UNEXPLAINED_EXTRA)
        _share_out(causes, page, removed, page.balance.missing, price, UNEXPLAINED_MISSING)
    return causes


def name_cause(one: Judged) -> str:
    """The cause that a wrong block is booked under."""
    if one.block.label is Label.BODY:
        return f"{KEPT}: {one.what}"
    return f"{REMOVED}: {SCORE}, {one.what}" if one.rule == SCORE else f"{REMOVED}: {one.rule}"


def _matters(one: Judged) -> bool:
    return one.rule != SCORE or one.inside > 0


def _share_out(
    causes: dict[str, Cause], page: JudgedPage, blocks: Sequence[tuple[Judged, int]], wrong: int, price: float, rest: str
) -> None:
    """Book the wrong words of a page: on its blocks as far as they have them, the rest as unexplained."""
    found = sum(words for _, words in blocks)
    scale = min(1.0, wrong / found) if found else 0.0
    for one, words in blocks:
        if words:
            cause = causes[name_cause(one)]
            cause.loss += words * scale * price
            cause.pages[one.key] += words * scale * price
            cause.blocks.append((words * scale * price, one))
    if (left := wrong - found * scale) >= 1:
        causes[rest].loss += left * price
        causes[rest].pages[page.sample.key] += left * price
