"""The marked proof that `bodycopy explain` prints, on documents built by hand."""

from __future__ import annotations

import re
from typing import Any

import pytest
from wcwidth import width

from bodycopy.cli.proof import BETWEEN, Proof, printable
from bodycopy.model import Document, Kind, Label, Quality

LOREM = "The mill stood by the river for a hundred years before anyone thought of selling it to strangers from the city. "
PLEA = "We have a small favor to ask: without the gifts of our readers there would be nobody to report on mills and rye. "
JAPANESE = "新しい市立図書館が昨日、駅前に開館した。建設には四年かかり、費用は当初の予定を上回った。市長は長い間待っていた日だと語った。"
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def proof(document: Document, columns: int = 80, keep: frozenset[Label] = frozenset(), **options: bool) -> list[str]:
    return list(Proof(document, keep, columns, **{"colored": False, "paths": False, **options}).lines())


@pytest.fixture
def page(make: Any) -> Document:
    return make.document(
        make.removed("Home", "score", "0.003", span=(2, 2), path="/html/body/a[1]"),
        make.removed("Food", "score", "0.011", span=(3, 3), path="/html/body/a[2]"),
        make.removed("Rye and stone", "headline.title", "h1", kind=Kind.HEADING, level=1, span=(5, 5)),
        make.body(LOREM * 3, span=(6, 6)),
        make.body("Why", Kind.HEADING, level=2, span=(7, 7)),
        make.body("rye", Kind.ITEM, level=1, span=(8, 8)),
        make.body("bran", Kind.ITEM, level=2, span=(9, 9)),
        make.body(JAPANESE * 2, Kind.QUOTE, span=(10, 10)),
        make.body("a\tb\n1\t2", Kind.TABLE, span=(11, 12)),
        make.removed(PLEA, "appeal.donate", "small favor", span=(13, 15)),
        make.removed("Odd", "site.example.com", "//aside", label=Label.PROMO, span=(16, 16)),
        quality=Quality(0.871, "article", ("short",)),
    )


def test_eighty_columns_give_reasons_after_what_was_taken_out(page: Document) -> None:
    lines = proof(page)
    assert lines[:5] == [
        "- Home · Food",
        "-   ^ boilerplate, score 0.003 to 0.011, 2 blocks, lines 2–3",
        "",
        "- Rye and stone",
        "-   ^ headline.title: “h1”, line 5",
    ]
    assert "-   ^ appeal.donate: “small favor”, lines 13–15" in lines
    assert "-   ^ promo (site.example.com): “//aside”, line 16" in lines


def test_a_wide_terminal_gives_reasons_in_the_margin(page: Document) -> None:
    lines = proof(page, 140)
    assert not [line for line in lines if "^" in line]
    first = lines[0]
    assert first.startswith("- Home · Food  ")
    assert first[94:] == "boilerplate, score 0.003 to 0.011,"
    assert lines[1] == "- " + " " * 92 + "2 blocks, lines 2–3"


@pytest.mark.parametrize("columns", [20, 40, 80, 109, 110, 140, 400])
def test_no_line_is_wider_than_the_terminal(page: Document, columns: int) -> None:
    wide = {line: width(line) for line in proof(page, columns) if not line.startswith("=")}
    assert max(wide.values()) <= max(columns, 24)


@pytest.mark.parametrize("columns", [40, 80, 140])
def test_the_marks_part_article_reasons_and_sum(page: Document, columns: int) -> None:
    """The article can be read off the indented lines alone, for any width."""
    lines = proof(page, columns)
    assert {line[:2] for line in lines} == {"  ", "- ", "= ", ""}
    shown = "".join(line for line in lines if line.startswith("  "))
    for block in page.body:
        assert re.sub(r"\s", "", block.text) in re.sub(r"\s|│", "", shown)
    for block in page.removed:
        assert re.sub(r"\s", "", block.text) not in re.sub(r"\s|│", "", shown)


@pytest.mark.parametrize("columns", [40, 80])
def test_nothing_of_the_page_is_missing(page: Document, columns: int) -> None:
    shown = re.sub(r"\s", "", "".join(line[2:] for line in proof(page, columns))).replace("│", "")
    assert not [block.text for block in page.blocks if re.sub(r"\s", "", block.text) not in shown]


def test_kinds_show_without_colour(page: Document) -> None:
    lines = proof(page)
    start = lines.index("  ## Why")
    assert lines[start : start + 5] == ["  ## Why", "", "  • rye", "    • bran", ""]
    assert [line for line in lines if line.startswith("  │ ")][-2:] == ["  │ a   b", "  │ 1   2"]


def test_kept_labels_read_as_part_of_the_article(page: Document) -> None:
    assert proof(page, keep=frozenset({Label.HEADLINE}))[3] == "  # Rye and stone"


def test_neighbours_with_one_reason_are_one_and_others_are_not(make: Any) -> None:
    document = make.document(
        make.removed("Share", "header.share", "share-bar"),
        make.removed("Send", "header.share", "share-bar"),
        make.removed("Print", "header.share", "print"),
        make.body("Text."),
        make.removed("Share", "header.share", "print"),
    )
    assert proof(document)[:-4] == [
        "- Share · Send",
        "-   ^ header.share: “share-bar”, 2 blocks",
        "",
        "- Print",
        "-   ^ header.share: “print”",
        "",
        "  Text.",
        "",
        "- Share",
        "-   ^ header.share: “print”",
        "",
    ]


def test_scores_of_neighbours_are_given_as_a_range_with_their_limit(make: Any) -> None:
    document = make.document(
        *(make.removed("x", "score", words) for words in ("0.300 < 0.456", "0.002 < 0.456", "0.110 < 0.456"))
    )
    assert proof(document)[1] == "-   ^ boilerplate, score 0.002 to 0.300 < 0.456, 3 blocks"


def test_reasons_in_the_margin_need_no_blank_line_between_single_lines(make: Any) -> None:
    document = make.document(
        make.removed("Home", "header.site", "nav"),
        make.removed("Share", "header.share", "share"),
        make.removed(PLEA, "appeal.donate", "small favor"),
        make.body("Text."),
    )
    assert [line[:8] for line in proof(document, 140)[:6]] == ["- Home  ", "- Share ", "", "- We hav", "- report", ""]


def test_long_and_short_blocks_with_one_reason_keep_their_order(make: Any) -> None:
    texts = ["Home", "Food", LOREM.strip(), "More"]
    lines = proof(make.document(*(make.removed(text, "score", "0.001") for text in texts)), 130)
    assert [line[2:90].rstrip() for line in lines[:4]] == [
        f"Home{BETWEEN}Food".replace("\u00a0", " "),
        *_wrapped(LOREM),
        "More",
    ]


def _wrapped(text: str) -> list[str]:
    head = text[: text.rindex(" ", 0, 87)]
    return [head, text[len(head) :].strip()]


def test_colour_strikes_out_what_was_taken_out_and_only_that(page: Document) -> None:
    plain, colored = proof(page), proof(page, colored=True)
    assert [STYLE.sub("", line) for line in colored] == plain
    assert colored[0] == "- \x1b[2m\x1b[9mHome · Food\x1b[0m"
    article = [line for line in colored if line.startswith("  ") and "Why" not in line]
    assert not [line for line in article if "\x1b" in line]
    assert [line for line in colored if "Why" in line] == ["  \x1b[1m## Why\x1b[0m".replace("\x1b[1m## ", "## \x1b[1m")]


def test_paths_on_request(page: Document) -> None:
    lines = proof(page, 140, paths=True)
    assert lines[1:4] == [
        "-   ^ boilerplate, score 0.003 to 0.011, 2 blocks, lines 2–3",
        "-     /html/body/a[1]",
        "-     /html/body/a[2]",
    ]
    assert "/html" not in "".join(proof(page, 140))


def test_the_sum_counts_blocks_words_and_rules(page: Document) -> None:
    lines = [line for line in proof(page) if line.startswith("=")]
    assert re.fullmatch(r"= 6 blocks \(\d+ words\) in the article, 5 blocks \(\d+ words\) taken out", lines[0])
    assert lines[1:6] == [
        "=      2  boilerplate, by score",
        "=      1  appeal.donate",
        "=      1  headline.title",
        "=      1  site.example.com",
        "= quality 0.87, page type article (short)",
    ]


def test_a_page_cannot_write_to_the_terminal(make: Any) -> None:
    nasty = "a\x1b[2Jb\x9b31mc\x07d\u202ee\x08f\rg"
    document = make.document(make.body(nasty), make.removed(nasty, "appeal.donate", nasty), make.body(nasty, Kind.CODE))
    assert not re.findall("[\x00-\x1f\x7f-\x9f\u202e]", "".join(proof(document)))


def test_what_is_printable_stays() -> None:
    assert printable("Ünï — “çödé” 日本 عربي\tx") == "Ünï — “çödé” 日本 عربي\tx"


def test_a_page_on_one_line_has_no_line_numbers(make: Any) -> None:
    document = make.document(make.removed("a", "score", "0.1", span=(1, 1)), make.body("b", span=(1, 1)))
    assert "line" not in proof(document)[1]


def test_an_empty_page_has_its_sum(make: Any) -> None:
    assert proof(make.document())[1] == "= 0 blocks (0 words) in the article, 0 blocks (0 words) taken out"
