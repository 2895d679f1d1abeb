"""The language of the article as a short tag (`de`, `en-GB`): what the page declares, checked against its text.

The text decides by its script and its short words where nothing is declared, or where it clearly is of another language than
declared. On the development pages with 300 characters of text its guess is wrong on 8, py3langid's on 7; it takes a third of
the time and none of the hundred megabytes.
"""

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
_THREE_LETTERS: Final = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "nld": "nl",
    "dut": "nl", "rus": "ru", "ukr": "uk", "pol": "pl", "ces": "cs", "cze": "cs", "swe": "sv", "nor": "no", "dan": "da",
    "fin": "fi", "tur": "tr", "jpn": "ja", "zho": "zh", "chi": "zh", "kor": "ko", "ara": "ar", "ell": "el", "gre": "el",
}  # fmt: skip
# Languages that a few words do not tell apart, or that share a script with the one that is guessed from it.
_KINDRED: Final = frozenset({"no", "nb", "nn", "da", "hr", "sr", "bs", "fa", "ur", "ps", "ckb", "yue", "wuu", "mr", "ne", "yi"})
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
# The commonest short words; of those that neighbours share only as many as each of them needs.
_WORDS: Final = {
    "en": "the and of to is that with for was on are as it this have be by from you or at",
    "de": "der die und das nicht von mit ist den ein auf für sich auch dem zu im eine des wird werden sind",
    "fr": "les des est une dans pour qui sur pas au avec ce il du par et le la plus sont cette ont",
    "es": "el los las por con para es su como más pero sus al lo del una que se y fue ha esta",
    "it": "che della di il per non sono con una del alla gli è nel anche si le dei delle ha più",
    "pt": "não uma dos em para com os do da no na mais ao são foi que um se pelo pela também",
    "nl": "het een van en dat niet zijn voor met op aan ook maar deze wordt de te is die worden",
    "sv": "och att det som är inte för på av till den ett han har med om från också kan",
    "da": "og at det er ikke til af på der en har som med den jeg fra også kan blev",
    "no": "og at det er ikke til av på som en har med den jeg ble fra også kan blir",
    "is": "og að er ekki til af á sem með þá það hann við um fyrir en var frá hefur",
    "pl": "się nie na że jest do to jak oraz przez po tym był są dla od które także",
    "cs": "že se na je to v jsem by jako ale jsou za podle která být pro při také byl",
    "sk": "že sa na je to v som by ako ale sú za podľa ktorá byť pre pri tiež bol",
    "fi": "ja on ei että se oli hän mutta ovat myös kun tai joka kuin ole",
    "et": "ja on ei et see oli ta aga ka kui või mis ning oma selle",
    "hu": "és hogy nem az egy volt meg is csak ez van már mint azt de",
    "ro": "și să nu că în pe din cu este care mai pentru sunt fost către prin după lui ca",
    "tr": "ve bir bu da için de ile çok olarak daha olan gibi kadar sonra en",
    "hr": "je i u na se da su za od koji što nije kao ali će bi s iz o",
    "ca": "els les del que per amb una és són més però també dels al no i a",
    "id": "yang dan di untuk dengan ini dari pada tidak itu akan dalam adalah juga ke",
    "vi": "và của các là được cho có trong với không này những người một đã khi",
    "ru": "и в не на что с по это как из за для от было его",
    "uk": "і в не на що з та це як до від за для було його",
    "bg": "и на да се за от в че не са по като това ще си",
}  # fmt: skip
_WORD_SETS: Final = {name: frozenset(words.split()) for name, words in _WORDS.items()}
# So much of a text is looked at.
LANGUAGE_CHARS: Final = 2_000
# Japanese has a kana in every twenty letters at least; Chinese has none.
_KANA_SHARE: Final = 20
_MIN_WORDS: Final = 5
_SCRIPT_CHARS: Final = 1_000
_FOREIGN_LETTERS = re.compile(r"[^\W\d_\x00-\u036f]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f]")
# A language is told when its short words make up this share of the text.
_MIN_SHARE: Final = 0.08
# A declaration is overruled only by a text of some length that clearly is of another language, and has next to no word of the
# declared one: a text may quote another language at length.
_MIN_CHARS: Final = 300
_CLEAR_SHARE: Final = 0.15
_MAX_DECLARED: Final = 0.05


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
    language = _WRONG.get(language) or _THREE_LETTERS.get(language, language)
    region = match[3].upper() if match[3] else None
    return f"{language}-{region}" if region else language


def settle_language(declared: str | None, text: str) -> str | None:
    """The language of a text: what the page declares, unless the text says clearly that it is another; a guess where nothing
    is declared. Themes declare English, whatever is written with them."""
    if declared is None:
        return guess_language(text)
    base = declared.split("-")[0]
    if len(text) < _MIN_CHARS:
        return declared
    script = _script(text[:LANGUAGE_CHARS])
    if script:
        return declared if base == script or base in _KINDRED else script
    if base not in _WORD_SETS or _is_clearly(text, base):
        return declared
    words = _words(text)
    if not words or _share(words, base) >= _MAX_DECLARED:
        return declared
    shares = _shares(words)
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _CLEAR_SHARE and not {best, base} <= _KINDRED else declared


def guess_language(text: str) -> str | None:
    """The language of a text by its script and its short words; None where neither tells."""
    text = text[:LANGUAGE_CHARS]
    script = _script(text)
    if script:
        return script
    shares = _shares(_words(text))
    best = max(shares, key=lambda name: shares[name], default=None)
    return best if best and shares[best] >= _MIN_SHARE else None


def _words(text: str) -> list[str]:
    """The words of a text, case folded; none where there are too few of them."""
    words = _WORD.findall(text[:LANGUAGE_CHARS].casefold())
    return words if len(words) >= _MIN_WORDS else []


def _is_clearly(text: str, language: str) -> bool:
    """Whether a text has more than enough of a language's short words, in a third of the time that it takes to count them all.

    Only words between spaces are looked at, and held against as many words as the text can have: a letter and a space each.
    """
    folded = text[:LANGUAGE_CHARS].casefold()
    return sum(map(_WORD_SETS[language].__contains__, folded.split())) >= _MAX_DECLARED * (len(folded) + 1) / 2


def _share(words: Sequence[str], language: str) -> float:
    """The share of a language's short words among the words of a text."""
    return sum(map(_WORD_SETS[language].__contains__, words)) / len(words)


def _shares(words: Sequence[str]) -> dict[str, float]:
    """That share for each language; empty where there are no words."""
    counts, total = Counter(words), len(words)
    return {name: sum(counts[word] for word in known & counts.keys()) / total for name, known in _WORD_SETS.items() if total}


def _script(text: str) -> str | None:
    """The language that a script stands for, where a third of the letters is of that script."""
    text = text[:_SCRIPT_CHARS]
    letters = "".join(_FOREIGN_LETTERS.findall(text))
    if not letters:
        return None
    counts = Counter(unicodedata.name(character, "?").split()[0].split("-")[0] for character in letters)
    if (counts["HIRAGANA"] + counts["KATAKANA"]) * _KANA_SHARE > len(letters):
        return "ja"
    script, number = counts.most_common(1)[0]
    return _SCRIPTS[script] if script in _SCRIPTS and number * 3 > len(letters) + len(_LATIN.findall(text)) else None
