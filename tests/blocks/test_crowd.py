"""Very many short blocks become fewer and longer ones, and nothing of them is lost."""

from __future__ import annotations

import pytest

from bodycopy.blocks import crowd
from bodycopy.blocks.html import cut_blocks
from bodycopy.blocks.text import cut_lines
from bodycopy.model import Include, Kind, Options, Page
from bodycopy.parse import parse

MARKUP = Options(include=frozenset({Include.HTML}))
LONG = "The ferry crossed the grey strait before dawn, and nobody who was on board of it had slept at all."


@pytest.fixture(autouse=True)
def _few_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "MOST_BLOCKS", 3)


def cut(body: str) -> Page:
    return cut_blocks(parse(f"<body><main>{body}</main>"), MARKUP)


def words(page: Page) -> list[str]:
    return " ".join(block.text for block in page.blocks).split()


def test_short_blocks_behind_the_first_ones_are_joined() -> None:
    page = cut("".join(f"<p>word{number}</p>" for number in range(40)))
    assert [block.text for block in page.blocks[:3]] == ["word0", "word1", "word2"]
    assert len(page.blocks) < 10
    assert words(page) == [f"word{number}" for number in range(40)]
    assert [block.index for block in page.blocks] == list(range(len(page.blocks)))


def test_a_joined_block_stands_under_what_holds_all_of_it() -> None:
    page = cut("<p>a</p><p>b</p><p>c</p><div><p>d <a href=/x>e</a></p><p><b>f</b></p></div>")
    joined = page.blocks[-1]
    assert (joined.text, joined.links, joined.link_chars, joined.strong_chars) == ("d e f", 1, 1, 1)
    assert page.scopes[joined.scope].tag == "div"
    assert joined.path.endswith("/div[1]")
    assert joined.html == 'd <a href="/x">e</a> <strong>f</strong>'
    assert page.scopes[0].chars == 3 + len("d e") + len("f")


def test_long_paragraphs_stay_apart() -> None:
    page = cut(f"<p>{LONG} It was late.</p>" * 9)
    assert len(page.blocks) == 9


def test_few_blocks_are_left_as_they_are() -> None:
    assert len(cut("<p>a</p><p>b</p><p>c</p>").blocks) == 3


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ("<ul><li>d<li>e</ul>", Kind.ITEM, "d e"),
        ("<pre>d\n  e</pre><pre>f</pre>", Kind.CODE, "d\n  e\nf"),
        ("<h2>d</h2><p>e</p>", Kind.PARAGRAPH, "d e"),
        ("<pre>d\n  e</pre><p>f</p>", Kind.PARAGRAPH, "d e f"),
    ],
)
def test_the_kind_stays_where_both_have_it(body: str, kind: Kind, text: str) -> None:
    page = cut(f"<p>a</p><p>b</p><p>c</p>{body}")
    assert (page.blocks[-1].kind, page.blocks[-1].text) == (kind, text)


def test_lines_of_plain_text_are_joined_and_keep_their_numbers() -> None:
    page = cut_lines("\n\n".join(f"word{number}" for number in range(40)))
    assert words(page) == [f"word{number}" for number in range(40)]
    assert len(page.blocks) < 10
    assert page.blocks[3].span[0] == 7
    assert page.blocks[-1].span[1] == 79


def test_paragraphs_of_plain_text_stay_apart() -> None:
    assert len(cut_lines(f"{LONG} It was late.\n\n" * 9).blocks) == 9
