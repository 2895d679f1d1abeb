"""Captions and headlines that got into the body."""

from __future__ import annotations

from collections.abc import Sequence

from bench.text_measures import SHINGLE
from bench.words import Words, shingles, split_words

CAPTION_WORDS = 5
PRESENT = 0.8

# How far into the text a headline is looked for, beyond its own length: the room of kickers, bylines and dates before it.
HEADLINE_REACH = 60


def share_present(words: Sequence[str], text: Words) -> float:
    """The share of a snippet's shingles that a text has."""
    own = shingles(words, SHINGLE)
    return sum(shingle in text.quadruples for shingle in own) / len(own) if own else 0.0


def leaked_captions(captions: Sequence[str], gold: Words, ours: Words, by_character: bool) -> tuple[list[str], list[str]]:
    """The gold captions that are in the answer, and all that count: long enough, and not part of the gold text."""
    leaks, counted = [], []
    for caption in captions:
        words = split_words(caption, by_character).folded
        if len(words) < CAPTION_WORDS or share_present(words, gold) >= PRESENT:
            continue
        counted.append(caption)
        if share_present(words, ours) >= PRESENT:
            leaks.append(caption)
    return leaks, counted


def headline_leaks(title: str, gold: Words, ours: Words, by_character: bool) -> bool | None:
    """Whether the answer begins with the headline though the gold text does not; None where the gold does too."""
    run = split_words(title, by_character).folded
    reach = len(run) + HEADLINE_REACH
    if not run or gold.find(run, reach) >= 0:
        return None
    return ours.find(run, reach) >= 0
