"""Watches a service from a process of its own, so that an attack's own work disturbs no figure.

`python -m bench.attacks.watch PORT PID` asks /healthz over and over, on new connections and a kept
one, posts a small page every so often as an innocent client does, and prints what it saw as JSON
when its standard input is closed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

from bench.attacks.client import BadAnswer, Cut, Wire, request
from bench.attacks.occupy import SMALL_PAGE

EVERY_SECONDS = 0.02
MOST_SECONDS = 10.0
FIRST_LOOK_SECONDS = 0.5
KIB = 1024


@dataclass
class Seen:
    """What a watcher saw. All times are in seconds, memory in bytes."""

    gap: float = 0.0
    """The longest time between two answers to anybody."""
    stall: float = 0.0
    """How much longer than asked for the watcher itself slept at worst: the machine's share."""
    growth: int = 0
    """The most memory that the process held beyond its rest."""
    innocents: int = 0
    lost: dict[str, int] = field(default_factory=dict)
    p99: float = 0.0
    replaced: bool = False
    """Whether the process is another one than before."""


@contextmanager
def watching(port: int, pid: int) -> Iterator[Seen]:
    """Watch while the block runs; what was seen is there afterwards."""
    command = [sys.executable, "-m", "bench.attacks.watch", str(port), str(pid)]
    watcher = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    seen = Seen()
    try:
        sleep(FIRST_LOOK_SECONDS)
        yield seen
    finally:
        output, _ = watcher.communicate("")
        for name, value in json.loads(output).items():
            setattr(seen, name, value)


class _Watcher:
    def __init__(self, port: int, pid: int) -> None:
        self.port, self.pid = port, pid
        self.enough = Event()
        self.answered: list[float] = []
        self.innocent: list[float] = []
        self.lost: Counter[str] = Counter()
        self.stall = 0.0
        self.started = monotonic()

    def watch(self) -> Seen:
        rest = _memory(self.pid, "VmRSS")
        with suppress(OSError):
            Path(f"/proc/{self.pid}/clear_refs").write_text("5")  # has the peak counted from now on
        tasks = (self._ask_anew, self._ask_on, self._post, self._sleep)
        threads = [Thread(target=task) for task in tasks]
        for thread in threads:
            thread.start()
        sys.stdin.read()
        end = monotonic()
        peak = _memory(self.pid, "VmHWM")
        self.enough.set()
        for thread in threads:
            thread.join()
        times = [self.started, *sorted(each for each in self.answered if each < end), end]
        gap = max(after - before for before, after in pairwise(times))
        ordered = sorted(self.innocent) or [0.0]
        p99 = ordered[int(0.99 * (len(ordered) - 1))]
        posted = len(self.innocent) + sum(self.lost.values())
        replaced = not peak
        return Seen(gap, self.stall, peak - rest, posted, dict(self.lost), p99, replaced)

    def _ask_anew(self) -> None:
        message = request("GET", "/healthz", fields={"Connection": "close"})[0]
        while not self.enough.wait(EVERY_SECONDS):
            with suppress(OSError, Cut, BadAnswer), Wire(self.port, MOST_SECONDS) as wire:
                self._tell(wire, message)

    def _ask_on(self) -> None:
        self._keep_asking(request("GET", "/healthz")[0], None)

    def _post(self) -> None:
        head, body = request("POST", "/v1/extract", SMALL_PAGE, {"Content-Type": "text/html"})
        self._keep_asking(head + body, self.innocent)

    def _keep_asking(self, message: bytes, latencies: list[float] | None) -> None:
        wire: Wire | None = None
        while not self.enough.wait(EVERY_SECONDS):
            begin = monotonic()
            try:
                wire = wire or Wire(self.port, MOST_SECONDS)
                status, keeps = self._tell(wire, message)
            except (OSError, Cut, BadAnswer) as error:
                status, keeps = f"{type(error).__name__} {error}"[:40], False
            if latencies is not None and status == 200:
                latencies.append(monotonic() - begin)
            elif latencies is not None:
                self.lost[str(status)] += 1
            if not keeps and wire:
                wire.close()
                wire = None

    def _tell(self, wire: Wire, message: bytes) -> tuple[Any, bool]:
        wire.send(message)
        answer = wire.read()
        self.answered.append(monotonic())
        return answer.status, answer.keeps

    def _sleep(self) -> None:
        while not self.enough.is_set():
            begin = monotonic()
            sleep(EVERY_SECONDS)
            self.stall = max(self.stall, monotonic() - begin - EVERY_SECONDS)


def _memory(pid: int, name: str) -> int:
    """A figure from the status of a process, in bytes; 0 where it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) * KIB
    return 0


def during(task: Callable[[], None], port: int, pid: int) -> Seen:
    """What was seen while a task ran."""
    with watching(port, pid) as seen:
        task()
    return seen


if __name__ == "__main__":
    print(json.dumps(vars(_Watcher(int(sys.argv[1]), int(sys.argv[2])).watch())))
