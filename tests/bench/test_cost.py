"""The cost of a page against its size: the pages have the sizes asked for, and a square is told from a line."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from bench.__main__ import main
from bench.cost import Point, exponent
from bench.growing import KINDS

FIXED = {"laughs", "encodings"}
"""Of which a part has a size of its own."""


@pytest.mark.parametrize("name", KINDS)
def test_a_page_grows_as_it_is_asked_to(name: str) -> None:
    small, large = (len(KINDS[name](size).content) for size in (10_000, 200_000))
    assert name in FIXED or 5_000 < small < 20_000
    assert 100_000 < large < 300_000
    assert KINDS[name](20_000) == KINDS[name](20_000)


@pytest.mark.parametrize("power", [0.5, 1, 1.4, 2])
def test_the_exponent_is_that_of_the_growth(power: float) -> None:
    assert exponent([Point(size, 3 * size**power) for size in (10, 100, 1000)]) == pytest.approx(power)


def test_the_table_has_a_row_for_each_kind() -> None:
    result = CliRunner().invoke(main, ["cost", "--most", "100000", "one_word", "text_lines"], catch_exceptions=False)
    rows = [line.split()[0] for line in result.output.splitlines() if line.strip(". ")]
    assert rows == ["seconds", "one_word", "text_lines"]
