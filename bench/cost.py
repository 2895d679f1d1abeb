"""How the time for a page grows with its size: `python -m bench cost`.

A kind of page a row, at sizes ten times apart, with the exponent of a fit of time against size (1 is linear), the stage that
takes most of the largest, and where it is too steep the stages that are. Processor time is taken, of pipeline and rendering.
"""

from __future__ import annotations

import math
import resource
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import process_time

from bench.growing import KINDS, Kind
from bench.speed import MILLI, clocked_stages
from bench.table import lay_out
from bodycopy.isolation.task import answer_page
from bodycopy.isolation.trial import try_out
from bodycopy.model import Options, Source

MOST_EXPONENT = 1.1
SMALLEST = 10_000
STEP = 10
MOST_MEMORY = 8 * 1024**3
"""Of address space; a page that takes more ends its row."""

WORTH_SECONDS = 0.02
"""A stage that takes less is not looked at: its clock is too coarse."""


@dataclass
class Point:
    """A page of one size: what it took as a whole, and in each stage."""

    size: int
    seconds: float
    stages: dict[str, float] = field(default_factory=dict)


def print_cost(names: Sequence[str], most_bytes: int, most_seconds: float) -> None:
    """Print the table, row by row as it is measured; a size that would take longer than allowed is left out."""
    try_out(answer_page)
    sizes = list(_sizes(most_bytes))
    rows = [["seconds of a page", *(_readable(size) for size in sizes), "exponent", "last step", "most of it in", "too steep"]]
    with _bounded_memory():
        for name in names:
            points = list(_measure(KINDS[name], sizes, most_seconds))
            rows.append([name, *_times(points, len(sizes)), *_judge(points)])
            print(".", end="", flush=True)
    print("\n" + lay_out(rows))


def exponent(points: Sequence[Point]) -> float:
    """The slope of the line that fits best, in logarithms of size and time."""
    xs, ys = [math.log(point.size) for point in points], [math.log(point.seconds) for point in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


@contextmanager
def _bounded_memory() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _measure(kind: Kind, sizes: Sequence[int], most_seconds: float) -> Iterator[Point]:
    last = None
    for size in sizes:
        if last and last.seconds * STEP > most_seconds:
            return
        try:
            last = _time(kind(size))
        except MemoryError:
            return
        yield last


def _time(source: Source) -> Point:
    spent: dict[str, int] = defaultdict(int)
    with clocked_stages(spent):
        begin = process_time()
        answer_page(source, Options())
        seconds = process_time() - begin
    stages = {name: nanoseconds / MILLI / 1000 for name, nanoseconds in spent.items()}
    return Point(len(source.content), seconds, {**stages, "render": seconds - sum(stages.values())})


def _times(points: Sequence[Point], columns: int) -> list[str]:
    return [f"{point.seconds:.3f}" for point in points] + ["-"] * (columns - len(points))


def _judge(points: Sequence[Point]) -> list[str]:
    """The exponent of the fit and that of the last step, the slowest stage, and those that grow too fast."""
    if len(points) < 2:
        return ["-", "-", "", ""]
    fit = exponent(points)
    largest = points[-1]
    stage, seconds = max(largest.stages.items(), key=lambda entry: entry[1])
    return [
        f"{fit:.2f}",
        f"{exponent(points[-2:]):.2f}",
        f"{stage} {seconds / largest.seconds:.0%}",
        _steep_stages(*points[-2:]) if fit > MOST_EXPONENT else "",
    ]


def _steep_stages(before: Point, after: Point) -> str:
    """The stages that grow faster than the goal in the last step, or come to it, with exponents and shares of the time."""
    found = []
    for name, seconds in after.stages.items():
        if seconds > WORTH_SECONDS and not before.stages.get(name):
            found.append((seconds, f"{name} from nothing ({seconds / after.seconds:.0%})"))
        elif seconds > WORTH_SECONDS:
            slope = exponent([Point(before.size, before.stages[name]), Point(after.size, seconds)])
            if slope > MOST_EXPONENT:
                found.append((seconds, f"{name} {slope:.2f} ({seconds / after.seconds:.0%})"))
    return "yes: " + ", ".join(told for _, told in sorted(found, reverse=True))


def _sizes(most: int) -> Iterator[int]:
    size = SMALLEST
    while size <= most:
        yield size
        size *= STEP


def _readable(size: int) -> str:
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1000} kB"
