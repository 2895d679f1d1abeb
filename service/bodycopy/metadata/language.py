"""The language of the article as a short tag (`de`, `en-GB`), from what the page declares; from its letters if it declares
none."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

from bodycopy.metadata.offers import Offer
from bodycopy.metadata.ranking import rank

_TAG = re.compile(r"\A([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?(?:[-_.].*)?\Z")
_NAMES: Final = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es", "español": "es",
    "italian": "it",
    "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl", "russian": "ru", "polish": "pl", "turkish": "tr",
    "japanese": "ja", "chinese": "zh", "arabic": "ar", "korean": "ko", "swedish": "sv", "danish": "da", "norwegian": "no",
}  # fmt: skip
# Codes of countries that are taken for codes of languages.
_WRONG: Final = {
    "jp": "ja",
    "cz": "cs",
    "dk": "da",
    "se": "sv",
    "gr": "el",
    "ua": "uk",
    "cn": "zh",
    "kr": "ko",
    "gb": "en",
    "us": "en",
}
_SCRIPTS: Final = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CJK": "zh",
    "ARABIC": "ar",
    "HEBREW": "he",
    "GREEK": "el",
    "THAI": "th",
    "DEVANAGARI": "hi",
}
# The commonest short words, which hardly any of the other languages has.
_WORDS: Final = {
    "en": "the and of to is that with for was on are as it this have",
    "de": "der die und das nicht von mit ist den ein auf für sich auch dem",
    "fr": "les des est une dans pour qui sur pas au avec ce il du par",
    "es": "los las del una por con para es su como más pero sus al lo",
    "it": "che della di il per non sono con una del alla gli è nel anche",
    "pt": "não uma dos em para com os do da no na mais ao são foi",
    "nl": "het een van en dat niet zijn voor met op aan ook maar deze wordt",
    "sv": "och att det som är inte för på av till den ett han har med",
    "da": "og at det er ikke til af på der en har som med den jeg",
    "no": "og at det er ikke til av på som en har med den jeg ble",
    "pl": "się nie na że jest do to jak oraz przez po tym był są dla",
    "cs": "že se na je to v jsem by jako ale jsou za podle která být",
    "fi": "ja on ei että se oli hän mutta ovat myös kun tai joka kuin ole",
    "hu": "és hogy nem az egy volt meg is csak ez van már mint azt de",
    "ro": "și de la nu că în pe din cu este care mai pentru un să",
    "tr": "ve bir bu da için de ile çok olarak daha olan gibi kadar sonra en",
    "ru": "и в не на что с по это как из за для от было его",
    "uk": "і в не на що з та це як до від за для було його",
    "bg": "и на да се за от в че не са по като това ще си",
}  # fmt: skip
_WORD_SETS: Final = {name: frozenset(words.split()) for name, words in _WORDS.items()}
_MAX_CHARS: Final = 4_000
# Japanese has a kana in every twenty letters at least; Chinese has none.
_KANA_SHARE: Final = 20
_MIN_WORDS: Final = 5
# A language is told when its short words make up this share of the text.
_MIN_SHARE: Final = 0.08


def choose_language(offers: Sequence[Offer]) -> tuple[str, Offer] | None:
    """The declared language that is believed first."""
    ranked = sorted(
        (offer for offer in offers if offer.field == "inLanguage"), key=lambda offer: rank("inLanguage", offer.source)
    )
    return next(((tag, offer) for offer in ranked if (tag := language_tag(offer.value))), None)


def language_tag(text: str) -> str | None:
    """`de_DE.UTF-8`, `German`, `en-us` as a tag: `de-DE`, `de`, `en-US`; None where it is no language."""
    text = text.split(",")[0].strip()
    named = _NAMES.get(text.casefold())
    if named:
        return named
    match = _TAG.match(text)
    if not match:
        return None
    language = match[1].lower()
    language = _WRONG.get(language, language)
    region = match[3].upper() if match[3] else None
    return f"{language}-{region}" if region else language


def guess_language(text: str) -> str | None:
    """The language of a text by its script and its short words; None where neither tells. No substitute for a declaration."""
    text = text[:_MAX_CHARS].casefold()
    script = _script(text)
    if script:
        return script
    words = re.findall(r"[^\W\d_]+", text)
    if len(words) < _MIN_WORDS:
        return None
    shares = {name: sum(word in known for word in words) / len(words) for name, known in _WORD_SETS.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _MIN_SHARE else None


def _script(text: str) -> str | None:
    letters = [character for character in text[:1_000] if character.isalpha() and not character.isascii()]
    counts = Counter(unicodedata.name(character, "?").split()[0].split("-")[0] for character in letters)
    if (counts["HIRAGANA"] + counts["KATAKANA"]) * _KANA_SHARE > len(letters):
        return "ja"
    for script, number in counts.most_common(1):
        if script in _SCRIPTS and number * 3 > sum(character.isalpha() for character in text[:1_000]):
            return _SCRIPTS[script]
    return None
