"""Posts real pages to the service, to a trafilatura service of twenty lines, and to none: `python -m bench.load`.

Three figures: what HTTP and isolation cost beside calling the pipeline in the process, in processor time of all processes of
the service, so that other work on the machine and the client itself weigh little; pages a second with every worker busy, beside
trafilatura's; and how long a call takes at 80 % of that. Beside the last stands what it would be where reading, waiting and
answering cost nothing: one queue before so many workers, and each page takes what it takes in the process. Some pages take ten
times as long as others, and no service can be more even than its pages.
"""

from __future__ import annotations

import argparse
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from heapq import heapreplace
from http.client import HTTPConnection
from pathlib import Path
from statistics import mean

from bench.pages import data_folder, read_samples
from bench.table import lay_out

WORKERS = 2
CONNECTIONS = 8
START_SECONDS = 60
SHARE_OF_CAPACITY = 0.8
TICKS = os.sysconf("SC_CLK_TCK")

SERVE = "from os import environ as e; from bodycopy.config import Config as C; from bodycopy.web.server import serve as s"
OURS = [sys.executable, "-c", f"{SERVE}; s(C.from_env(e))"]
THEIRS = [sys.executable, "-m", "gunicorn", "-w", str(WORKERS), "-k", "gthread", "--threads", "4", "--no-control-socket"]
IN_PROCESS = """
import pickle, sys, time
from bodycopy.isolation.task import answer_page
from bodycopy.model import Options, Source

pages = pickle.load(sys.stdin.buffer)
for turn in range(2):  # the first one warms up
    for page in pages:
        begin = time.process_time()
        answer_page(Source(page), Options())
        if turn:
            print(time.process_time() - begin)
"""


@dataclass(frozen=True)
class Run:
    """Calls that were made: seconds of each in order, how many were answered 200 or 422, and what it all took."""

    latencies: list[float]
    good: int
    wall: float
    cpu: float


def main() -> None:
    """Measure, and print one table."""
    options = _options()
    samples = read_samples(data_folder(options.data), ("wcxb-dev", "fundus-dev"), "article", options.pages)
    pages = [sample.html for sample in samples]
    before = _time_in_process(pages)
    with _service(OURS, {"BODYCOPY_WORKERS": str(WORKERS)}) as (pid, port):
        _call_all(pid, port, pages, CONNECTIONS)
        ours = _call_all(pid, port, pages * options.rounds, CONNECTIONS)
        paced = _call_all(pid, port, pages * options.rounds, CONNECTIONS * 4, SHARE_OF_CAPACITY * ours.good / ours.wall)
    with _service([*THEIRS, "bench.trafilatura_service:app"], {}) as (pid, port):
        _call_all(pid, port, pages, CONNECTIONS)
        theirs = _call_all(pid, port, pages * options.rounds, CONNECTIONS)
    alone = [mean(pair) for pair in zip(before, _time_in_process(pages), strict=True)]
    count = len(pages) * options.rounds
    in_process, through = mean(alone), ours.cpu / count
    print(
        lay_out(
            [
                ["", "bodycopy", "trafilatura", "ratio"],
                ["pages a second", f"{ours.good / ours.wall:.1f}", f"{theirs.good / theirs.wall:.1f}", _ratio(ours, theirs)],
                ["answered", f"{ours.good}/{count}", f"{theirs.good}/{count}", ""],
                ["ms of processor a page, HTTP", f"{1000 * through:.1f}", f"{1000 * theirs.cpu / count:.1f}", ""],
                ["ms of processor a page, in process", f"{1000 * in_process:.1f}", "", f"+{through / in_process - 1:.1%}"],
                ["p50, p99 in ms at 80 %", *_percentiles(paced.latencies)],
                ["the same of an ideal queue", *_percentiles(_ideal(alone * options.rounds))],
            ]
        )
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--data", help="the folder of the data sets")
    parser.add_argument("--pages", type=int, default=40, help="articles of each set")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is posted")
    return parser.parse_args()


def _ratio(ours: Run, theirs: Run) -> str:
    return f"{ours.good / ours.wall / (theirs.good / theirs.wall):.2f}"


def _percentiles(latencies: Sequence[float]) -> list[str]:
    ordered = sorted(latencies)
    p50, p99 = ordered[len(ordered) // 2], ordered[int(0.99 * (len(ordered) - 1))]
    return [f"{1000 * p50:.0f}", f"{1000 * p99:.0f}", f"{p99 / p50:.1f}"]


def _ideal(seconds: Sequence[float]) -> list[float]:
    """How long calls take, waiting included, of pages that take so long, at even distances and 80 % of what the workers can."""
    distance = mean(seconds) / WORKERS / SHARE_OF_CAPACITY
    free = [0.0] * WORKERS
    latencies = []
    for number, each in enumerate(seconds):
        due = number * distance
        end = max(free[0], due) + each
        heapreplace(free, end)
        latencies.append(end - due)
    return latencies


def _time_in_process(pages: Sequence[bytes]) -> list[float]:
    """Seconds of processor of each page, in as many processes at a time as the service has workers: they share caches as those
    do."""
    given = pickle.dumps(pages)
    command = [sys.executable, "-c", IN_PROCESS]
    with ThreadPoolExecutor(WORKERS) as pool:
        runs = [pool.submit(subprocess.run, command, input=given, stdout=subprocess.PIPE, check=True) for _ in range(WORKERS)]
        return [mean(map(float, times)) for times in zip(*(run.result().stdout.split() for run in runs), strict=True)]


@contextmanager
def _service(command: list[str], environ: dict[str, str]) -> Iterator[tuple[int, int]]:
    """A service on a free port: the id of its first process, and the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    bind = {"BODYCOPY_PORT": str(port), "BODYCOPY_LOG_LEVEL": "warning", "GUNICORN_CMD_ARGS": f"--bind=127.0.0.1:{port}"}
    process = subprocess.Popen(command, env={**os.environ, **bind, **environ}, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield process.pid, port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(START_SECONDS)


def _wait(port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            HTTPConnection("127.0.0.1", port, timeout=START_SECONDS).request("GET", "/readyz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the service did not start")


def _call_all(pid: int, port: int, pages: Sequence[bytes], connections: int, rate: float | None = None) -> Run:
    """Post every page over so many connections: as fast as they are answered, or so many a second at even distances."""
    start, cpu = time.monotonic(), _processor_seconds(pid)
    turns = [range(first, len(pages), connections) for first in range(connections)]

    def client(numbers: range) -> list[tuple[float, int]]:
        connection = HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
        return [_call(connection, pages[number], start + number / rate if rate else None) for number in numbers]

    with ThreadPoolExecutor(connections) as pool:
        calls = [call for calls in pool.map(client, turns) for call in calls]
    latencies, statuses = [seconds for seconds, _ in calls], [status for _, status in calls]
    wall = time.monotonic() - start
    return Run(latencies, sum(status in (200, 422) for status in statuses), wall, _processor_seconds(pid) - cpu)


def _call(connection: HTTPConnection, page: bytes, due: float | None) -> tuple[float, int]:
    """Seconds from when the call was due, so that waiting for a connection counts too, and the status."""
    begin = due or time.monotonic()
    time.sleep(max(begin - time.monotonic(), 0))
    connection.request("POST", "/v1/extract", page, {"Content-Type": "text/html"})
    response = connection.getresponse()
    response.read()
    return time.monotonic() - begin, response.status


def _processor_seconds(pid: int) -> float:
    """What a process and all below it have used."""
    used = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15]
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(map(int, used)) / TICKS + sum(_processor_seconds(int(child)) for child in children)


if __name__ == "__main__":
    main()
