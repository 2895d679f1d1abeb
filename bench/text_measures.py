"""How much of the gold text is in an answer, and how much else: bags of words, shingles, snippets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bench.words import Ratio, Words, fold_spaces, shingles, split_words

SHINGLE = 4


class Snippets(NamedTuple):
    """Snippets of a page: wanted ones found and missed, unwanted ones found and left out."""

    found: int
    missed: int
    leaked: int
    kept_out: int


class ShingleShares(NamedTuple):
    """Shingles of a page by whether the answer (`tp`, `fp`) and the gold (`tp`, `fn`) have them; they add up to 1."""

    tp: float
    fp: float
    fn: float


def word_ratio(gold: Words, ours: Words) -> Ratio:
    """Bag of words: precision and recall; 0 where a side is empty."""
    common = sum((Counter(gold.folded) & Counter(ours.folded)).values())
    return Ratio(common / len(ours.folded) if ours.folded else 0.0, common / len(gold.folded) if gold.folded else 0.0)


def shingle_shares(gold: Words, ours: Words) -> ShingleShares:
    """Multisets of case-sensitive shingles, as article-extraction-benchmark counts them."""
    due, given = Counter(shingles(gold.exact, SHINGLE)), Counter(shingles(ours.exact, SHINGLE))
    common = sum((due & given).values())
    counts = common, given.total() - common, due.total() - common
    total = sum(counts)
    return ShingleShares(*(count / total if total else 0.0 for count in counts))


def mean_shingles(pages: Iterable[ShingleShares]) -> Ratio:
    """Mean precision over the pages that gave something, mean recall over those where something was due."""
    pages = list(pages)
    precisions = [page.tp / (page.tp + page.fp) for page in pages if page.tp + page.fp]
    recalls = [page.tp / (page.tp + page.fn) for page in pages if page.tp + page.fn]
    return Ratio(mean(precisions), mean(recalls))


def segments(text: str, wanted: Iterable[str], unwanted: Iterable[str]) -> Snippets:
    """Snippets as trafilatura's own evaluation finds them: as substrings, white space folded."""
    text = fold_spaces(text)
    found = [fold_spaces(snippet) in text for snippet in wanted]
    leaked = [fold_spaces(snippet) in text for snippet in unwanted]
    return Snippets(sum(found), found.count(False), sum(leaked), leaked.count(False))


def segments_f1(pages: Iterable[Snippets]) -> float:
    """F1 over the snippets of all pages."""
    found, missed, leaked = (sum(column) for column in list(zip(*pages, strict=True))[:3] or ((0,), (0,), (0,)))
    return 2 * found / (2 * found + leaked + missed) if found else 0.0


def leaked_snippets(
    unwanted: Sequence[str], gold: Words | None, ours: Words, by_character: bool
) -> tuple[list[str], list[str]]:
    """The unwanted snippets that are in the answer, and all that count: those that the gold text does not have itself."""
    leaks, counted = [], []
    for snippet in unwanted:
        run = split_words(snippet, by_character).folded
        if not run or (gold and gold.find(run) >= 0):
            continue
        counted.append(snippet)
        if ours.find(run) >= 0:
            leaks.append(snippet)
    return leaks, counted


def mean(values: Sequence[float]) -> float:
    """Mean, 0 for none."""
    return sum(values) / len(values) if values else 0.0
