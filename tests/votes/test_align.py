"""A voter gives a text; which blocks it means depends on where they stand."""

from __future__ import annotations

from bodycopy.model import Block, Kind
from bodycopy.votes.align import align, words

FIRST = "The council voted on Monday to close the old swimming hall."
SECOND = "Parents who had collected signatures left the room before the vote."
THIRD = "A new hall is to be built on the site of the former brewery."


def blocks(*texts: str) -> list[Block]:
    return [Block(index, Kind.PARAGRAPH, text) for index, text in enumerate(texts)]


def test_blocks_in_the_text_are_inside_and_others_are_not() -> None:
    page = blocks("Home News Sport", FIRST, "Advertisement", SECOND, "All rights reserved by the publisher of this page.")
    assert align(page, f"{FIRST}\n{SECOND}") == (0.0, 1.0, 0.0, 1.0, 0.0)


def test_a_repeat_counts_where_it_stands_between_its_neighbours() -> None:
    page = blocks(FIRST, SECOND, THIRD, "Most read today on this site", FIRST)
    assert align(page, f"{FIRST}\n{SECOND}\n{THIRD}") == (1.0, 1.0, 1.0, 0.0, 0.0)


def test_a_teaser_that_repeats_the_beginning_is_out_of_order() -> None:
    teaser = "The council voted on Monday to close the old swimming hall, read all about it here."
    shares = align(blocks(FIRST, SECOND, THIRD, teaser), f"{FIRST}\n{SECOND}\n{THIRD}")
    assert shares[:3] == (1.0, 1.0, 1.0)
    assert shares[3] == 0.0


def test_a_short_line_counts_only_as_a_line_of_its_own() -> None:
    page = blocks("Monday", FIRST, "Brewery", THIRD)
    assert align(page, f"{FIRST}\nBrewery\n{THIRD}") == (0.0, 1.0, 1.0, 1.0)


def test_part_of_a_block_is_a_share() -> None:
    (share,) = align(blocks(f"{FIRST} {SECOND}"), FIRST)
    assert 0.3 < share < 0.7


def test_scripts_without_spaces_are_read_by_character() -> None:
    page = blocks("市議会は月曜日に古いプールの閉鎖を決めた。", "関連記事はこちら")
    assert align(page, "市議会は月曜日に古いプールの閉鎖を決めた。") == (1.0, 0.0)
    assert words("東京 Tokyo") == ("東", "京", "tokyo")


def test_no_text_means_nothing_is_inside() -> None:
    assert align(blocks(FIRST, "!"), "") == (0.0, 0.0)
    assert align([], FIRST) == ()
