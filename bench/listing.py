"""Lists pages: the worst of a run, and those that two runs differ in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bench.results import OURS, Run
from bench.scores import Score
from bench.table import figures, lay_out

# Two figures of a page that differ by less are the same to a reader.
SAME = 0.0005

PAGE_MEASURES: dict[str, Callable[[Score], float | None]] = {
    "f1": lambda score: score.f1 if score.words or score.snippets else None,
    "precision": lambda score: score.words.precision if score.words else None,
    "recall": lambda score: score.words.recall if score.words else None,
    "unwanted": lambda score: -float(len(score.unwanted_leaked)) if score.unwanted else None,
    "captions": lambda score: -float(len(score.captions_leaked)) if score.captions else None,
    "appeal-leak": lambda score: -float(len(score.appeals.leaked)) if score.appeals.due else None,
    "appeal-strip": lambda score: -float(len(score.appeals.stripped)) if score.appeals.staying else None,
    "headline-leak": lambda score: None if score.headline_leaked is None else -float(score.headline_leaked),
    "headline": lambda score: None if score.headline is None else float(score.headline),
    "authors": lambda score: None if score.authors is None else float(score.authors),
    "day": lambda score: None if score.day is None else float(score.day),
    "language": lambda score: None if score.language is None else float(score.language),
}
"""What pages can be sorted by; the higher the better."""


def print_worst(run: Run, measure: str, sets: Sequence[str], page_type: str | None, count: int, system: str) -> None:
    """The worst pages by one measure, with what went wrong where that is words."""
    take_one = PAGE_MEASURES[measure]
    rows = []
    for score in run.of(system):
        value = take_one(score)
        if value is not None and score.set in sets and (not page_type or score.page_type == page_type):
            rows.append((value, score))
    rows.sort(key=lambda row: (row[0], row[1].key))
    for value, score in rows[:count]:
        if score.words:
            figure = f"F1 {score.f1:.3f}  precision {score.words.precision:.3f}  recall {score.words.recall:.3f}"
        else:
            figure = f"F1 {score.f1:.3f}"
        print(f"{value:7.3f}  {score.key}  {score.page_type or ''}  {figure}  {score.trouble or ''}".rstrip())
        for text in _evidence(measure, score):
            print(f"           {text[:150]}")


def _evidence(measure: str, score: Score) -> Sequence[str]:
    lists = {
        "unwanted": score.unwanted_leaked,
        "captions": score.captions_leaked,
        "appeal-leak": score.appeals.leaked,
        "appeal-strip": score.appeals.stripped,
    }
    return lists.get(measure, ())


def print_comparison(before: Run, after: Run, measure: str, count: int) -> None:
    """The rows of the table that changed, and the pages that got better and worse by one measure."""
    old, new = figures(before), figures(after)
    rows = [["measure", "", "before", "after", "change"]]
    for name, figure in new.items():
        was, is_ = _ours(old.get(name, {})), _ours(figure)
        if was is not None and is_ is not None and abs(was - is_) >= SAME / 5:
            rows.append([name, "", f"{was:.4f}", f"{is_:.4f}", f"{is_ - was:+.4f}"])
    print(f"{before.engine} -> {after.engine}\n{lay_out(rows)}")
    take_one = PAGE_MEASURES[measure]
    known = {score.key: take_one(score) for score in before.of(OURS)}
    changes = [
        (value - was, score.key, was, value)
        for score in after.of(OURS)
        if (value := take_one(score)) is not None and (was := known.get(score.key)) is not None and abs(value - was) > SAME
    ]
    better, worse = sorted((c for c in changes if c[0] > 0), reverse=True), sorted(c for c in changes if c[0] < 0)
    for title, some in (("better", better), ("worse", worse)):
        print(f"\n{len(some)} pages {title} by {measure}, {sum(change[0] for change in some):+.3f} in sum")
        for change, key, was, value in some[:count]:
            print(f"  {change:+.3f}  {was:.3f} -> {value:.3f}  {key}")


def _ours(by_system: dict[str, float]) -> float | None:
    """Our own figure of a row: the first that is named."""
    return by_system.get(OURS, next(iter(by_system.values()), None))
