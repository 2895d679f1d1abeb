"""The page about the sources of each field says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from bodycopy.metadata.jsontext import _MAX_BROKEN_CHARS, _MAX_BROKEN_MARKS, _MAX_CHARS, _MAX_MARKS
from bodycopy.metadata.ranking import _LAST, _ORDER, rank

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "metadata.md").read_text(encoding="utf-8")


def test_the_order_of_sources_is_the_one_that_is_written() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE, re.MULTILINE)
    written = {field: tuple(re.findall(r"`([^`]+)`", sources)) for field, sources in rows}
    assert written == {field: order for field, order in _ORDER.items() if field != "authors"}


def test_what_is_shown_and_guessed_follows_in_the_order_that_is_written() -> None:
    lines = re.search(r"^`time\[pubdate\]`.*?(?=\n\n)", PAGE, re.MULTILINE | re.DOTALL)
    assert lines
    assert tuple(re.findall(r"`([^`]+)`", lines[0])) == _LAST
    assert rank("datePublished", "json-ld") < rank("datePublished", "near headline") < rank("datePublished", "url")


def test_the_bounds_are_the_ones_that_are_written() -> None:
    assert f"{_MAX_CHARS:,}\ncharacters and {_MAX_MARKS:,} marks" in PAGE
    assert f"{_MAX_BROKEN_CHARS:,} and {_MAX_BROKEN_MARKS:,}" in PAGE


def test_every_promise_has_a_test() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = re.findall(r"`(test_\w+)`", PAGE)
    assert len(named) > 20
    assert not [name for name in named if f"def {name}(" not in tests]
    files = re.findall(r"`((?:service|tests)/[\w/.]+)`", PAGE)
    assert files
    assert not [name for name in files if not (ROOT / name).exists()]
