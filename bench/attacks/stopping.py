"""SIGTERM while requests arrive, kill -9 of each kind of process under traffic, and restarts.

A stop closes the port at once, answers what has begun, and resets no connection it accepted. A
process that is killed costs at most what it had in hand, and nothing is left behind.
"""

from __future__ import annotations

import os
import signal
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection
from threading import Event, Thread
from time import monotonic, sleep

from bench.attacks.client import BadAnswer, Cut, Wire, request
from bench.attacks.occupy import SMALL_PAGE
from bench.attacks.result import Result
from bench.attacks.service import Service, ask, free_port, is_alive, running

ROUNDS = 5
RESTARTS = 10
MOST_OPEN_SECONDS = 0.2
MOST_AWAY_SECONDS = 5.0
MOST_START_SECONDS = 20.0
REST_AFTER_SECONDS = 1.0
GONE_SECONDS = 5.0
TRAFFIC_SECONDS = 2.0
LOOK_SECONDS = 3.0
CLIENTS = 4
HTML = {"Content-Type": "text/html"}
MEMORY = Path("/dev/shm")


def run() -> Result:
    """Stop, kill and restart."""
    result = Result("stopping")
    stop_in_flight(result)
    for kind in ("worker", "server", "http", "master"):
        kill(kind, result)
    restart(result)
    return result


class Traffic:
    """Clients that ask, each time on a new connection, and what they got."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.ends: list[tuple[float, str]] = []
        self.enough = Event()
        self.threads = [Thread(target=self._ask, args=(number,)) for number in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def end(self) -> Counter[str]:
        """Stop asking; how often each end came. `refused` means never accepted."""
        self.enough.set()
        for thread in self.threads:
            thread.join()
        return Counter(end for _, end in self.ends)

    def last_before_gap(self, start: float) -> float:
        """Seconds from a time to the first good answer after the last bad one; 0 without one."""
        bad = [when for when, end in self.ends if when >= start and end != "200"]
        after = [when for when, end in self.ends if bad and when > max(bad) and end == "200"]
        return (min(after) if after else monotonic()) - start if bad else 0.0

    def _ask(self, number: int) -> None:
        head, body = request("GET", "/healthz", None, {"Connection": "close"})
        if number % 2:
            fields = {**HTML, "Connection": "close"}
            head, body = request("POST", "/v1/extract", SMALL_PAGE, fields)
        while not self.enough.wait(0.002):
            end = self._once(head + body)
            self.ends.append((monotonic(), end))

    def _once(self, message: bytes) -> str:
        try:
            wire = Wire(self.port, 10.0)
        except OSError:
            return "refused"
        with wire:
            try:
                return str(wire.read(sending=message).status)
            except (OSError, Cut, BadAnswer) as error:
                return "reset" if wire.was_reset else f"{type(error).__name__} {error}"[:30]


@contextmanager
def clean(name: str, result: Result, port: int = 0) -> Iterator[Service]:
    """A service with a folder of its own for files, which has to be empty when it has ended, or
    where that was by force, when the next one has."""
    with tempfile.TemporaryDirectory(dir=MEMORY, prefix="attack-") as folder:
        with running(port, folder, log_level="error") as service:
            yield service
        _wait_gone(service.seen)
        left = [pid for pid in service.seen if is_alive(pid)]
        result.at_most(f"{name}: processes left behind", len(left), 0)
        if any(Path(folder).iterdir()):
            with running(port, folder, log_level="error"):
                pass
        files = [path.name for path in Path(folder).rglob("*")]
        result.at_most(f"{name}: files left behind", len(files), 0)
        if files:
            result.notes.append(f"{name}: left behind {files}")


def stop_in_flight(result: Result) -> None:
    """SIGTERM under traffic while a request still arrives."""
    counts: Counter[str] = Counter()
    open_for, unanswered, codes = 0.0, 0, 0
    for _ in range(ROUNDS):
        with clean("SIGTERM", result) as service:
            traffic = Traffic(service.port)
            head, body = request("POST", "/v1/extract", SMALL_PAGE, HTML)
            with Wire(service.port) as wire:
                wire.send(head + body[:100])
                sleep(0.3)
                service.process.send_signal(signal.SIGTERM)
                open_for = max(open_for, _seconds_open(service.port))
                sleep(REST_AFTER_SECONDS)
                unanswered += _status(wire, body[100:]) != "200"
            codes += service.process.wait(60) != 0
            counts += traffic.end()
    lost = {end: count for end, count in counts.items() if end not in ("200", "503", "refused")}
    result.at_most("SIGTERM: seconds that the port stays open", open_for, MOST_OPEN_SECONDS)
    result.at_most("SIGTERM: requests in flight not answered", unanswered, 0)
    result.at_most("SIGTERM: accepted connections without an answer", sum(lost.values()), 0)
    result.at_most("SIGTERM: exits with another code than 0", codes, 0)
    result.notes.append(f"SIGTERM: {dict(counts)}")


def _seconds_open(port: int) -> float:
    start = monotonic()
    while monotonic() - start < LOOK_SECONDS:
        try:
            create_connection(("127.0.0.1", port), 1.0).close()
        except OSError:
            break
        sleep(0.005)
    return monotonic() - start


def _status(wire: Wire, rest: bytes) -> str:
    try:
        return str(wire.read(sending=rest).status)
    except (OSError, Cut, BadAnswer) as error:
        return str(error)


def kill(kind: str, result: Result) -> None:
    """Kill a kind of process under traffic."""
    name = f"kill -9 {kind}"
    with clean(name, result) as service:
        before = service.family()
        traffic = Traffic(service.port)
        sleep(0.5)
        start = monotonic()
        for pid in before[kind]:
            os.kill(pid, signal.SIGKILL)
        sleep(TRAFFIC_SECONDS)
        if kind == "master":
            _wait_gone(service.seen)
            left = sum(is_alive(pid) for pid in service.seen)
            result.at_most(f"{name}: processes after {GONE_SECONDS:g} s", left, 0)
            result.notes.append(f"{name}: {dict(traffic.end())}")
            return
        away = traffic.last_before_gap(start)
        counts = traffic.end()
        ready = service.wait_ready()
        whole = {each: len(pids) for each, pids in service.family().items()}
    lost = sum(count for end, count in counts.items() if end not in ("200", "503"))
    result.at_most(f"{name}: seconds until all is well again", away, MOST_AWAY_SECONDS)
    if kind in ("worker", "server"):
        result.at_most(f"{name}: calls lost", lost, 0)
    result.notes.append(f"{name}: {dict(counts)}, ready after {ready:.2f} s more, {whole}")


def _wait_gone(pids: set[int]) -> None:
    end = monotonic() + GONE_SECONDS
    while monotonic() < end and any(is_alive(pid) for pid in pids):
        sleep(0.05)


def restart(result: Result) -> None:
    """Start again on the same port, after a stop and after the death of all processes."""
    port = free_port()
    failed, longest = 0, 0.0
    for number in range(RESTARTS):
        begin = monotonic()
        with clean("restart", result, port) as service:
            longest = max(longest, monotonic() - begin)
            failed += ask(port, "/readyz") != 200
            if number % 2:
                service.kill_all()
    result.at_most("restart: failed", failed, 0)
    result.at_most("restart: longest, s", longest, MOST_START_SECONDS)
