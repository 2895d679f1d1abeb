"""Ordinary pages on a machine that has much else to do: none may be lost to the clock.

Ten processes do nothing but work, with and without moving memory about, while a few clients post
articles. A page that waits for the processor has done nothing wrong.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle, islice
from time import monotonic

from bench.attacks.client import BadAnswer, Cut, Wire, request
from bench.attacks.result import Result
from bench.attacks.service import running
from bench.pages import data_folder, read_samples

PAGES = 2_000
SAMPLES = 100
BUSY = 10
CLIENTS = (2, 4, 8)
PATIENCE_SECONDS = 120.0
MOST_SECONDS = 900
SPIN = "while True: pass"
CHURN = "while True: bytearray(64 << 20).translate(bytes(range(255, -1, -1)))"
ARTICLE_SETS = ("wcxb-dev", "fundus-dev")
GOOD = ("200", "422")


def run(pages: int = PAGES, kinds: Sequence[str] = (SPIN, CHURN)) -> Result:
    """Post so many pages beside busy processes, a share of them beside each kind."""
    samples = articles()
    result = Result("busy_machine")
    counts: Counter[str] = Counter()
    times: list[float] = []
    shares = [(kind, clients) for kind in kinds for clients in CLIENTS]
    with running(log_level="error") as service:
        for kind, clients in shares:
            turn = list(islice(cycle(samples), -(-pages // len(shares))))
            with busy(kind):
                begin = monotonic()
                ends = post_all(service.port, turn, clients)
            counted = Counter(status for status, _ in ends)
            counts += counted
            times += [seconds for _, seconds in ends]
            rate = len(turn) / (monotonic() - begin)
            what = "memory moved about" if kind == CHURN else "busy"
            result.notes.append(f"{what}, {clients} clients: {dict(counted)}, {rate:.1f} a second")
    lost = sum(count for status, count in counts.items() if status not in GOOD)
    result.at_least("pages posted", sum(counts.values()), pages)
    result.at_most("pages lost", lost, 0)
    times.sort()
    p50, p99 = times[len(times) // 2], times[int(0.99 * (len(times) - 1))]
    result.notes.append(f"p50 {p50:.2f} s, p99 {p99:.2f} s, longest {times[-1]:.2f} s")
    result.notes.append(f"504: {counts['504']}, 503: {counts['503']}, all: {dict(counts)}")
    return result


def articles(count: int = SAMPLES) -> list[bytes]:
    """Real pages; raises SystemExit where there are no data sets."""
    samples = read_samples(data_folder(None), ARTICLE_SETS, "article", count // len(ARTICLE_SETS))
    if not samples:
        raise SystemExit("no pages: set BODYCOPY_DATA to the folder of the data sets")
    return [sample.html for sample in samples]


@contextmanager
def busy(kind: str = SPIN, count: int = BUSY) -> Iterator[None]:
    """So many processes that do nothing but work; each ends by itself, should we not end it."""
    code = f"import signal; signal.alarm({MOST_SECONDS})\n{kind}"
    workers = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(count)]
    try:
        yield
    finally:
        for worker in workers:
            worker.kill()
        for worker in workers:
            worker.wait()


def post_all(port: int, pages: Sequence[bytes], clients: int) -> list[tuple[str, float]]:
    """What each page ended with, and after how many seconds; so many clients share them."""

    def client(first: int) -> list[tuple[str, float]]:
        return [_post(port, page) for page in pages[first::clients]]

    with ThreadPoolExecutor(clients) as pool:
        return [end for ends in pool.map(client, range(clients)) for end in ends]


def _post(port: int, page: bytes) -> tuple[str, float]:
    head, body = request("POST", "/v1/extract", page, {"Content-Type": "text/html"})
    begin = monotonic()
    try:
        with Wire(port, PATIENCE_SECONDS) as wire:
            status = str(wire.read(sending=head + body).status)
    except (OSError, Cut, BadAnswer) as error:
        status = f"{type(error).__name__} {error}"[:60]
    return status, monotonic() - begin
