"""Holds each block of a page against the gold text: how many of its words are there, and what it is if they are not.

This looks at blocks, the table of measures at whole texts; it is for those who write rules, and for finding causes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bench.leaks import PRESENT, share_present
from bench.pages import Gold, Sample
from bench.scores import NEUTRAL_WORDS
from bench.text_measures import SHINGLE
from bench.words import Words, cut_runs, shingles, split_words
from bodycopy.model import Block, Document, Kind, Label
from bodycopy.render import article_text

# The verdict of blocks that no rule took out.
SCORE = "score"

# Shares of a block's words in the gold text between which the block was cut too coarsely, so that no verdict is right.
MOSTLY_OUTSIDE = 0.2
MOSTLY_INSIDE = 0.8

LINKS = 0.5
BYLINE_WORDS = 15
SHORT_WORDS = 10


@dataclass(frozen=True)
class Judged:
    """A block and how many of its `words` the gold text has; `lost` are those of them that a removed block took with it,
    not to be found elsewhere in the answer; `what` says what kind of thing it seems to be.

    It is `decisive` if a rule took it out though its score alone would have kept it: there the rule changed the answer.
    """

    key: str
    block: Block
    words: int
    inside: int
    lost: int
    what: str
    decisive: bool

    @property
    def rule(self) -> str:
        """The rule that took it out, or `body`."""
        return self.block.verdict.rule if self.block.verdict else str(Label.BODY)


@dataclass(frozen=True)
class Balance:
    """Bags of words of a page: gold, answer, and what is extra and missing in the answer.

    1 - F1 = (extra + missing) / (gold + answer), so that each word has its price.
    """

    gold: int
    answer: int
    extra: int
    missing: int


class GoldText:
    """A gold text that can be asked which words of a block it has."""

    def __init__(self, gold: Gold, by_character: bool) -> None:
        self.gold = gold
        self.by_character = by_character
        self.words = split_words(gold.text or "", by_character)
        lines = (gold.text or "").splitlines()
        self._lines = frozenset(split_words(line, by_character).folded for line in lines)

    @cached_property
    def captions(self) -> list[Words]:
        """The gold captions."""
        return [split_words(caption, self.by_character) for caption in self.gold.captions]

    @cached_property
    def title(self) -> Sequence[str]:
        """The words of the gold headline."""
        return split_words(self.gold.title or "", self.by_character).folded

    def count_inside(self, words: Sequence[str], besides: GoldText | None = None) -> int:
        """How many words of a block lie in shingles that the gold has (and the text `besides` has not). Blocks too short for
        one must be lines of the gold: a word or two occur anywhere by chance."""
        if len(words) < SHINGLE:
            return len(words) if tuple(words) in self._lines and not (besides and besides.has_line(words)) else 0
        inside = [False] * len(words)
        for at, shingle in enumerate(shingles(words, SHINGLE)):
            if shingle in self.words.quadruples and not (besides and shingle in besides.words.quadruples):
                inside[at : at + SHINGLE] = [True] * SHINGLE
        return sum(inside)

    def has_line(self, words: Sequence[str]) -> bool:
        """Whether these words are a line of their own."""
        return tuple(words) in self._lines


def judge_blocks(sample: Sample, document: Document, appeals: re.Pattern[str]) -> Iterator[Judged]:
    """Each block against the gold; blocks that are a neutral teaser count neither way and are left out."""
    gold = GoldText(sample.gold, sample.by_character)
    neutral = {split_words(teaser, sample.by_character).folded for teaser in sample.gold.neutral}
    answer = GoldText(Gold("\n".join(block.text for block in document.body)), sample.by_character)
    for block in document.blocks:
        words = split_words(block.text, sample.by_character)
        if words.folded and words.folded not in neutral:
            inside = gold.count_inside(words.folded)
            lost = gold.count_inside(words.folded, besides=answer) if inside and block.label is not Label.BODY else 0
            what = what_is(block, words, inside, document, gold, appeals)
            yield Judged(sample.key, block, len(words.folded), inside, lost, what, _is_decisive(block, document))


def _is_decisive(block: Block, document: Document) -> bool:
    by_rule = block.verdict is not None and block.verdict.rule != SCORE
    return by_rule and block.score >= document.threshold


def weigh(sample: Sample, document: Document) -> Balance:
    """The words of gold and answer, held against each other."""
    text = cut_runs(article_text(document), sample.gold.neutral, sample.by_character, NEUTRAL_WORDS)
    gold = Counter(split_words(sample.gold.text or "", sample.by_character).folded)
    ours = Counter(split_words(text, sample.by_character).folded)
    return Balance(gold.total(), ours.total(), (ours - gold).total(), (gold - ours).total())


def what_is(block: Block, words: Words, inside: int, document: Document, gold: GoldText, appeals: re.Pattern[str]) -> str:
    """What a block seems to be, for sorting errors: the first of these that fits."""
    tests: Iterable[tuple[str, Callable[[], bool]]] = (
        ("page without a text", lambda: not gold.words.folded),
        ("part of a block", lambda: MOSTLY_OUTSIDE * len(words.folded) < inside < MOSTLY_INSIDE * len(words.folded)),
        ("headline", lambda: _is_title(words, gold)),
        ("gold caption", lambda: any(_same(words, caption) for caption in gold.captions)),
        ("in a figure", lambda: block.kind is Kind.CAPTION or bool({"figure", "figcaption"} & _tags(block, document))),
        ("unwanted snippet", lambda: _is_snippet(words, gold)),
        ("appeal words", lambda: appeals.search(block.text) is not None),
        ("byline", lambda: len(words.folded) <= BYLINE_WORDS and _names_author(words, gold)),
        ("links", lambda: block.link_density > LINKS),
        ("comment class", lambda: any("comment" in token.lower() for token in _tokens(block, document))),
        (f"short {block.kind}", lambda: len(words.folded) < SHORT_WORDS),
    )
    return next((name for name, fits in tests if fits()), str(block.kind))


def _is_title(words: Words, gold: GoldText) -> bool:
    return bool(gold.title) and len(words.folded) <= 2 * len(gold.title) and words.find(gold.title) >= 0


def _same(words: Words, caption: Words) -> bool:
    """Whether a block is a caption or the best part of it."""
    return len(words.folded) >= SHINGLE and share_present(words.folded, caption) >= PRESENT


def _is_snippet(words: Words, gold: GoldText) -> bool:
    snippets = (split_words(snippet, gold.by_character).folded for snippet in gold.gold.unwanted)
    return any(words.find(snippet) >= 0 for snippet in snippets)


def _names_author(words: Words, gold: GoldText) -> bool:
    return any(words.find(split_words(name, gold.by_character).folded) >= 0 for name in gold.gold.authors)


def _chain(block: Block, document: Document) -> Iterator[int]:
    at = block.scope
    while at >= 0:
        yield at
        at = document.scopes[at].parent


def _tags(block: Block, document: Document) -> set[str]:
    return {document.scopes[at].tag for at in _chain(block, document)}


def _tokens(block: Block, document: Document) -> Iterator[str]:
    return (
        token for at in _chain(block, document) if document.scopes[at].tag != "body" for token in document.scopes[at].tokens
    )
