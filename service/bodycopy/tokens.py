"""Class tokens, ids and roles: the words they are made of. Whole words only, never substrings: "metaphor" is no "meta"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

# Class tokens come again from block to block and from page to page; what they are made of depends on nothing else.
TOKENS_REMEMBERED = 20_000

# How many words a name by which a rule knows an element can have.
NAME_WORDS = (1, 2, 3)

_LOWER = re.compile(r"[a-z]+")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")


@lru_cache(maxsize=TOKENS_REMEMBERED)
def token_words(token: str) -> tuple[str, ...]:
    """The words of a class token: `articleBody__relatedLinks` -> article, body, related, links. Digits part words."""
    if token.isascii() and token.islower():  # as most are
        return tuple(_LOWER.findall(token))
    return tuple([word.lower() for word in _WORDS.findall(token)])


@lru_cache(maxsize=TOKENS_REMEMBERED)
def token_names(token: str) -> frozenset[str]:
    """All runs of one to three words of a token, joined by hyphens: the names by which a rule may know it."""
    return names_of(token_words(token))


def names_of(words: Sequence[str]) -> frozenset[str]:
    """All runs of one to three of some words, joined by hyphens."""
    return frozenset(["-".join(words[at : at + length]) for length in NAME_WORDS for at in range(len(words) - length + 1)])
