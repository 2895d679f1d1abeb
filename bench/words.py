"""Words, and what is made of them: the one place that says what a word is for measuring."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

Shingle = tuple[str, ...]

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")

# Han and kana: the characters of scripts without spaces that count a character a word.
_SINGLE = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
)
_RUNS = re.compile(r"\w+")
_NAME_WORDS = re.compile(r"[^\W_]+")
_CHARACTERS = re.compile(rf"[{_SINGLE}]|[^\W{_SINGLE}]+")


class Ratio(NamedTuple):
    """Precision and recall of one page, and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean, 0 where both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True)
class Words:
    """A text as words: `exact` in the case of the text, `folded` in lower case."""

    exact: tuple[str, ...]
    folded: tuple[str, ...]

    @cached_property
    def line(self) -> str:
        """The folded words in one line, a blank before, between and after them: made for finding runs."""
        return f" {' '.join(self.folded)} "

    @cached_property
    def triples(self) -> frozenset[Shingle]:
        """The folded shingles of three words."""
        return frozenset(shingles(self.folded, 3))

    @cached_property
    def quadruples(self) -> frozenset[Shingle]:
        """The folded shingles of four words."""
        return frozenset(shingles(self.folded, 4))

    def find(self, run: Sequence[str], reach: int | None = None) -> int:
        """Where a run of folded words begins, -1 where it does not occur (or not wholly within the first `reach` words)."""
        if not run:
            return -1
        at = self.line.find(f" {' '.join(run)} ")
        at = self.line.count(" ", 0, at) if at >= 0 else at
        return -1 if reach is not None and at + len(run) > reach else at


def visible(text: str) -> str:
    """A text without soft hyphens and zero-width characters."""
    return _INVISIBLE.sub("", text)


# The gold of a page is held against the answers of several systems.
@lru_cache(maxsize=64)
def split_words(text: str, by_character: bool = True) -> Words:
    """Part a text into words."""
    exact = tuple(_pattern(by_character).findall(visible(text)))
    return Words(exact, tuple(map(str.lower, exact)))


def _pattern(by_character: bool) -> re.Pattern[str]:
    return _CHARACTERS if by_character else _RUNS


def shingles(words: Sequence[str], size: int) -> list[Shingle]:
    """All runs of `size` words; a shorter text is one shingle, an empty one none."""
    if not words:
        return []
    return [tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))]


def cut_runs(text: str, snippets: Sequence[str], by_character: bool, least: int) -> str:
    """A text without the first occurrence of each snippet of at least `least` words; case and punctuation are ignored."""
    for snippet in snippets:
        run = split_words(snippet, by_character).folded
        at = split_words(text, by_character).find(run) if len(run) >= least else -1
        if at >= 0:
            text = visible(text)
            spans = [match.span() for match in _pattern(by_character).finditer(text)]
            text = text[: spans[at][0]] + text[spans[at + len(run) - 1][1] :]
    return text


def fold_spaces(text: str) -> str:
    """A text with every run of white space as one blank."""
    return " ".join(text.split())


def name_words(text: str) -> str:
    """A name or a headline as comparable words: NFKC, lower case, words only, parted by blanks."""
    return " ".join(_NAME_WORDS.findall(visible(unicodedata.normalize("NFKC", text)).lower()))


def without_marks(text: str) -> str:
    """A text without diacritics."""
    return "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
