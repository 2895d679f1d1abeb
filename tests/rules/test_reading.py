"""What rules read with: names of elements, phrases, lines, the words of titles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bodycopy.model import Block, Kind, Label, Metadata, Page, Scope
from bodycopy.phrases import LONGEST_SCANNED, class_names, scan, scan_all, word_list
from bodycopy.rules.lines import left_over, normal
from bodycopy.rules.titlewords import best_line
from bodycopy.rules.view import View
from bodycopy.tokens import token_names

ROOT = Path(__file__).parents[2]

LONG = "The crews voted on Tuesday to stop work for two days next week, their union said in a statement to the harbour board. "


def _view(*tokens: str) -> tuple[View, Block]:
    """A page of one long article and, beside it, a line within elements of these tokens, outermost first."""
    scopes = [Scope("html", (), -1, 0), Scope("main", ("article",), 0, 1)]
    scopes += [Scope("div", tuple(token.split()), 0 if at == 0 else at + 1, at + 1) for at, token in enumerate(tokens)]
    article = Block(0, Kind.PARAGRAPH, LONG * 4, scope=1, score=0.9)
    line = Block(1, Kind.PARAGRAPH, "A line", scope=len(scopes) - 1, score=0.2)
    return View(Page((article, line), tuple(scopes)), Metadata(), (None, None)), line


@pytest.mark.parametrize(
    ("token", "name", "known"),
    [
        ("articleBody__relatedLinks", "related-links", True),
        ("image_caption-2", "caption", True),
        ("barcelona", "bar", False),
        ("metaphor", "meta", False),
        ("buying-guide", "yin", False),
    ],
)
def test_names_are_whole_words(token: str, name: str, known: bool) -> None:
    assert (name in token_names(token)) is known


def test_the_innermost_element_speaks_for_a_block() -> None:
    view, line = _view("share-bar", "plain", "post-share")
    assert view.named(line, frozenset({"share-bar", "post-share"})) == "post-share"
    assert view.named(line, frozenset({"share-bar"})) == "share-bar"
    assert view.named(line, frozenset({"bar-share"})) is None


def test_the_wrapper_of_the_article_is_not_asked() -> None:
    view, _ = _view("article")
    assert view.named(view.blocks[0], frozenset({"article"})) is None


@pytest.mark.parametrize("token", ["has-crumbs", "page--with-crumbs", "no-crumbs", "js-crumbs", "menuHasCrumbs"])
def test_what_an_element_has_is_no_name_of_it(token: str) -> None:
    view, line = _view(token)
    assert view.named(line, frozenset({"crumbs"})) is None


def test_a_name_before_what_an_element_has_is_its_own() -> None:
    view, line = _view("crumbs--with-icons", "plain")
    assert view.named(line, frozenset({"crumbs"})) == "crumbs--with-icons"
    assert "header.breadcrumb" in view.known_around(line)


def test_the_nearest_element_of_a_kind_is_found() -> None:
    view, line = _view("outer", "inner1")
    assert view.within(line, "div", "main") == "div"
    assert view.within(line, "nav") is None
    assert view.marked(line, str.isalpha) == "outer"


def test_a_fact_of_the_page_is_read_once() -> None:
    asked = []
    view, _ = _view("plain")

    def count(seen: View) -> int:
        asked.append(seen)
        return len(seen.blocks)

    assert view.fact(count) == view.fact(count) == 2
    assert view.with_labels((None, None)).fact(count) == 2
    assert len(asked) == 1


def test_a_fact_that_asks_for_labels_is_read_again_for_other_labels() -> None:
    view, line = _view("plain")

    def label(seen: View) -> Label | None:
        return seen.label(line)

    def again(seen: View) -> Label | None:
        return seen.fact(label)

    assert view.fact(label) is view.fact(again) is None
    later = view.with_labels((None, Label.HEADER))
    assert later.fact(again) is later.fact(label) is Label.HEADER
    assert view.fact(again) is None


@pytest.mark.parametrize(
    ("text", "rule", "group", "phrase"),
    [
        ("Photo: Ann Lee", "caption.credit", "labels", "photo:"),
        ("写真：山口葉子", "caption.credit", "labels", "写真："),
        ("Telephoto: a lens", "caption.credit", "labels", None),
        ("Zum Inhalt springen", "header.site", "skip", "zum inhalt"),
    ],
)
def test_phrases_are_whole_words(text: str, rule: str, group: str, phrase: str | None) -> None:
    assert scan(text).get((rule, group)) == phrase


def test_lists_for_whole_lines_are_not_looked_for_in_every_block() -> None:
    assert "may" in word_list("header.dateline", "months")
    assert not [group for rule, group in scan("It may rain in May") if rule == "header.dateline"]


def test_names_of_elements_are_no_phrases() -> None:
    assert "wp-caption-text" in class_names("caption.figure")
    assert ("caption.figure", "names") not in scan("a wp-caption-text")


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("Published 3 May 2024", []),
        ("Published in Porto on 3 May", ["porto"]),
        ("2024年5月3日更新", []),
        ("2024年5月3日東京", ["日東京"]),
    ],
)
def test_left_over(text: str, over: list[str]) -> None:
    known = frozenset({"published", "on", "in", "may", "年", "月", "日", "更新"})
    assert left_over(text, known) == over


def test_normal_folds_what_titles_differ_in() -> None:
    assert normal("Ferries\u00a0–  “late”, ＡＧＡＩＮ!") == normal("ferries late again")
    assert normal("Fähre") != normal("Fahre")


def test_the_title_speaks_of_what_the_text_speaks_of() -> None:
    below = ["Ferry crews of the harbour voted to strike on Tuesday.", "The strike of the ferry crews will last two days."]
    above = ["The Courier", "Weather Sport Jobs", "Ferry crews vote for a strike", "Harbour", "By Ann Lee"]
    assert best_line(above, below) == 2
    assert best_line(["Weather Sport Jobs", "Cookie settings"], below) == -1


def test_a_phrase_is_found_in_its_own_text_only() -> None:
    hits = scan_all(["Please donate", "", "today", "🙂 please donate"])
    assert [hits[at].get(("appeal.donate", "strong")) for at in range(4)] == ["please donate", None, None, "please donate"]


def test_half_of_a_surrogate_pair_hides_no_phrase() -> None:
    assert scan("\ud83d please donate")[("appeal.donate", "strong")] == "please donate"


def test_no_rule_looks_for_words_in_a_block_that_is_not_scanned() -> None:
    limits = {
        f"{path.stem}.{name[0]}": int(name[1].replace("_", ""))
        for path in (ROOT / "service" / "bodycopy" / "rules").rglob("*.py")
        for name in re.findall(r"^([A-Z_]*(?:CHARS|LONGEST|SHORT|LINE)) = ([\d_]+)$", path.read_text("utf-8"), re.MULTILINE)
    }
    assert len(limits) > 50
    assert max(limits.values()) < LONGEST_SCANNED / 10
