"""Pages with one value that is far too long: `baits()` gives every place with every piece.

The pieces are what patterns repeat: blanks, full stops, labels, halves of dates. Around the value
stands a short article, so that every stage has work to do. Places and pieces are in baits.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from bodycopy.model import Source, SourceType

SENTENCE = (
    "The ferry crossed the grey strait before dawn and nobody on board had slept, "
    "although it was calm for once. "
)  # fmt: skip
ARTICLE = "".join(
    f"<p>{SENTENCE}It was the {number} crossing. {SENTENCE}</p>"
    for number in ("first", "second", "third")
)  # fmt: skip
TOP = "<h1>The ferry crossed the strait</h1>"
TEXTS = {
    "BODY": "<html lang=en><head><title>The ferry crossed the strait</title></head><body><article>",
    "LD": (
        '<script type="application/ld+json">{"@type":"NewsArticle",'
        '"headline":"The ferry crossed the strait",'
    ),
    "SENTENCES": "\n\n".join([SENTENCE] * 3),
    "SENTENCE": SENTENCE,
    "ARTICLE": ARTICLE,
    "TOP": TOP,
}  # fmt: skip
ENDS = ("", "x!")

_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def filled(template: str, texts: Mapping[str, str]) -> str:
    """A template with the texts in the place of their names in braces."""
    for name, text in texts.items():
        template = template.replace(f"{{{name}}}", text)
    return template


PLACES = {name: filled(page, TEXTS) for name, page in _TABLES["places"].items()}
TEXT_PLACES = {name: filled(page, TEXTS) for name, page in _TABLES["text_places"].items()}
PIECES: dict[str, str] = _TABLES["pieces"]


def baits() -> Iterator[tuple[str, Callable[[int], Source]]]:
    """The name of each bait and the page as a function of its size in bytes."""
    for kind, places in ((SourceType.HTML, PLACES), (SourceType.TEXT, TEXT_PLACES)):
        for place, page in places.items():
            for name, piece in PIECES.items():
                for end in ENDS:
                    told = f"{place}, {name}{' to an end' if end else ''}"
                    yield told, partial(bait, page, piece, end, kind)


def bait(page: str, piece: str, end: str, kind: SourceType, size: int) -> Source:
    """A page of about so many bytes; the piece over and over stands wherever it says VALUE."""
    value = piece * (size // page.count("VALUE") // len(piece.encode())) + end
    return Source(page.replace("VALUE", value).encode(), kind)
