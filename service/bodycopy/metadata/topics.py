"""Section and keywords: where the site files the article, and under which words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bodycopy.metadata.offers import Offer
from bodycopy.metadata.ranking import rank
from bodycopy.metadata.strings import plain

_MAX_KEYWORDS: Final = 50
_MAX_KEYWORD: Final = 80
# A single letter is a code of the system or the rest of a fault; in Han a character is a word.
_FIRST_IDEOGRAPH: Final = "\u2e80"
_SEPARATOR = re.compile(r"[,;|，、]")


def choose_first(offers: Sequence[Offer], field: str) -> Offer | None:
    """The offer of the best source that says anything at all."""
    return min(
        (offer for offer in offers if offer.field == field and offer.value),
        key=lambda offer: rank(field, offer.source),
        default=None,
    )


def choose_keywords(offers: Sequence[Offer]) -> tuple[tuple[str, ...], tuple[Offer, ...]]:
    """The keywords of the best source, split and each once, and the offers they came from."""
    best = choose_first(offers, "keywords")
    if best is None:
        return (), ()
    chosen = tuple(offer for offer in offers if offer.field == "keywords" and offer.source == best.source)
    return split_keywords([offer.value for offer in chosen]), chosen


def split_keywords(values: Sequence[str]) -> tuple[str, ...]:
    """Single keywords out of lists such as `politics, Berlin`; a value among several is one keyword though it has a comma."""
    parts = [part for value in values for part in (_SEPARATOR.split(value) if len(values) == 1 else [value])]
    words: dict[str, str] = {}
    for part in parts:
        word = plain(part).strip(" #'\"[]")
        if len(word) <= _MAX_KEYWORD and not word.isdigit() and (len(word) > 1 or word > _FIRST_IDEOGRAPH):
            words.setdefault(word.casefold(), word)
    return tuple(words.values())[:_MAX_KEYWORDS]
