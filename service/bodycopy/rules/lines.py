"""Reading a short line: what words it is made of, and whether a known word leaves nothing over."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bodycopy.phrases import TEXTS_REMEMBERED, fold

# Vowel signs and other marks of Indic scripts, Hebrew, Arabic and Thai belong to the word, though they are no letters.
_MARKS = r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_WORD = re.compile(rf"[^\W\d_]+(?:(?!\d)[{_MARKS}]+[^\W\d_]*)*")
_TOKEN = re.compile(r"\w+")

# Kana, Han and Hangul: words run together there, so a run of letters is read from its left, longest known word first.
_FIRST_UNSPACED = "\u3040"
_LONGEST_UNSPACED_WORD = 8

# A kanji, a kana or a syllable of Hangul says about as much as two or three letters: this many more than one.
UNSPACED_WORTH = 1


_ENDS_SENTENCE = re.compile(r"[^\W\d_]{4}[.!?]$")

_NO_CAPITALS = re.compile(r"[\u0590-\u06ff\u0900-\u0dff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@lru_cache(maxsize=TEXTS_REMEMBERED)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in the spelling of the phrase tables; digits and punctuation part them."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=TEXTS_REMEMBERED)
def normal(text: str) -> str:
    """A text as a comparison of titles sees it: compatibility forms folded, lower case, words and numbers only."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return " ".join(_TOKEN.findall(plain.lower()))


def reading_chars(text: str) -> int:
    """The length of a text in characters, those of scripts without spaces counted as often as they say more than a letter."""
    return len(text) if text.isascii() else len(text) + UNSPACED_WORTH * sum(char >= _FIRST_UNSPACED for char in text)


def left_over(text: str, known: frozenset[str]) -> list[str]:
    """The words of a text that are not among those known."""
    return [word for word in words(text) if word not in known and not _runs_together(word, known)]


def is_made_of(text: str, known: frozenset[str]) -> bool:
    """Whether all words of a text are among those known."""
    folded = fold(text)
    first = _WORD.search(folded)
    if first is None:
        return True
    # Most lines are told by their first word.
    if first[0] not in known and not _runs_together(first[0], known):
        return False
    return all(found[0] in known or _runs_together(found[0], known) for found in _WORD.finditer(folded, first.end()))


def _runs_together(word: str, known: frozenset[str]) -> bool:
    if word[0] < _FIRST_UNSPACED:
        return False
    at = 0
    while at < len(word):
        step = next((n for n in range(_LONGEST_UNSPACED_WORD, 0, -1) if word[at : at + n] in known), 0)
        if not step:
            return False
        at += step
    return True


def ends_sentence(text: str) -> bool:
    """Whether a text ends with the stop of a sentence, and not of a short form."""
    return bool(_ENDS_SENTENCE.search(text))


def has_no_capitals(text: str) -> bool:
    """Whether a text has letters of a script without capitals, which do not tell names from words."""
    return bool(_NO_CAPITALS.search(text))
