"""What speaks against an answer is said, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bodycopy import quality
from bodycopy.model import Block, Kind, Label, Page, Quality, Verdict
from bodycopy.quality import judge_quality
from bodycopy.score.page_type import PAGE_TYPES

LONG = "The council voted late on Monday to close the old bridge for a year. " * 8


def block(index: int, text: str, label: Label = Label.BODY, rule: str = "score", links: int = 0) -> Block:
    verdict = None if label is Label.BODY else Verdict(rule, "x")
    return Block(index, Kind.PARAGRAPH, text, score=0.9, label=label, verdict=verdict, link_chars=links)


def judged(*blocks: Block, expected: float = 0.95) -> Quality:
    return judge_quality(Page(blocks, threshold=0.4, expected_f1=expected))


def test_an_article_has_the_score_that_is_expected_of_it() -> None:
    assert judged(block(0, LONG)) == Quality(0.95, "article", ())


def test_no_body_is_no_article() -> None:
    assert judged(block(0, "Home", Label.HEADER, "header.site")) == Quality(0.0, "article", ("no_article",))


@pytest.mark.parametrize(
    ("blocks", "expected", "reasons"),
    [
        ([block(0, "A brief.")], 0.95, ("short",)),
        ([block(0, LONG, links=len(LONG))], 0.95, ("many_links",)),
        ([block(0, LONG)], 0.5, ("unsure",)),
        ([block(0, LONG), block(1, "Subscribe to read on.", Label.APPEAL, "appeal.paywall")], 0.95, ("truncated_by_paywall",)),
        ([block(0, "Log in", Label.APPEAL, "appeal.paywall"), block(1, LONG)], 0.95, ()),
        ([block(0, LONG), block(1, "Our newsletter", Label.APPEAL, "appeal.newsletter")], 0.95, ()),
    ],
)
def test_reasons(blocks: list[Block], expected: float, reasons: tuple[str, ...]) -> None:
    assert judged(*blocks, expected=expected).reasons == reasons


def test_the_type_of_the_page_is_the_scorers() -> None:
    page = Page((block(0, LONG),), expected_f1=0.95, page_type="forum")
    assert judge_quality(page) == Quality(0.95, "forum", ())


def test_the_reasons_in_the_manual_are_those_that_are_given() -> None:
    manual = (Path(__file__).parents[1] / "docs" / "http.md").read_text(encoding="utf-8")
    table = manual.partition("| reason |")[2].partition("\n\n")[0]
    told = {line.split("`")[1] for line in table.splitlines() if line.startswith("| `")}
    source = Path(quality.__file__).read_text(encoding="utf-8")
    given = set(re.findall(r'^ +"(\w+)":', source, re.MULTILINE)) | {"no_article"}
    assert told == given
    assert f"fewer than {quality.SHORT_CHARS} characters" in table
    assert f"more than {quality.LINKED_SHARE:.0%}".replace("%", " %") in table
    assert f"below {quality.UNSURE}" in table


def test_the_types_in_the_manual_are_those_of_the_scorer() -> None:
    manual = (Path(__file__).parents[1] / "docs" / "http.md").read_text(encoding="utf-8")
    told = manual.partition("`pageType` is ")[2].partition(". `reasons`")[0]
    assert tuple(re.findall(r"`(\w+)`", told)) == PAGE_TYPES
