"""The rows of the table: what each is called, over which pages it goes, how it is taken, and what is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bench.scores import Score
from bench.text_measures import mean, mean_shingles, segments_f1

Scores = Sequence[Score]


@dataclass(frozen=True)
class Value:
    """A measured figure and what it was taken over: pages for a mean, counted things (`of`) for a share."""

    figure: float
    of: int
    hits: int | None = None


@dataclass(frozen=True)
class Measure:
    """A row. `goal` is what the first milestone asks for, `aim` what is wanted in the end; `less` tells that less is better,
    `own` that only we give the thing measured."""

    name: str
    sets: str
    take: Callable[[Scores], Value]
    goal: float | None = None
    aim: float | None = None
    less: bool = False
    plain: str | None = None
    own: bool = False

    def meets(self, figure: float, wanted: float | None) -> bool | None:
        """Whether a figure is as good as wanted; None where nothing is asked."""
        if wanted is None:
            return None
        return figure <= wanted if self.less else figure >= wanted


def _mean_of(pick: Callable[[Score], float | None]) -> Callable[[Scores], Value]:
    def take(scores: Scores) -> Value:
        values = [value for score in scores if (value := pick(score)) is not None]
        return Value(mean(values), len(values))

    return take


def _share_of(hits: Callable[[Score], int], of: Callable[[Score], int]) -> Callable[[Scores], Value]:
    def take(scores: Scores) -> Value:
        counted, found = sum(map(of, scores)), sum(map(hits, scores))
        return Value(found / counted if counted else 0.0, counted, found)

    return take


def _right(field: Callable[[Score], bool | None], given: Callable[[Score], bool] = lambda _: True) -> Callable[[Scores], Value]:
    """The share of pages whose field is right, among those that have gold for it (and, for precision, an answer)."""
    return _share_of(lambda score: bool(field(score) and given(score)), lambda score: field(score) is not None and given(score))


def shingle_f1(scores: Scores) -> Value:
    shares = [score.shingles for score in scores if score.shingles]
    return Value(mean_shingles(shares).f1, len(shares))


def segment_f1(scores: Scores) -> Value:
    counted = [score.snippets for score in scores if score.snippets]
    return Value(segments_f1(counted), len(counted))


word_f1 = _mean_of(lambda score: score.words.f1 if score.words else None)
word_precision = _mean_of(lambda score: score.words.precision if score.words else None)
word_recall = _mean_of(lambda score: score.words.recall if score.words else None)
unwanted_leak = _share_of(lambda score: len(score.unwanted_leaked), lambda score: score.unwanted)
caption_leak = _share_of(lambda score: len(score.captions_leaked), lambda score: score.captions)
captions_known = _share_of(lambda score: score.captions_known, lambda score: score.captions_gold)
headline_leak = _right(lambda score: score.headline_leaked)
appeal_leak = _share_of(lambda score: len(score.appeals.leaked), lambda score: score.appeals.due)
appeal_strip = _share_of(lambda score: len(score.appeals.stripped), lambda score: score.appeals.staying)
headline_right = _right(lambda score: score.headline)
authors_right = _right(lambda score: score.authors)
authors_precision = _right(lambda score: score.authors, lambda score: score.authors_given)
day_right = _right(lambda score: score.day)
day_precision = _right(lambda score: score.day, lambda score: score.day_given)
language_right = _right(lambda score: score.language)


def select(measure: Measure, scores: Iterable[Score]) -> list[Score]:
    """The scores that a row goes over: `wcxb-dev`, `wcxb-dev:article`, several joined by `+`."""
    wanted = [part.partition(":") for part in measure.sets.split("+")]
    return [
        score
        for score in scores
        if any(score.set == name and (not kind or score.page_type == kind) for name, _, kind in wanted)
    ]
