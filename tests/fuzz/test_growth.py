"""No page takes long for its size: the worst that are known, and all that bench/ can make."""

from __future__ import annotations

from time import process_time

import pytest

from bench.baits import baits
from bench.cost import MOST_EXPONENT, Point, exponent
from bench.growing import KINDS
from bodycopy.isolation.task import answer_page
from bodycopy.model import Include, Mode, Options, Source

SIZE = 70_000
MOST_SECONDS = 1.0
SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = (20, 4, 1)
"""The clock may tick in steps of 0.004 s, in which a small page is read."""
NOTHING_SECONDS = 0.3
"""What takes less for a page of a megabyte is not judged."""
ALL = frozenset(Include)

# What took seconds, or the whole deadline, before it was mended.
MENDED_BAITS = (
    "pre between, blank",
    "byline href, user",
    "byline href, blank",
    "script, backslash",
    "credit, copyright",
    "credit, photo",
    "caption, stop",
    "caption text, photo",
    "caption text, agency stop",
    "ld broken, blank",
    "ld broken later, blank",
)
MENDED_KINDS = (
    "siblings", "dates", "lines", "lists in lists", "rows_beside_wide", "spans", "wide_row", "verses", "divs in divs",
    "rows of links", "texts behind ends in the deep", "inline", "text lines of a letter", "text returns", "ampersands",
)  # fmt: skip
BAITS = dict(baits())


def seconds(source: Source, mode: Mode, rounds: int = 1) -> float:
    """The processor's time for a page with all that can be asked for, the mean of some rounds."""
    options = Options(url="https://example.com/a", include=ALL, mode=mode)
    begin = process_time()
    for _ in range(rounds):
        answer_page(source, options)
    return (process_time() - begin) / rounds


@pytest.mark.parametrize("name", MENDED_BAITS)
def test_a_long_value_is_read_at_once(name: str) -> None:
    assert seconds(BAITS[name](SIZE), Mode.FAST) < MOST_SECONDS


@pytest.mark.parametrize("mode", [Mode.AUTO, Mode.FULL])
@pytest.mark.parametrize("name", MENDED_KINDS)
def test_a_page_of_one_kind_of_element_is_read_at_once(name: str, mode: Mode) -> None:
    assert seconds(KINDS[name](SIZE), mode) < MOST_SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_time_grows_no_faster_than_the_page(name: str) -> None:
    for mode in (Mode.AUTO, Mode.FULL):
        pages = [KINDS[name](size) for size in SIZES]
        timed = zip(pages, ROUNDS, strict=True)
        points = [Point(len(page.content), seconds(page, mode, rounds)) for page, rounds in timed]
        if points[-1].seconds > NOTHING_SECONDS:
            assert exponent(points) <= MOST_EXPONENT, [(point.size, round(point.seconds, 3)) for point in points]


@pytest.mark.slow
@pytest.mark.parametrize("place", sorted({name.partition(", ")[0] for name in BAITS}))
def test_no_long_value_takes_long(place: str) -> None:
    for name, page in BAITS.items():
        if name.startswith(f"{place}, "):
            assert seconds(page(SIZE), Mode.FULL) < MOST_SECONDS, name
