"""Every rule against its hits and its near misses.

`cases/<room>.<rule>.toml` belongs to one rule:

    [[hit]]
    html = '<figure><img src="a.jpg"><figcaption>@@Fans outside the ground.</figcaption></figure>'

    [[near_miss]]
    at = "end"
    text = "@@The photograph was taken by a passer-by."

An entry is a snippet of HTML or of plain text that is set into an ordinary article; `@@` at the beginning of a block's
text marks the block in question (several may be marked). A hit must get its verdict from this rule. A near miss must stay
body, or get the `label` that the entry names. What else an entry may say:

- `at`: where the snippet goes: `top` (above the headline), `start` (between headline and text), `middle` (the default),
  `end` (the last thing in the article), `below` (after the article), or `page` (the snippet is the whole page)
- `score`: what the scorer thinks of the snippet's blocks (0.9 unless told: a rule has to beat the score)
- `metadata`: fields of the page's metadata (`headline`, `description`, `section`, `article_type`; `authors` and `breadcrumbs`
  as lists of names, `images` as a list of captions). A page of HTML has its headline there, plain text has nothing
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bodycopy.blocks.html import cut_blocks
from bodycopy.blocks.text import cut_lines
from bodycopy.model import Block, Breadcrumb, Image, Label, Metadata, Options, Page, Person
from bodycopy.parse import parse
from bodycopy.rules.label import ROOMS, label_blocks, load_rules

CASES = Path(__file__).parent / "cases"
MARK = "@@"
SNIPPET_SCORE = 0.9
ARTICLE_SCORE = 0.95

HEADLINE = "Harbour bridge closes for a year of repairs"
OPENING = (
    "The old harbour bridge will close to all traffic from the first week of March, the council decided late on Monday.",
    "Engineers who looked at the piers in the autumn found cracks in four of the eleven, and rust behind two bearings.",
    "Ferries are to run every ten minutes between the two banks, from five in the morning until an hour past midnight.",
)
CLOSING = (
    "Shopkeepers on the northern side expect a lean summer, and several have asked the council to forgo their rents.",
    "The last such closure, forty years ago, took twice as long as planned and cost three times what had been promised.",
    "Work on the first pier begins as soon as the ice has gone, and the road is to open again before the next winter.",
)
PLACES = ("top", "start", "middle", "end", "below", "page")

RULES = {rule.name: rule for room in ROOMS for rule in load_rules(room)}


def _entries(wanted: str) -> list[Any]:
    entries = []
    for file in sorted(CASES.glob("*.toml")):
        for number, entry in enumerate(tomllib.loads(file.read_text("utf-8")).get(wanted, []), 1):
            entries.append(pytest.param(file.stem, entry, id=f"{file.stem}-{number}"))
    return entries


def _page(entry: dict[str, Any]) -> tuple[Page, list[int]]:
    """The page of an entry, scored, and the indexes of the marked blocks."""
    at = entry.get("at", "middle")
    assert at in PLACES, f"no such place: {at}"
    page = cut_blocks(parse(_html(entry["html"], at)), Options()) if "html" in entry else cut_lines(_text(entry["text"], at))
    marked = [block.index for block in page.blocks if block.text.startswith(MARK)]
    assert marked, f"no block begins with the mark: {[block.text for block in page.blocks]}"
    score = entry.get("score", SNIPPET_SCORE)
    return replace(page, blocks=tuple(_scored(block, score) for block in page.blocks)), marked


def _scored(block: Block, score: float) -> Block:
    text = block.text.removeprefix(MARK)
    if text in OPENING or text in CLOSING:
        score = ARTICLE_SCORE
    return block._replace(text=text, score=score)


def _html(snippet: str, at: str) -> str:
    if at == "page":
        return snippet
    parts = {place: snippet if place == at else "" for place in PLACES}
    opening, closing = (" ".join(f"<p>{text}</p>" for text in texts) for texts in (OPENING, CLOSING))
    return (
        f"<html><body>{parts['top']}<main><article><h1>{HEADLINE}</h1>{parts['start']}{opening}{parts['middle']}{closing}"
        f"{parts['end']}</article></main>{parts['below']}</body></html>"
    )


def _text(snippet: str, at: str) -> str:
    if at == "page":
        return snippet
    parts = {place: [snippet.strip()] if place == at else [] for place in PLACES}
    lines = [*parts["top"], HEADLINE, *parts["start"], *OPENING, *parts["middle"], *CLOSING, *parts["end"], *parts["below"]]
    return "\n\n".join(lines)


def _labelled(entry: dict[str, Any]) -> list[Block]:
    page, marked = _page(entry)
    told = {"headline": HEADLINE} if "html" in entry else {}
    blocks = label_blocks(page, Metadata(**{**told, **_metadata(entry.get("metadata", {}))})).blocks
    return [blocks[index] for index in marked]


def _metadata(told: dict[str, Any]) -> dict[str, Any]:
    """Metadata of an entry: the names of authors and breadcrumbs and the captions of images as the model has them."""
    made = {"authors": Person, "breadcrumbs": Breadcrumb, "images": lambda caption: Image(caption=caption)}
    return {name: tuple(map(made[name], value)) if name in made else value for name, value in told.items()}


@pytest.mark.parametrize(("rule", "entry"), _entries("hit"))
def test_hit(rule: str, entry: dict[str, Any]) -> None:
    for block in _labelled(entry):
        assert block.verdict, f"{block.text!r} went unnoticed"
        assert block.verdict.rule == rule, f"{block.text!r}"


@pytest.mark.parametrize(("rule", "entry"), _entries("near_miss"))
def test_near_miss(rule: str, entry: dict[str, Any]) -> None:
    for block in _labelled(entry):
        assert block.label is Label(entry.get("label", "body")), f"{block.text!r} taken by {block.verdict}"
        assert not block.verdict or block.verdict.rule != rule


@pytest.mark.parametrize("name", sorted(RULES))
def test_rule_has_both_kinds_of_cases(name: str) -> None:
    file = CASES / f"{name}.toml"
    cases = tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
    assert cases.get("hit"), f"{name} has no hit in {file.name}"
    assert cases.get("near_miss"), f"{name} has no near miss in {file.name}"
    assert not cases.keys() - {"hit", "near_miss"}


def test_no_cases_without_a_rule() -> None:
    assert {file.stem for file in CASES.glob("*.toml")} <= RULES.keys()


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_rule_is_a_rule(rule: Any) -> None:
    assert rule.about.endswith("."), "the docstring's first line says what the rule takes, in a sentence"
    assert rule.alone or rule.in_context, "neither match nor match_in_context"
