"""Cutting plain text: a line a block, unless the lines are hard-wrapped."""

from __future__ import annotations

from bodycopy.blocks.text import cut_lines
from bodycopy.model import Kind

WRAPPED = """The council voted on Monday evening to close the old swimming hall at
the end of the year, after engineers had found cracks in the roof that
would cost more to mend than a new building. The vote was unanimous.

Parents who had collected two thousand signatures against the closure
left the room before the vote was taken. A new hall is to be built on
the site of the former brewery, though nobody could say when.

- one thing that was asked for in the letter to the mayor of the town
- another thing
"""


def test_a_line_is_a_block_with_its_number() -> None:
    page = cut_lines("Title line here\n\nFirst paragraph of it.\r\nSecond one,  with   space.\n")
    assert [(block.text, block.path, block.span) for block in page.blocks] == [
        ("Title line here", "line 1", (1, 1)),
        ("First paragraph of it.", "line 3", (3, 3)),
        ("Second one, with space.", "line 4", (4, 4)),
    ]
    assert page.scopes == ()


def test_wrapped_lines_are_joined_and_items_stay_apart() -> None:
    blocks = cut_lines(WRAPPED).blocks
    assert [block.span for block in blocks] == [(1, 3), (5, 7), (9, 9), (10, 10)]
    assert blocks[0].text.startswith("The council voted")
    assert blocks[0].text.endswith("was unanimous.")
    assert blocks[0].path == "lines 1-3"
    assert [block.kind for block in blocks[2:]] == [Kind.ITEM, Kind.ITEM]
    assert blocks[3].text == "another thing"


def test_long_lines_are_not_taken_for_wrapped_ones() -> None:
    line = "A paragraph that goes on for rather longer than any editor would let a line go on before it wrapped it. "
    assert len(cut_lines("\n".join([line * 2] * 6)).blocks) == 6


def test_short_lines_of_a_menu_are_not_joined() -> None:
    assert len(cut_lines("Home\nNews\nSport\nCulture\nContact\nAbout us and our long history\n").blocks) == 6


def test_nothing_gives_nothing() -> None:
    assert cut_lines(" \n\n\t\u200b\n").blocks == ()
