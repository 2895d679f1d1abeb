"""trafilatura is not asked about trees that it would take too long over."""

from __future__ import annotations

import pytest
from lxml import etree

from bench.growing import KINDS
from bodycopy.blocks.html import cut_blocks
from bodycopy.decode import decode
from bodycopy.model import Options
from bodycopy.parse import parse
from bodycopy.votes import burden, trafilatura
from bodycopy.votes.burden import is_too_much

TOO_MUCH = ("siblings", "lists in lists", "rows_beside_wide", "spans", "dates", "divs in divs", "inline", "lines")
FINE = ("article", "one_long_line", "one_text", "metas")


def tree(kind: str, size: int = 70_000) -> etree._Element:
    return parse(decode(KINDS[kind](size)))


@pytest.mark.parametrize("kind", TOO_MUCH)
def test_trees_of_one_kind_are_too_much(kind: str) -> None:
    assert is_too_much(tree(kind))


@pytest.mark.parametrize("kind", FINE)
def test_trees_of_any_article_are_not(kind: str) -> None:
    assert not is_too_much(tree(kind))


@pytest.mark.parametrize("kind", TOO_MUCH)
def test_a_little_of_it_is_not(kind: str) -> None:
    assert not is_too_much(tree(kind, 1_500))


@pytest.mark.parametrize(
    ("name", "most", "markup"),
    [
        ("MOST_ELEMENTS", 20, "<div><p>a</p></div>" * 10),
        ("MOST_SIBLING_PAIRS", 100, "<p>a</p>" * 10),
        ("MOST_DEPTHS", 60, "<div>" * 10),
        ("MOST_GRID_CELLS", 30, "<table>" + "<tr><td>a" * 4 + "<tr><td colspan=9>b</table>"),
        ("MOST_TEXTS", 8, "<div><p>a</p>b</div>" * 5),
    ],
)
def test_each_count_has_its_bound(name: str, most: int, markup: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_too_much(parse(markup))
    monkeypatch.setattr(burden, name, most)
    assert is_too_much(parse(markup))
    assert not is_too_much(parse("<p>a</p>"))


def test_trafilatura_is_not_asked_then(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object, **__: object) -> None:
        raise RuntimeError("trafilatura was asked")

    monkeypatch.setattr(trafilatura, "bare_extraction", asked)
    page = tree("rows_beside_wide")
    assert trafilatura.trafilatura_vote(page, cut_blocks(page, Options())) is None
