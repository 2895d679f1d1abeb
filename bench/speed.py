"""Times us and trafilatura on the same pages, alternating page by page in one process, and the stages of ours.

Processor time is taken, not the clock's: other work on the machine then weighs little.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import process_time_ns
from typing import Any

from bench.pages import Sample
from bench.peers import trafilatura_json
from bench.table import lay_out
from bodycopy import pipeline
from bodycopy.model import Options, Source
from bodycopy.render import answer, dump_json

MILLI = 1e6

# Both load tables and compile patterns with their first pages.
WARM_UP = 3


def print_speed(samples: Sequence[Sample]) -> None:
    """Print totals, medians, the ratio, and the time of each stage."""
    pages = [(sample, sample.html) for sample in samples]
    for sample, html in pages[:WARM_UP]:
        _ours(html, sample.url)
        trafilatura_json(html, sample.url)
    ours, theirs = _alternate(pages)
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True) if other]
    rows = [
        ["milliseconds a page", "", "mean", "median", "90th of 100", "worst"],
        ["bodycopy, page to JSON answer", "", *_row(ours)],
        ["trafilatura, page to JSON with metadata", "", *_row(theirs)],
    ]
    print(f"{len(pages)} pages, {statistics.mean(len(html) for _, html in pages) / 1000:.0f} kB on average\n{lay_out(rows)}")
    print(f"ratio of totals {sum(ours) / sum(theirs):.2f}, median of the pages' ratios {statistics.median(ratios):.2f}\n")
    stages = _time_stages(pages)
    total = sum(stages.values())
    rows = [["stage", "", "ms a page", "share"]]
    rows += [[name, "", f"{time / MILLI / len(pages):.2f}", f"{time / total:.0%}"] for name, time in stages.items()]
    print(lay_out(rows))


def _ours(html: bytes, url: str | None) -> bytes:
    options = Options(url=url)
    return dump_json(answer(pipeline.extract(Source(html), options), options, 0.0))


def _alternate(pages: Sequence[tuple[Sample, bytes]]) -> tuple[list[int], list[int]]:
    """Nanoseconds of each page, ours and theirs; who goes first changes with every page."""
    ours: list[int] = []
    theirs: list[int] = []
    for at, (sample, html) in enumerate(pages):
        calls: list[tuple[list[int], Callable[[bytes, str | None], Any]]] = [(ours, _ours), (theirs, trafilatura_json)]
        for times, call in calls if at % 2 else reversed(calls):
            begin = process_time_ns()
            call(html, sample.url)
            times.append(process_time_ns() - begin)
    return ours, theirs


def _time_stages(pages: Sequence[tuple[Sample, bytes]]) -> dict[str, int]:
    """Nanoseconds of each stage, over all pages: every function that the pipeline calls from another module."""
    spent: dict[str, int] = defaultdict(int)
    with clocked_stages(spent):
        for sample, html in pages:
            pipeline.extract(Source(html), Options(url=sample.url))
    return spent


@contextmanager
def clocked_stages(spent: dict[str, int]) -> Iterator[None]:
    """Within this, the stages that the pipeline module names are timed."""

    def clocked(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            begin = process_time_ns()
            result = stage(*args, **kwargs)
            spent[name] += process_time_ns() - begin
            return result

        return call

    stages = {
        name: value
        for name, value in vars(pipeline).items()
        if callable(value) and not isinstance(value, type) and value.__module__ != pipeline.__name__
    }
    for name, stage in stages.items():
        setattr(pipeline, name, clocked(name, stage))
    try:
        yield
    finally:
        for name, stage in stages.items():
            setattr(pipeline, name, stage)


def _row(times: Sequence[int]) -> list[str]:
    ordered = sorted(times)
    figures = statistics.mean(ordered), statistics.median(ordered), ordered[int(0.9 * (len(ordered) - 1))], ordered[-1]
    return [f"{figure / MILLI:.1f}" for figure in figures]
