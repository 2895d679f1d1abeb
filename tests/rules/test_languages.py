"""Appeals and promotions are known in eighteen languages, and what an article says with the same words is left alone."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from bodycopy.blocks.html import cut_blocks
from bodycopy.model import Label, Metadata, Options
from bodycopy.parse import parse
from bodycopy.rules.label import label_blocks

TABLE = tomllib.loads((Path(__file__).parent / "languages.toml").read_text("utf-8"))
LANGUAGES = {"en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "uk", "sv", "no", "da", "cs", "tr", "ja", "zh", "ar"}

SCORE = 0.9
AROUND = "Engineers who looked at the {} pier in the autumn found cracks in four of the eleven, and rust behind two bearings."


def label_of(snippet: str) -> Label:
    """The label of a paragraph in the midst of an article that the scorer believes in as a whole."""
    paragraphs = [*(AROUND.format(name) for name in ("first", "second", "third")), snippet, AROUND.format("last")]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = cut_blocks(parse(f"<html><body><article><h1>The bridge</h1>{body}</article></body></html>"), Options())
    scored = replace(page, blocks=tuple(block._replace(score=SCORE) for block in page.blocks))
    return label_blocks(scored, Metadata(headline="The bridge")).blocks[4].label


def cases(*names: str) -> list[object]:
    return [
        pytest.param(name.removeprefix("near_"), snippet, id=f"{language}-{name}-{number}")
        for language, lists in TABLE.items()
        for name in names
        for number, snippet in enumerate(lists[name], 1)
    ]


def test_there_are_eighteen_languages() -> None:
    assert TABLE.keys() == LANGUAGES


@pytest.mark.parametrize(("room", "snippet"), cases("appeal", "promo"))
def test_a_hit_in_its_language(room: str, snippet: str) -> None:
    assert label_of(snippet) == room


@pytest.mark.parametrize(("room", "snippet"), cases("near_appeal", "near_promo"))
def test_a_near_miss_in_its_language(room: str, snippet: str) -> None:
    assert label_of(snippet) is Label.BODY, room
