"""No pattern of the package takes longer than its text is long, whatever the text.

Baits are made from each pattern's own parse tree (pattern_baits.py). Processor time is taken, the least of some tries, small
texts first; what takes next to nothing on a larger text is not judged.
"""

from __future__ import annotations

import math
import re
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from time import process_time
from typing import Any, NamedTuple

import pytest
from tests.fuzz.package_patterns import Found, package_patterns
from tests.fuzz.pattern_baits import Bait, baits

from bench.baits import PLACES, TEXT_PLACES, bait
from bodycopy.isolation.task import answer_page
from bodycopy.model import Include, Mode, Options, Source, SourceType

SMALL, MIDDLE, LARGE = 8_000, 32_000, 128_000
FULL_SIZES = (10_000, 100_000, 1_000_000)
TRIES = 3
MOST_EXPONENT = 1.1
SLACK = 0.25
"""What a clock of coarse steps adds to an exponent over four times the size; a square has 2."""
NOTHING_SECONDS = 0.009
"""A pattern with a square takes 32 million steps over a text of SMALL signs, and longer. The clock may tick in steps of 0.004 s."""
HANG_SECONDS = 1.0


class Bound(NamedTuple):
    """The longest text that a pattern is asked about, and what sees to that."""

    chars: int
    reason: str


BOUNDED = {
    "metadata.bylines:_LATER_BY": Bound(160, "later_names looks at lines up to _MAX_LINE"),
    "metadata.names:_INTRODUCTION": Bound(40, "is_introduction looks at texts up to 40 characters"),
    "rules.comment.heading:_NUMBER": Bound(60, "comments_title looks at blocks up to MAX_CHARS"),
}
BOUNDED_SECONDS = 0.005

NOT_OF_PAGES = {"config:_SERVICE_LINK": "names of environment variables, which are the operator's own"}

KNOWN_BAD = (r"\s+x", r"(?:a+)+b", r"(?:a|b|ab)*c", r"\d+(?:,\d+)*;", r"<[^>]*>", r"(\w+) \1", r"[^,]*,", r"a?\s*b?\s*c")
KNOWN_GOOD = (r"\w+", r"\A\s+x", r"(?<!\s)\s+x", r"<[^<>]*>", r"\d{4}-\d\d", r"\A.*,", r"x\s+")

FOUND = {found.name: found for found in package_patterns()}


class Hung(Exception):
    """A pattern was asked for longer than it may take by far."""


@pytest.mark.parametrize("name", FOUND)
def test_a_pattern_grows_no_faster_than_its_text(name: str) -> None:
    if name in NOT_OF_PAGES:
        pytest.skip(NOT_OF_PAGES[name])
    if name in BOUNDED:
        assert_quick_at_bound(FOUND[name], BOUNDED[name])
    else:
        assert steep(FOUND[name]) is None


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(FOUND) - set(BOUNDED) - set(NOT_OF_PAGES)))
def test_a_pattern_grows_no_faster_up_to_a_million(name: str) -> None:
    ask = asked(FOUND[name])
    for each in baits(FOUND[name].pattern):
        times = [(size, least_seconds(ask, each, size, 2)) for size in FULL_SIZES]
        (small, first), (large, last) = times[0], times[-1]
        if last > 10 * NOTHING_SECONDS:
            first = max(first, NOTHING_SECONDS / 10)
            assert math.log(last / first) / math.log(large / small) <= MOST_EXPONENT + 0.05, (name, each, times)


@pytest.mark.parametrize("text", KNOWN_BAD)
def test_a_bad_pattern_is_found(text: str) -> None:
    assert steep(Found("bad", re.compile(text), frozenset({"search"}))) is not None


@pytest.mark.parametrize("text", KNOWN_GOOD)
def test_a_good_pattern_is_not(text: str) -> None:
    assert steep(Found("good", re.compile(text), frozenset({"search", "sub", "match"}))) is None


def test_the_patterns_of_the_package_are_found() -> None:
    names = {"blocks.run:_BLANK_LINES", "metadata.credits:_LABELLED", "decode:_SIGNS[0][0]", "decode:_MARKUP"}
    assert names <= set(FOUND)
    written = [name for name in FOUND if re.fullmatch(r"metadata\.names:\d+", name)]
    assert written, "patterns that stand in functions are not found"
    assert FOUND["metadata.credits:_LABEL_ALONE"].methods == {"fullmatch"}
    assert set(BOUNDED) <= set(FOUND)


@pytest.mark.parametrize("name", BOUNDED)
def test_what_is_bounded_is_never_asked_about_more(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, _, attribute = name.partition(":")
    holder = import_module(f"bodycopy.{module}")
    spy = Spy(getattr(holder, attribute))
    monkeypatch.setattr(holder, attribute, spy)
    ask_about_long_values()
    assert 0 < spy.longest <= BOUNDED[name].chars


@pytest.mark.parametrize("name", NOT_OF_PAGES)
def test_what_is_not_of_pages_is_never_asked(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, _, attribute = name.partition(":")
    holder = import_module(f"bodycopy.{module}")
    spy = Spy(getattr(holder, attribute))
    monkeypatch.setattr(holder, attribute, spy)
    ask_about_long_values()
    assert spy.longest == 0


def ask_about_long_values() -> None:
    """Pages with a long value in each place."""
    options = Options(include=frozenset(Include), mode=Mode.FAST)
    for kind, places in ((SourceType.HTML, PLACES), (SourceType.TEXT, TEXT_PLACES)):
        for page in places.values():
            answer_page(bait(page, " on 1 May by Ann ", "", kind, 3_000), options)
    comments = f"<h2>3 comments{' on 1 May' * 300}</h2><h2>3 comments</h2><p>At last.</p>"
    answer_page(Source(PLACES["comment"] + comments), options)


class Spy:
    """A pattern that remembers the longest text it was asked about."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.longest = 0

    def __getattr__(self, method: str) -> Callable[..., Any]:
        def ask(*args: Any) -> Any:
            self.longest = max(self.longest, len(args[-1] if method == "sub" else args[0]))
            return getattr(self.pattern, method)(*args)

        return ask


def steep(found: Found) -> tuple[Bait, str] | None:
    """The first bait that a pattern grows too fast on, and what it took."""
    ask = asked(found)
    for each in baits(found.pattern):
        try:
            told = grows(ask, each)
        except Hung:
            return each, f"more than {HANG_SECONDS} s"
        if told:
            return each, told
    return None


def grows(ask: Callable[[str], None], each: Bait) -> str | None:
    """What a pattern took where it grew too fast; each size is looked at only if the one before it says nothing yet."""
    small = least_seconds(ask, each, SMALL, 1)
    if small < NOTHING_SECONDS:
        return None
    middle = least_seconds(ask, each, MIDDLE, 1)
    if not too_fast(small, middle):
        return None
    small, middle = least_seconds(ask, each, SMALL, TRIES), least_seconds(ask, each, MIDDLE, TRIES)
    if small < NOTHING_SECONDS or not too_fast(small, middle):
        return None
    large = least_seconds(ask, each, LARGE, 1) if middle < HANG_SECONDS / 20 else math.inf
    return f"{small:.4f} s, {middle:.4f} s, {large:.4f} s" if too_fast(middle, large) else None


def too_fast(before: float, after: float) -> bool:
    return math.log(after / before, MIDDLE / SMALL) > MOST_EXPONENT + SLACK


def assert_quick_at_bound(found: Found, bound: Bound) -> None:
    for each in baits(found.pattern):
        text = Bait(each.start, each.pump, each.end).text(bound.chars)[: bound.chars]
        assert min(seconds(asked(found), text) for _ in range(TRIES)) < BOUNDED_SECONDS, each


def asked(found: Found) -> Callable[[Any], None]:
    """Asks a pattern as the package does; a search goes on behind what it found, as if that had not been there."""
    methods = {"finditer" if method in {"search", "findall"} else method for method in found.methods}
    pattern = found.pattern

    def ask(text: Any) -> None:
        given = text.encode() if isinstance(pattern.pattern, bytes) else text
        for method in methods:
            if method == "finditer":
                deque(pattern.finditer(given), 0)
            elif method in {"sub", "subn"}:
                pattern.sub(given[:0], given)
            else:
                getattr(pattern, method)(given)

    return ask


def least_seconds(ask: Callable[[Any], None], each: Bait, size: int, tries: int) -> float:
    text = each.text(size)
    return min(seconds(ask, text) for _ in range(tries))


def seconds(ask: Callable[[Any], None], text: str) -> float:
    with alarm():
        begin = process_time()
        ask(text)
        return max(process_time() - begin, 1e-7)


@contextmanager
def alarm() -> Iterator[None]:
    """Raises Hung where a pattern takes too much of the processor's time: some would take for ever."""

    def ring(*_: Any) -> None:
        raise Hung

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANG_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
