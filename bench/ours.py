"""Our own answers, in the form that is measured."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from enum import StrEnum
from functools import cache
from typing import TypeVar

from bench.answers import Answer
from bench.pages import Sample
from bodycopy.errors import BodycopyError
from bodycopy.model import Document, Options, Source, SourceType
from bodycopy.pipeline import extract
from bodycopy.render import article_text
from bodycopy.score.model import KINDS, TYPE
from bodycopy.score.scorer import Scorer
from training.folds import FOLDS, fold_of
from training.store import fold_path, fold_scorer

Given = TypeVar("Given")
Result = TypeVar("Result")


class Scorers(StrEnum):
    """Which models judge the pages: those that are shipped have learned from the very pages that are measured; those of the
    folds each judge the sites they have not seen, and theirs are the figures that count."""

    FOLDS = "folds"
    SHIPPED = "shipped"


def usual_scorers() -> Scorers:
    """The folds' models where all of them were trained on this machine, else those that are shipped."""
    files = (fold_path(kind, fold) for kind in (*KINDS, TYPE) for fold in range(FOLDS))
    return Scorers.FOLDS if all(file.exists() for file in files) else Scorers.SHIPPED


def warm_up() -> None:
    """Load rules, tables and models before processes are forked: all then judge by the files as they were at the start."""
    text = "Nothing to see here."
    extract(Source(f"<p>{text}</p>"))
    extract(Source(text, type=SourceType.TEXT))


def read_page(sample: Sample, scorers: Scorers) -> Document:
    """The page as we see it."""
    return extract(Source(sample.html), Options(url=sample.url), _scorer(sample, scorers))


def ask_ours(sample: Sample, scorers: Scorers) -> Answer:
    """Our text and metadata; an error of our own family is an answer too."""
    try:
        return as_answer(read_page(sample, scorers))
    except BodycopyError as error:
        return Answer(trouble=f"{error.code}: {error.message}")


def ask_plain(page: tuple[Sample, str], scorers: Scorers) -> Answer:
    """Our answer to a page that came as the given plain text."""
    sample, text = page
    try:
        return as_answer(extract(Source(text, type=SourceType.TEXT), scorer=_scorer(sample, scorers)))
    except BodycopyError as error:
        return Answer(trouble=f"{error.code}: {error.message}")


def _scorer(sample: Sample, scorers: Scorers) -> Scorer:
    return _fold_scorer(fold_of(sample.url, sample.key)) if scorers is Scorers.FOLDS else Scorer.shipped()


@cache
def _fold_scorer(fold: int) -> Scorer:
    return fold_scorer(fold)


def as_answer(document: Document) -> Answer:
    """What is measured of a Document."""
    metadata = document.metadata
    return Answer(
        text=article_text(document),
        headline=metadata.headline,
        authors=tuple(person.name for person in metadata.authors),
        date=metadata.date_published,
        language=metadata.language,
        captions=tuple(image.caption for image in metadata.images if image.caption),
    )


def in_processes(work: Callable[[Given], Result], given: Sequence[Given], jobs: int) -> list[Result | str]:
    """What `work` gives for each, in order; where it raises, the last line of its traceback instead."""
    outcomes: list[Result | str] = []
    with ProcessPoolExecutor(jobs) as pool:
        for future in [pool.submit(work, one) for one in given]:
            error = future.exception()
            outcomes.append(future.result() if error is None else _last_line(error))
    return outcomes


def _last_line(error: BaseException) -> str:
    return "".join(traceback.format_exception_only(error)).strip()
