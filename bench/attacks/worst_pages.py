"""A normal client beside four that send the slowest pages of 70 kB that we know, over and over.

For each kind of page the normal client posts a small article again and again. It is to notice
nothing: no answer is lost or refused, and the 99th of a hundred comes within a tenth of a second.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from bench.attacks.client import BadAnswer, Cut, Wire, request
from bench.attacks.result import Result
from bench.attacks.service import running
from bench.shapes import SHAPES
from bodycopy.isolation.trial import PAGE

SIZE = 70_000
ATTACKERS = 4
SECONDS = 6.0
WARM_SECONDS = 1.5
MOST_P99_SECONDS = 0.1
FULL = "/v1/extract?mode=full&include=blocks,removed,html,markdown,sources"
KINDS = (
    "custom elements in each other",
    "divs in divs",
    "lists in lists",
    "lines",
    "verses",
    "wide_row",
)

ATTACKER = """
import signal, sys
from http.client import HTTPConnection
signal.alarm({alarm})
page = sys.stdin.buffer.read()
connection = HTTPConnection("127.0.0.1", {port}, timeout=60)
while True:
    connection.request("POST", {path!r}, page, {{"Content-Type": "text/html"}})
    connection.getresponse().read()
"""


def run() -> Result:
    """Be the normal client beside each kind of page."""
    result = Result("worst_pages")
    with running(workers="2", log_level="error") as service:
        alone, _ = innocent(service.port, SECONDS)
        result.notes.append(f"alone: p99 {1000 * percentile(alone):.0f} ms of {len(alone)}")
        for name in KINDS:
            with attackers(service.port, SHAPES[name](SIZE).encode()):
                sleep(WARM_SECONDS)
                seconds, lost = innocent(service.port, SECONDS)
            result.at_most(
                f"{name}: p99 of the normal client, s", percentile(seconds), MOST_P99_SECONDS
            )
            result.at_most(f"{name}: answers lost or refused", lost, 0)
            p50 = sorted(seconds)[len(seconds) // 2]
            result.notes.append(f"{name}: {len(seconds)} answers, p50 {1000 * p50:.0f} ms")
    return result


@contextmanager
def attackers(port: int, page: bytes) -> Iterator[None]:
    """Clients that send a page as often as it is answered; each ends by itself, should we not end
    it."""
    code = ATTACKER.format(alarm=60, port=port, path=FULL)
    started = []
    for _ in range(ATTACKERS):
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdin
        process.stdin.write(page)
        process.stdin.close()
        started.append(process)
    try:
        yield
    finally:
        for process in started:
            process.kill()
        for process in started:
            process.wait()


def innocent(port: int, seconds: float) -> tuple[list[float], int]:
    """How long each call took, in seconds, and how many were lost or refused."""
    head, body = request("POST", "/v1/extract", PAGE.encode(), {"Content-Type": "text/html"})
    times: list[float] = []
    lost = 0
    end = monotonic() + seconds
    while monotonic() < end:
        begin = monotonic()
        try:
            with Wire(port, 30.0) as wire:
                lost += wire.read(sending=head + body).status != 200
        except (OSError, Cut, BadAnswer):
            lost += 1
        times.append(monotonic() - begin)
    return times, lost


def percentile(seconds: list[float]) -> float:
    """The 99th of a hundred."""
    return sorted(seconds)[int(0.99 * (len(seconds) - 1))]
