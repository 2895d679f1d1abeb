"""The article as plain text."""

from __future__ import annotations

from typing import Any

from bodycopy.model import Kind, Label
from bodycopy.render import article_text


def test_paragraphs_and_headings_are_parted_by_a_blank_line(make: Any) -> None:
    document = make.document(make.body("One."), make.body("Two", Kind.HEADING, level=2), make.body("Three."))
    assert article_text(document, frozenset()) == "One.\n\nTwo\n\nThree."


def test_what_is_not_body_is_left_out_unless_it_is_kept(make: Any) -> None:
    document = make.document(
        make.body("One."), make.removed("A dog.", "caption.figure"), make.removed("Give!", "appeal.donate"), make.body("Two.")
    )
    assert article_text(document, frozenset()) == "One.\n\nTwo."
    assert article_text(document, {Label.CAPTION}) == "One.\n\nA dog.\n\nTwo."


def test_items_are_lines_without_blank_lines_between(make: Any) -> None:
    document = make.document(
        make.body("Take:"), make.body("flour", Kind.ITEM, level=1), make.body("salt", Kind.ITEM, level=1), make.body("Stir.")
    )
    assert article_text(document, frozenset()) == "Take:\n\n- flour\n- salt\n\nStir."


def test_items_are_indented_by_their_depth_counted_from_where_the_list_begins(make: Any) -> None:
    items = [make.body(f"level {level}", Kind.ITEM, level=level) for level in (3, 4, 3, 1)]
    assert article_text(make.document(*items), frozenset()) == "- level 3\n  - level 4\n- level 3\n- level 1"


def test_two_lists_one_after_the_other_are_parted(make: Any) -> None:
    scopes = make.scopes(("body", -1), ("ul", 0), ("li", 1), ("ul", 0), ("li", 3))
    document = make.document(
        make.body("a", Kind.ITEM, level=1, scope=2), make.body("b", Kind.ITEM, level=1, scope=4), scopes=scopes
    )
    assert article_text(document, frozenset()) == "- a\n\n- b"


def test_a_second_paragraph_of_an_item_is_no_second_item(make: Any) -> None:
    scopes = make.scopes(("ul", -1), ("li", 0), ("li", 0))
    items = [make.body(text, Kind.ITEM, level=1, scope=scope) for text, scope in (("a", 1), ("more of a", 1), ("b", 2))]
    assert article_text(make.document(*items, scopes=scopes), frozenset()) == "- a\n  more of a\n- b"


def test_an_item_that_brings_its_own_mark_gets_no_other(make: Any) -> None:
    items = [make.body(text, Kind.ITEM, level=1) for text in ("• flour", "2) salt", "2 eggs", "–20 degrees")]
    assert article_text(make.document(*items), frozenset()) == "• flour\n2) salt\n- 2 eggs\n- –20 degrees"


def test_a_table_is_a_line_a_row_and_code_keeps_its_lines(make: Any) -> None:
    document = make.document(make.body("a\tb\nc\td", Kind.TABLE), make.body("if x:\n    y()", Kind.CODE))
    assert article_text(document, frozenset()) == "a\tb\nc\td\n\nif x:\n    y()"


def test_blocks_without_text_leave_no_gap(make: Any) -> None:
    assert article_text(make.document(make.body("One."), make.body(""), make.body("Two.")), frozenset()) == "One.\n\nTwo."


def test_a_page_without_body_is_an_empty_text(make: Any) -> None:
    assert article_text(make.document(make.removed("Home", "header.site")), frozenset()) == ""
