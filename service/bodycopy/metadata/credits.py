"""A caption and its credit parted. Pure.

The credit follows (`... on Sunday. Photo: Jane Doe / Agency`, `(AP Photo/Jane Doe)`, `... on Sunday. Itar-Tass`, `© Agency`)
or, in some languages, precedes. It is cut off only at a mark that captions do not have: a word for picture with a colon, the
copyright sign, brackets around an agency, an agency's name after the end of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

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
    "symbolbild", "symbolfoto", "copyright", "rechte", "imago", "quellen", "archivbild", "screenshot", "montage",
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
# Names that are credits by themselves.
_AGENCIES: Final = (
    "ap", "ap photo", "the associated press", "associated press", "reuters", "afp", "afp photo", "dpa", "dpa-zentralbild",
    "epa", "epa-efe", "efe",
    "ansa", "getty", "getty images", "gettyimages", "imago", "imago images", "picture alliance", "picture-alliance",
    "keystone", "apa",
    "ntb", "scanpix", "ritzau scanpix", "tt", "tass", "itar-tass", "ria novosti", "ria", "interfax", "bloomberg",
    "bloomberg news", "xinhua",
    "kyodo", "kyodo news", "jiji", "yonhap", "pap", "čtk", "ctk", "mti", "belga", "anp", "lusa", "shutterstock", "istock",
    "istockphoto",
    "alamy", "alamy stock photo", "unsplash", "pexels", "pixabay", "adobe stock", "adobestock", "stock.adobe.com",
    "depositphotos", "zuma",
    "zuma press", "sipa", "sipa usa", "sipa press", "pa", "pa wire", "pa media", "pa images", "rex", "rex features",
    "rex/shutterstock",
    "upi", "wireimage", "filmmagic", "newscom", "zumapress", "magnum", "cover images", "splash", "splash news", "backgrid",
    "wenn", "pti", "ani",
    "anadolu", "anadolu agency", "aa", "dha", "iha", "nurphoto", "swns", "usa today sports", "usa today", "cp",
    "the canadian press",
    "canadian press", "aap", "aapimage", "photo news", "east news", "agencja wyborcza.pl", "profimedia", "lehtikuva",
    "hollandse hoogte",
    "wikimedia", "wikimedia commons", "wikipedia", "nasa", "screenshot", "archiv", "archive", "file photo",
    "courtesy photo", "handout",
    "instagram", "facebook", "twitter", "youtube", "google maps", "google", "privat", "private", "dapd", "ddp", "sid",
    "apn", "cnn", "zvg", "nexta",
    "ukrinform", "unian", "mid", "mt", "spl", "action images", "laif", "ullstein", "ostkreuz", "sven simon", "eyevine",
    "contour",
)  # fmt: skip

_LABEL = "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True))
# Agencies that nobody has listed are called so: Nord-Foto, Example Images.
_NAMED_SO: Final = r"[\w-]*(?:fotos?|photos?|press|presse|images|pictures|pix|agency|agentur)"
_AGENCY = "|".join([*sorted(map(re.escape, _AGENCIES), key=len, reverse=True), _NAMED_SO])
_MAX_CREDIT: Final = 120
_MAX_CREDIT_WORDS: Final = 14

_LABELLED = re.compile(
    rf"(?:\A|(?<=[\s.!?…»”\"’)|/–—・（(\[]))[(\[（]?\s*(?:(?:{_LABEL})\s*(?:\(c\)|©)?\s*[:：/]|(?:photo|photos|image|images|"
    rf"foto|picture|illustration|pictured|video|photographs?)\s+(?:by|von|di|de|courtesy)\b|courtesy of\b)\s*",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:\A|\s)[(\[（]?\s*(?:©|\(c\)|Ⓒ|copyright\b)\s*", re.IGNORECASE)
_BRACKETED = re.compile(rf"\s*[(\[（]([^()\[\]（）]*\b(?:{_AGENCY}|{_LABEL})\b[^()\[\]（）]*)[)\]）]\s*\.?\s*\Z", re.IGNORECASE)
_BARRED = re.compile(r"\s+[|/•·—–]\s*([^|•·]{2,80})\Z")
_SENTENCE_END = re.compile(r"[.!?…][”\"’»)\]]?(?:\s+(?=\S)|(?=[^\W\d_a-zß-ÿ]))")
_AGENCY_FIRST = re.compile(rf"(?:\S+\s+){{0,5}}?(?:\S*/\s*)?(?:{_AGENCY})(?:\b|\Z)", re.IGNORECASE)
# A line such as `Jane Doe/Agency`: short parts of few words around slashes.
_MAX_SLASHED: Final = 60
_MAX_SLASHED_WORDS: Final = 4
_EDGES: Final = " \t()[]（）|/–—-•·:"


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption without its credit, and the credit; None where there is none."""

    text: str | None
    credit: str | None


def part_caption(text: str) -> Caption:
    """Part a caption from its credit. Either may be missing."""
    text = " ".join(text.split())
    for cut in (_cut_bracketed, _cut_labelled, _cut_copyright, _cut_agency, _cut_barred):
        found = cut(text)
        if found:
            return found
    return Caption(text or None, None)


def is_label(text: str) -> bool:
    """Whether a text is but the word for picture before a credit that stands elsewhere."""
    return re.fullmatch(rf"\W*(?:{_LABEL})?\W*", text, re.IGNORECASE) is not None


def clean_credit(text: str) -> str | None:
    """A credit without the word for picture before it and the brackets around it."""
    text = text.strip(_EDGES)
    previous = None
    while text and text != previous:
        previous = text
        match = _LABELLED.match(text) or _COPYRIGHT.match(text)
        text = text[match.end() :] if match and match.end() < len(text) else text
    return text.strip(_EDGES).removesuffix(".") or None


def _cut_bracketed(text: str) -> Caption | None:
    match = _BRACKETED.search(text)
    return _parted(text[: match.start()], match[1]) if match else None


def _cut_labelled(text: str) -> Caption | None:
    for match in _LABELLED.finditer(text):
        credit = text[match.end() :]
        # Without a colon only a name makes a credit: "Foto de familia" is none.
        named = match[0].rstrip().endswith((":", "：", "/")) or credit[:1].isupper()
        parted = _parted(text[: match.start()], credit) if credit and named else None
        if parted:
            return parted
    return None


def _cut_copyright(text: str) -> Caption | None:
    match = _COPYRIGHT.search(text)
    return _parted(text[: match.start()], text[match.end() :]) if match else None


def _cut_agency(text: str) -> Caption | None:
    """An agency's name, alone or after a photographer's, that follows the end of a sentence or is all there is."""
    if re.fullmatch(rf"(?:{_AGENCY})\.?", text, re.IGNORECASE):
        return Caption(None, clean_credit(text))
    for match in reversed(list(_SENTENCE_END.finditer(text))):
        rest = text[match.end() :]
        if len(rest.split()) > _MAX_CREDIT_WORDS:
            break
        if _is_agency_line(rest):
            return _parted(text[: match.end()], rest)
    return None


def _is_agency_line(text: str) -> bool:
    match = _AGENCY_FIRST.match(text)
    if not match or len(text) > _MAX_CREDIT:
        return False
    words = re.findall(r"[^\W\d_]\S*", text)
    return all(
        word[0].isupper() or word.casefold() in {"via", "de", "von", "van", "and", "for"} or "/" in word for word in words
    ) or bool(re.fullmatch(rf"(?:{_AGENCY})\W*", text, re.IGNORECASE))


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
    return Caption(caption or None, cleaned) if cleaned else None
