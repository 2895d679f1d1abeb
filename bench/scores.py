"""Everything that is measured of one answer to one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.answers import Answer
from bench.appeals import AppealBlocks, judge_candidates
from bench.field_measures import authors_equal, day_equal, headline_equal, read_moment
from bench.leaks import headline_leaks, leaked_captions, share_present
from bench.pages import Gold, Sample
from bench.text_measures import (
    SHINGLE,
    ShingleShares,
    Snippets,
    leaked_snippets,
    segments,
    shingle_shares,
    word_ratio,
)
from bench.words import Ratio, Words, cut_runs, split_words

# A neutral teaser shorter than this could be cut out of a sentence by chance.
NEUTRAL_WORDS = 3

PERFECT = Ratio(1.0, 1.0)
NOTHING = split_words("")


@dataclass(frozen=True)
class Score:
    """One answer to one page, measured. A field is None where the page has no gold for it.

    `words` and `shingles` are against the gold text; `snippets` are trafilatura's segments; lists hold what leaked or was lost,
    the numbers beside them how many could have.
    """

    key: str
    set: str
    page_type: str | None
    words: Ratio | None = None
    shingles: ShingleShares | None = None
    snippets: Snippets | None = None
    unwanted_leaked: tuple[str, ...] = ()
    unwanted: int = 0
    captions_leaked: tuple[str, ...] = ()
    captions: int = 0
    captions_known: int = 0
    captions_gold: int = 0
    headline_leaked: bool | None = None
    appeals: AppealBlocks = field(default_factory=AppealBlocks)
    headline: bool | None = None
    authors: bool | None = None
    authors_given: bool = False
    day: bool | None = None
    day_given: bool = False
    language: bool | None = None
    trouble: str | None = None

    @property
    def f1(self) -> float:
        """Word F1; for pages with snippets alone, their F1."""
        if self.words is None:
            found, missed, leaked, _ = self.snippets or (0, 0, 0, 0)
            return 2 * found / (2 * found + leaked + missed) if found else 0.0
        return self.words.f1

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Score:
        """From what `dataclasses.asdict` and JSON made of a score."""
        row = dict(row)
        for name, kind in (("words", Ratio), ("shingles", ShingleShares), ("snippets", Snippets)):
            row[name] = kind(*row[name]) if row[name] is not None else None
        appeals = AppealBlocks(**{name: _frozen(value) for name, value in row.pop("appeals").items()})
        return cls(**{name: _frozen(value) for name, value in row.items()}, appeals=appeals)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def score(sample: Sample, answer: Answer, candidates: Sequence[str]) -> Score:
    """Measure an answer; `candidates` are the page's appeal-like blocks."""
    gold = sample.gold
    text = cut_runs(answer.text, gold.neutral, sample.by_character, NEUTRAL_WORDS)
    ours = split_words(text, sample.by_character)
    due = split_words(gold.text or "", sample.by_character)
    leaked, unwanted = leaked_snippets(gold.unwanted, due, ours, sample.by_character)
    snippets = segments(text, gold.wanted, gold.unwanted) if gold.wanted or gold.unwanted else None
    measured = {
        **(_against_text(sample, due, ours, candidates) if gold.text is not None else {}),
        **_fields(gold, answer, sample.language),
    }
    return Score(
        key=sample.key,
        set=sample.set,
        page_type=sample.page_type,
        snippets=snippets,
        unwanted_leaked=tuple(leaked),
        unwanted=len(unwanted),
        captions_gold=len(gold.captions),
        captions_known=sum(_is_known(caption, answer.captions, sample.by_character) for caption in gold.captions),
        trouble=answer.trouble,
        **measured,
    )


def _against_text(sample: Sample, due: Words, ours: Words, candidates: Sequence[str]) -> dict[str, Any]:
    """What needs a gold text. Where that is empty, only an empty answer is right."""
    captions, counted = leaked_captions(sample.gold.captions, due, ours, sample.by_character)
    title = sample.gold.title
    return {
        "words": word_ratio(due, ours) if due.folded or ours.folded else PERFECT,
        "shingles": shingle_shares(due, ours),
        "captions_leaked": tuple(captions),
        "captions": len(counted),
        "headline_leaked": headline_leaks(title, due, ours, sample.by_character) if title else None,
        "appeals": judge_candidates(candidates, due, ours, sample.by_character),
    }


def _fields(gold: Gold, answer: Answer, language: str | None) -> dict[str, Any]:
    """Metadata, where the gold has the field; a day that cannot be read (a bare month) is no gold."""
    day = read_moment(gold.date)
    return {
        "headline": headline_equal(gold.title, answer.headline) if gold.title else None,
        "authors": authors_equal(gold.authors, answer.authors) if gold.authors else None,
        "authors_given": bool(answer.authors),
        "day": day_equal(day, answer.date) if day else None,
        "day_given": bool(answer.date),
        "language": _base(language) == _base(answer.language) if language else None,
    }


def _base(language: str | None) -> str:
    """A language without its region."""
    return (language or "").replace("_", "-").partition("-")[0].lower()


def _is_known(caption: str, images: Sequence[str], by_character: bool) -> bool:
    """Whether an image of the answer carries a gold caption: enough of its words, one way and the other."""
    words = split_words(caption, by_character)
    if len(words.folded) < SHINGLE:
        return any(split_words(image, by_character).folded == words.folded for image in images)
    threshold = 0.8
    return any(
        share_present(words.folded, split_words(image, by_character)) >= threshold
        and share_present(split_words(image, by_character).folded, words) >= threshold
        for image in images
    )
