"""No rule can be baited: whatever a block holds, of 1 MB or of 100 kB, the time that a rule takes grows as the block does.

Each rule is asked about one long block and about many short ones, of `a a a`, of spaces, of its own words, of words that miss them
by a letter, and of beginnings that come to nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from time import process_time

import pytest

from bench.hostile import strings
from bodycopy import rules
from bodycopy.blocks.html import cut_blocks
from bodycopy.blocks.text import cut_lines
from bodycopy.model import Metadata, Options, Page
from bodycopy.parse import parse
from bodycopy.rules.label import ROOMS, Match, load_rules
from bodycopy.rules.view import View

pytestmark = pytest.mark.slow

SMALL, LARGE = 100_000, 1_000_000
MOST_GROWTH = 14.0
"""Ten times the block, and an exponent of 1.15."""
NOTHING_SECONDS = 0.15
"""What takes less on the large block is no bait, however it grew."""
TRIES = 3

BEGINNINGS = (
    "By ",
    "By Ann ",
    "Photo: ",
    "1/2/",
    "2026-",
    "(",
    '"',
    "...",
    "Read ",
    "http://",
    "@a",
    "© ",
    "1 of ",
    "word: ",
    "A. ",
)
RULES = {rule.name: rule for room in ROOMS for rule in load_rules(room)}


def own_words(name: str) -> list[str]:
    table = Path(rules.__file__).parent / f"{name.replace('.', '/')}.toml"
    return list(strings(tomllib.loads(table.read_text(encoding="utf-8")))) if table.exists() else ["word"]


def baits(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a block is made of, over and over."""
    words = own_words(name)
    yield "a a a", ("a",)
    yield "spaces", (" \t\xa0",)
    yield "own words", tuple(words)
    yield "near misses", tuple(word[:-1] for word in words)
    for beginning in BEGINNINGS:
        yield beginning, (beginning,)


def fill(parts: tuple[str, ...], size: int, between: str) -> str:
    count = size // (sum(map(len, parts)) // len(parts) + len(between)) + 1
    return between.join(islice(cycle(parts), count))


@cache
def view(parts: tuple[str, ...], size: int, many: bool) -> tuple[Page, View]:
    """A page of one block, or of many in elements that are named like what they hold."""
    if many:
        element = "".join(f'<p class="{part}">{part}</p>' for part in parts[:200])
        page = cut_blocks(parse("<body>" + element * (size // 10 // len(element) + 1)), Options())
    else:
        page = cut_lines(f"Title\n\n{fill(parts, size, ' ')}\n\nEnd.")
    return page, View(page, Metadata(), [None] * len(page.blocks))


def seconds(match: Match, page: Page, view: View) -> float:
    begin = process_time()
    for block in page.blocks:
        match(block, view)
    return process_time() - begin


def growth(match: Match, parts: tuple[str, ...], many: bool) -> float:
    """How many times as long a rule takes for LARGE as for SMALL; the least of some tries, since other work only adds."""
    tries = range(TRIES)
    large = min(seconds(match, *view(parts, LARGE, many)) for _ in tries)
    return large / min(seconds(match, *view(parts, SMALL, many)) for _ in tries)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_cannot_be_baited(name: str) -> None:
    for match in (test.match for test in (RULES[name].alone, RULES[name].in_context) if test):
        for bait, parts in baits(name):
            for many in (False, True):
                if seconds(match, *view(parts, LARGE, many)) > NOTHING_SECONDS:
                    assert growth(match, parts, many) < MOST_GROWTH, f"{bait!r}, {'many blocks' if many else 'one block'}"
    if name in ROOM_ENDS:
        view.cache_clear()


ROOM_ENDS = {max(name for name in RULES if name.startswith(f"{room}.")) for room in ROOMS}
