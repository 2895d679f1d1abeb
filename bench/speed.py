"""Times us and our peers on the same pages, alternating page by page in one process, and the stages of ours.

Processor time is taken, not the clock's: other work on the machine then weighs little.
"""

from __future__ import annotations

import importlib
import importlib.util
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from time import process_time_ns
from typing import Any

from bench.pages import Sample
from bench.peers import trafilatura_json
from bench.table import lay_out
from bodycopy import engine, pipeline
from bodycopy.model import Mode, Options, Source
from bodycopy.render import answer, dump_json

MILLI = 1e6

PEER = "trafilatura, with metadata"

Call = Callable[..., Any]

# All load tables and compile patterns with their first pages.
WARM_UP = 3


def print_speed(samples: Sequence[Sample]) -> None:
    """Print means, medians, how many times as fast as trafilatura each is, and the time of each stage of ours."""
    pages = [(sample, sample.html) for sample in samples]
    form = "compiled" if engine.COMPILED else "not compiled"
    print(f"{len(pages)} pages, {statistics.mean(len(html) for _, html in pages) / 1000:.0f} kB on average, inner loops {form}")
    rows = [["milliseconds a page", "", "mean", "median", "90th of 100", "worst", "times as fast"]]
    for calls in _rounds():
        for sample, html in pages[:WARM_UP]:
            for call in calls.values():
                call(html, url=sample.url)
        times = _alternate(pages, calls)
        rows += [[name, "", *_row(spent), f"{sum(times[PEER]) / sum(spent):.2f}"] for name, spent in times.items()]
    print(lay_out(rows) + "\n")
    stages = _time_stages(pages)
    total = sum(stages.values())
    rows = [["stage", "", "ms a page", "share"]]
    rows += [[name, "", f"{time / MILLI / len(pages):.2f}", f"{time / total:.0%}"] for name, time in stages.items()]
    print(lay_out(rows))


def _rounds() -> list[dict[str, Call]]:
    """What is timed beside each other, each from the bytes of a page to its answer; rs-trafilatura only where it is installed.

    We stand in a round once: what is remembered of a page's texts would make a second look at it quicker.
    """
    first: dict[str, Call] = {"bodycopy": partial(_ours, mode=Mode.AUTO), PEER: trafilatura_json}
    if importlib.util.find_spec("rs_trafilatura"):
        first["rs-trafilatura"] = importlib.import_module("rs_trafilatura").extract_bytes
    return [first, {"bodycopy, mode=fast": partial(_ours, mode=Mode.FAST), PEER: trafilatura_json}]


def _ours(html: bytes, url: str | None, mode: Mode) -> bytes:
    options = Options(url=url, mode=mode)
    return dump_json(answer(pipeline.extract(Source(html), options), options, 0.0))


def _alternate(pages: Sequence[tuple[Sample, bytes]], calls: Mapping[str, Call]) -> dict[str, list[int]]:
    """Nanoseconds of each page by each call; who goes first changes with every page."""
    times: dict[str, list[int]] = {name: [] for name in calls}
    names = list(calls)
    for at, (sample, html) in enumerate(pages):
        first = at % len(names)
        for name in names[first:] + names[:first]:
            begin = process_time_ns()
            calls[name](html, url=sample.url)
            times[name].append(process_time_ns() - begin)
    return times


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
