"""Names of months in the languages of the world, from Unicode's CLDR (babel)."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from babel import Locale, UnknownLocaleError

# Tried in this order where the language of the page does not know a word. English first: systems write it on any page.
_COMMON_LANGUAGES: Final = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "sv", "nb", "da", "cs", "tr", "uk", "fi")
# Ways of writing that CLDR does not have.
_MORE: Final[Mapping[str, Mapping[str, int]]] = {
    "en": {"sept": 9, "june": 6, "july": 7},
    "de": {"jänner": 1, "feber": 2, "mrz": 3, "märz": 3, "mai": 5},
    "fr": {"fevrier": 2, "aout": 8, "decembre": 12, "sept": 9},
    "es": {"setiembre": 9, "set": 9, "sept": 9},
    "it": {"sett": 9},
    "nl": {"mrt": 3, "maart": 3},
    "pl": {"paź": 10, "wrz": 9},
}


def month_number(word: str, language: str | None) -> int | None:
    """The month (1 to 12) that a word means, in the language of the page if it knows the word, else in the common ones."""
    key = fold_month(word)
    if len(key) < 3 and not any(character > "\u2e7f" for character in key):
        return None
    own = _names(language).get(key) if language else None
    return own or next((month for name in _COMMON_LANGUAGES if (month := _names(name).get(key))), None)


def fold_month(word: str) -> str:
    """A name as it is compared: case folded, without its full stop."""
    return unicodedata.normalize("NFC", word).casefold().strip(".׳॰ ").removeprefix("de ").replace("i̇", "i")


@functools.lru_cache(maxsize=128)
def _names(language: str) -> Mapping[str, int]:
    """All spellings of a language's months. The cache holds constants of the world, nothing of a page."""
    try:
        months = Locale.parse(language).months
    except (UnknownLocaleError, ValueError):
        return {}
    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            names |= _folded(months[context][width].items())
    return {**names, **_MORE.get(language, {})}


def _folded(pairs: Iterable[tuple[int, str]]) -> dict[str, int]:
    return {fold_month(name): number for number, name in pairs if not re.search(r"\d", name)}
