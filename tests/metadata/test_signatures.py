"""Whom the labelled blocks name as authors."""

from __future__ import annotations

import pytest

from bodycopy.metadata.signatures import block_authors
from bodycopy.model import Block, Kind, Label, Verdict

HEADER, BODY, TAIL, OTHER, COMMENT = Label.HEADER, Label.BODY, Label.TAIL, Label.BOILERPLATE, Label.COMMENT
BOX = "tail.author_bio"


def blocks(*parts: tuple[Label, str] | tuple[Label, str, str]) -> list[Block]:
    """Blocks of these labels and texts, some with the rule that labelled them."""
    return [
        Block(index, Kind.PARAGRAPH, part[1], label=part[0], verdict=Verdict(part[2], "") if len(part) > 2 else None)
        for index, part in enumerate(parts)
    ]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([(HEADER, "By Jane Doe"), (BODY, "The ferry runs.")], ["By Jane Doe"]),
        ([(HEADER, "By Jane Doe"), (BODY, "The ferry."), *[(OTHER, "x")] * 6, (HEADER, "By John Roe")], ["By Jane Doe"]),
        ([(HEADER, "Jane Doe"), (BODY, "The ferry runs.")], []),
        ([(HEADER, "Jane Doe", "header.byline"), (BODY, "The ferry runs.")], ["Jane Doe"]),
        ([(HEADER, "By Category"), (BODY, "The ferry runs.")], []),
        ([(BODY, "The ferry runs."), (OTHER, "Posted by Jane Doe at 18:52")], ["Jane Doe at 18:52"]),
        ([(BODY, "The ferry runs."), (TAIL, "This post was written by Jane Doe, captain")], ["Jane Doe, captain"]),
        ([(BODY, "The ferry runs."), (COMMENT, "Posted by John Roe")], []),
        ([(BODY, "The ferry runs."), *[(OTHER, "x")] * 9, (OTHER, "By John Roe")], []),
        ([(BODY, "The ferry runs."), (TAIL, "Jane Doe", BOX), (TAIL, "Jane Doe sails, and writes of it.", BOX)], ["Jane Doe"]),
        ([(BODY, "The ferry runs."), (TAIL, "Jane Doe")], []),
        ([(BODY, "The ferry runs."), (OTHER, "Author"), (OTHER, "Jane Doe")], ["Jane Doe"]),
        ([(BODY, "The ferry runs."), *[(OTHER, "x")] * 9, (OTHER, "Article by"), (OTHER, "Jane Doe")], ["Jane Doe"]),
        ([(BODY, "The ferry runs."), (OTHER, "by"), (OTHER, "Jane Goods")], []),
        ([(BODY, "HARBURG (Reuters/ab) - The ferry runs.")], ["Reuters/ab"]),
        ([(BODY, "HARBURG (Hotel) - The ferry runs.")], []),
    ],
)
def test_the_best_place_that_names_somebody(parts: list[tuple[Label, str]], expected: list[str]) -> None:
    best = next((group for group in block_authors(blocks(*parts)) if group), ())
    assert [offer.value for offer in best] == expected


def test_in_plain_text_a_name_beside_the_date() -> None:
    lines = blocks((OTHER, "Jane Doe"), (OTHER, "31 May 2024"), (Label.HEADLINE, "Ferry Runs Again"), (BODY, "The ferry runs."))
    best = next((group for group in block_authors(lines, "en") if group), ())
    assert [offer.value for offer in best] == ["Jane Doe"]
    assert not any(block_authors(blocks((OTHER, "Jane Doe"), (OTHER, "Home"), (BODY, "The ferry runs.")), "en"))


def test_the_source_is_the_block() -> None:
    best = next(iter(block_authors(blocks((OTHER, "Menu"), (HEADER, "By Jane Doe"), (BODY, "The ferry runs.")))))
    assert [(offer.field, offer.source) for offer in best] == [("authors", "block 1")]
