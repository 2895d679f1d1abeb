"""A caption and its credit parted. Pure.

The credit follows (`... on Sunday. Photo: Jane Doe / Agency`, `(AP Photo/Jane Doe)`, `... on Sunday. Itar-Tass`, `© Agency`)
or, in some languages, precedes. It is cut off only at a mark that captions do not have: a word for picture with a colon, the
copyright sign, brackets around an agency, an agency's name after the end of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bodycopy.metadata.agencies import agencies
from bodycopy.metadata.strings import lowered

# Words before a credit, by language: en de fr es it pt nl sv/no/da pl cs ru uk tr fi hu ja zh ko ar.
_LABELS: Final = (
    "photo by", "photos by", "photograph by", "photographs by", "photograph", "photographer", "photo", "photos",
    "photo credit",
    "photo courtesy of", "picture", "pictures", "picture credit", "image", "images", "image credit", "image source",
    "image courtesy of",
    "credit", "credits", "source", "courtesy of", "courtesy", "illustration by", "illustration", "graphic", "file photo",
    "video",
    "foto", "fotos", "foto von", "fotografie", "bild", "bilder", "bildquelle", "quelle", "bildnachweis", "bildrechte",
    "grafik", "archivfoto",
    "symbolbild", "symbolfoto", "copyright", "rechte", "quellen", "archivbild", "screenshot", "montage",
    "agentur", "fotograf",
    "fotocredit", "fotoquelle", "bildcredit", "credit line", "crédit photo", "crédits photo", "crédit", "crédits",
    "photographie",
    "crédito", "créditos", "fotografía", "imagen", "fuente", "foto de", "fotografia", "immagine", "fonte", "foto di",
    "crediti",
    "imagem", "foto por", "divulgação", "beeld", "bron", "fotoverantwoording", "fotograaf", "fotos van", "arkivfoto",
    "arkivbild", "fotografi",
    "kilde", "källa", "zdjęcie", "zdj", "fot", "źródło", "zdroj", "фото", "фотография", "источник", "джерело",
    "иллюстрация", "kuva", "fotó",
    "forrás", "fotoğraf", "kaynak", "写真", "提供", "撮影", "图片来源", "图", "图源", "来源", "사진", "출처", "صورة", "المصدر",
)  # fmt: skip
_LABEL = "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True))
# Agencies that nobody has listed are called so: Nord-Foto, Example Images.
_NAMED_SO = re.compile(r"(?:fotos?|photos?|press|presse|images|pictures|pix|agency|agentur)\Z", re.IGNORECASE)
# Texts have their white space folded: a row of it is one sign. `\s*` would look at a run from each
# of its signs.
_PARTS = re.compile(r"\s?[/|,;:·•–—＝]\s?|\s-\s|\s(?:via|for|für|pour|para|per)\s")
_TOKEN = re.compile(r"\w+")
# The longest label with the marks around it.
_MAX_LABEL: Final = 60
_MAX_AGENCY_WORDS: Final = 4
_MAX_CREDIT: Final = 120
_MAX_CREDIT_WORDS: Final = 14
# What is longer is no credit, whatever blank stands before and behind it; not even copied to be looked at.
_LONGEST_REST: Final = _MAX_CREDIT + 2
# `Photo: Credit: (c) Jane Doe` has three.
_MAX_LABELS: Final = 5

# For texts in lower case, as are the next three.
_LABELLED = re.compile(
    rf"(?:\A|(?<=[\s.!?…»”\"’)|/–—・（(\[]))[(\[（]?\s?(?:(?:{_LABEL})\s?(?:(?:\(c\)|©)\s?)?[:：/=＝]|(?:fot|zdj|ph|phot)\.\s|(?:photo|photos|image|images|"
    rf"foto|picture|illustration|pictured|video|photographs?)\s(?:by|von|di|de|courtesy)\b|courtesy of\b)\s*"
)
_COPYRIGHT = re.compile(r"(?:\A|\s)[(\[（]?\s?(?:©|\(c\)|ⓒ|copyright\b)\s*")
_LABEL_INSIDE = re.compile(rf"\b(?:{_LABEL})\b")
_LABEL_ALONE = re.compile(rf"\W*+(?:(?:{_LABEL})\W*+)?")
_BRACKETED = re.compile(r"\s?[(\[（【]([^()\[\]（）【】]{2,120})[)\]）】]\s?\.?\s?\Z")
_BARRED = re.compile(r"\s[|/•·—–]\s?([^|•·]{2,80})\Z")
_SENTENCE_END = re.compile(r"[.!?…][”\"’»)\]]?(?:\s(?=\S)|(?=[^\W\d_a-zß-ÿ]))")
# Where a label follows the name: `＝田中太郎撮影`, `（新华社记者 王小明 摄）`, `홍길동 제공`.
_LAST_WORDS: Final = ("撮影", "提供", "写す", "摄影", "摄", "攝影", "攝", "供图", "供圖", "제공", "촬영")
_LABEL_LAST = re.compile(rf"(?:[＝=（(]|[。.]\s?|\s|\A)([^＝=（()）。]{{1,30}}?\s?(?:{'|'.join(_LAST_WORDS)}))[)）]?\.?\Z")
# Words of lower case that stand inside names and credits.
_SMALL: Final = frozenset(
    "via de del della di da dos von van der den la le y e i et und and for für pour of the bin al el zu ter".split()
)
# Words that begin a sentence, but no name.
_ARTICLES: Final = frozenset(
    "the a an der die das ein eine le la les un une el los las il lo gli i de het o os as this that here hier ici".split()
)
_NAME_WORDS: Final = range(2, 5)
_MIN_CAPTION_WORDS: Final = 5
_MAX_BARE_CREDIT: Final = 40
# A line such as `Jane Doe/Agency`: short parts of few words around slashes.
_MAX_SLASHED: Final = 60
_MAX_SLASHED_WORDS: Final = 4
_EDGES: Final = " \t()[]（）【】|/–—-•·:＝"
# Letters that brackets around names have at least; `(L-R)` and `(left)` are no names.
_MIN_NAMES: Final = 6
_TEXTS_REMEMBERED: Final = 500


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption without its credit, and the credit; None where there is none."""

    text: str | None
    credit: str | None


# The caption of a figure comes again as a block.
@lru_cache(maxsize=_TEXTS_REMEMBERED)
def part_caption(text: str) -> Caption:
    """Part a caption from its credit. Either may be missing."""
    text = " ".join(text.split())
    if text.count("(") != text.count(")"):
        text = text.removeprefix("(").removesuffix(")").strip()
    for cut in (_cut_bracketed, _cut_labelled, _cut_copyright, _cut_label_last, _cut_agency, _cut_barred):
        found = cut(text)
        if found:
            return found
    return Caption(text or None, None)


def is_label(text: str) -> bool:
    """Whether a text is but the word for picture before a credit that stands elsewhere."""
    return len(text) <= _MAX_LABEL and _LABEL_ALONE.fullmatch(lowered(text)) is not None


def clean_credit(text: str) -> str | None:
    """A credit without the word for picture before it and the brackets around it."""
    text = text.strip(_EDGES)
    for _ in range(_MAX_LABELS):
        lower = lowered(text)
        match = _LABELLED.match(lower) or _COPYRIGHT.match(lower)
        if not match or match.end() == len(text):
            break
        text = text[match.end() :]
    return text.strip(_EDGES).removesuffix(".") or None


def _cut_bracketed(text: str) -> Caption | None:
    """Brackets at the end around a label or an agency, or around names if the sentence had ended before."""
    match = _BRACKETED.search(text)
    if match is None:
        return None
    inner, before = match[1].strip(), text[: match.start()].rstrip()
    ended = before.endswith((".", "!", "?", "…", "。", '."', ".”", ".»")) and _is_capitalised(inner) and len(inner) > _MIN_NAMES
    telling = _LABEL_INSIDE.search(lowered(inner)) or _label_last(inner) or names_agency(inner)
    return _parted(before, inner) if telling or ended else None


def _cut_label_last(text: str) -> Caption | None:
    match = _label_last(text)
    return _parted(text[: match.start(1)].rstrip("＝=（( "), match[1]) if match else None


def _label_last(text: str) -> re.Match[str] | None:
    """The credit whose label ends a text. The end is looked at first: hardly any text has one of these words there."""
    return _LABEL_LAST.search(text) if text.removesuffix(".").rstrip(")）").endswith(_LAST_WORDS) else None


def _cut_labelled(text: str) -> Caption | None:
    for match in _LABELLED.finditer(lowered(text)):
        if len(text) - match.end() > _LONGEST_REST:
            continue
        credit = text[match.end() :]
        # Without a colon only a name makes a credit: "Foto de familia" is none.
        named = match[0].rstrip().endswith((":", "：", "/", "=", "＝")) or credit[:1].isupper()
        parted = _parted(text[: match.start()], credit) if credit and named else None
        if parted:
            return parted
    return None


def _cut_copyright(text: str) -> Caption | None:
    match = _COPYRIGHT.search(lowered(text))
    return _parted(text[: match.start()], text[match.end() :]) if match else None


def _cut_agency(text: str) -> Caption | None:
    """An agency's name, alone or after a photographer's, that follows the end of a sentence or is all there is."""
    if _normal(text) in _known() or (_is_agency_line(text) and any(_normal(part) in _certain() for part in _PARTS.split(text))):
        return Caption(None, clean_credit(text))
    for match in reversed(list(_SENTENCE_END.finditer(text))):
        if len(text) - match.end() > _LONGEST_REST:
            break
        rest = text[match.end() :]
        if len(rest.split()) > _MAX_CREDIT_WORDS:
            break
        if _is_agency_line(rest) or (is_name_line(rest) and len(text[: match.end()].split()) >= _MIN_CAPTION_WORDS):
            return _parted(text[: match.end()], rest)
    return None


def _is_agency_line(text: str) -> bool:
    return len(text) <= _MAX_CREDIT and names_agency(text) and (_is_capitalised(text) or _normal(text) in _known())


def is_name_line(text: str) -> bool:
    """Whether a line is a name or two and nothing else: `Jane Doe`, `Jane Doe/Nordbild`."""
    words = text.split()
    if not words or text.endswith((".", "!", "?")) or len(text) > _MAX_CREDIT or words[0].casefold() in _ARTICLES:
        return False
    if any(character.isdigit() for character in text):
        return False
    return _is_capitalised(text) and ("/" in text or "@" in text or len(words) in _NAME_WORDS)


def is_bare_credit(text: str) -> bool:
    """Whether a line could be the credit of a picture where it stands right below the caption: `ES`, `Jane Doe`."""
    return len(text) <= _MAX_BARE_CREDIT and (is_name_line(text) or (len(text.split()) <= 1 and _is_capitalised(text)))


def _is_capitalised(text: str) -> bool:
    """Whether all words are written as names are; addresses count as such."""
    words = re.findall(r"[^\W\d_]\S*", text)
    return bool(words) and all(word[0].isupper() or word.casefold() in _SMALL or "/" in word or "@" in word for word in words)


def names_agency(text: str) -> bool:
    """Whether a credit names an agency: as one of its parts, or as the first or last words of one."""
    for part in _PARTS.split(text.strip(_EDGES)):
        tokens = _TOKEN.findall(part.lower())
        if " ".join(tokens) in _known() or (tokens and _NAMED_SO.search(tokens[-1])):
            return True
        for count in range(1, min(_MAX_AGENCY_WORDS, len(tokens)) + 1):
            if " ".join(tokens[:count]) in _certain() or " ".join(tokens[-count:]) in _certain():
                return True
    return False


def _normal(text: str) -> str:
    return " ".join(_TOKEN.findall(text.lower()))


def _certain() -> frozenset[str]:
    return agencies("agencies", "captions")


def _known() -> frozenset[str]:
    return agencies("agencies", "captions", "loose")


def _cut_barred(text: str) -> Caption | None:
    """A short part after a bar or a slash that names an agency, or is built like `Name/Agency`."""
    match = _BARRED.search(text)
    if match and _is_agency_line(match[1].strip()):
        return _parted(text[: match.start()], match[1])
    return Caption(None, clean_credit(text)) if _is_slashed(text) else None


def _is_slashed(text: str) -> bool:
    parts = [part.split() for part in text.split("/")]
    named = all(0 < len(words) <= _MAX_SLASHED_WORDS and words[0][0].isupper() for words in parts)
    return len(parts) > 1 and named and len(text) <= _MAX_SLASHED and not text.endswith(("!", "?"))


def _parted(caption: str, credit: str) -> Caption | None:
    credit = credit.strip()
    if len(credit) > _MAX_CREDIT or len(credit.split()) > _MAX_CREDIT_WORDS:
        return None
    cleaned = clean_credit(credit)
    caption = caption.strip(_EDGES.replace(")", "").replace("]", ""))
    return Caption(caption if _TOKEN.search(caption) else None, cleaned) if cleaned else None
