"""A worker that a page got hold of writes what it likes into its pipe.

What a worker holds can be taken from outside by `pidfd_getfd` (Linux 5.6; by root, or by the same
user with leave to trace), and so be written to as if the worker did it. The process that talks HTTP
must neither fall, nor grow, nor run what it is given; the worker is replaced.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import socket
import stat
import struct
import tempfile
from contextlib import suppress
from pathlib import Path
from random import Random
from time import monotonic, sleep

from bench.attacks.client import BadAnswer, Cut, Wire, request
from bench.attacks.occupy import SMALL_PAGE
from bench.attacks.result import Result
from bench.attacks.service import MIB, Service, running
from bench.attacks.watch import watching

PIDFD_GETFD = 438
"""The number of the system call, the same on all processors that have it."""
SEED = 5
MOST_GROWTH_MIB = 150
MOST_LOST = 2
BETWEEN_SECONDS = 1.0
AWAY_SECONDS = 15.0
HTML = {"Content-Type": "text/html"}


class _Touch:
    """Leaves a file where somebody unpickles it."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """What unpickling calls."""
        return open, (self.path, "w")


def run() -> Result:
    """Write each kind of garbage into a worker's pipe, while innocent pages come."""
    result = Result("garbage_worker")
    with tempfile.TemporaryDirectory() as folder:
        trap = str(Path(folder) / "run")
        for name, garbage in _kinds(trap).items():
            with running(log_level="error") as service:
                _attack(service, name, garbage, result)
        result.at_most("garbage that was run", Path(trap).exists(), 0)
    return result


def _kinds(trap: str) -> dict[str, bytes]:
    chance = Random(SEED).randbytes(4_000)
    evil = pickle.dumps(_Touch(trap))
    return {
        "chance": chance,
        "framed chance": struct.pack("!i", len(chance)) + chance,
        "framed nothing": struct.pack("!i", 0),
        "a frame of 2 GB": struct.pack("!i", 2**31 - 1) + chance,
        "a frame of 1 EB": struct.pack("!iQ", -1, 2**60) + chance,
        "negative frame": struct.pack("!i", -7) + chance,
        "a pickle": struct.pack("!i", len(evil)) + evil,
        "zeros": bytes(100_000),
        "digits": b"200 " * 1_000,
    }


def _attack(service: Service, name: str, garbage: bytes, result: Result) -> None:
    pid = service.http
    with watching(service.port, pid) as seen:
        written = 0
        for worker in service.family()["worker"]:
            written += _write(worker, garbage)
            sleep(BETWEEN_SECONDS)
        away = _seconds_until_well(service.port)
    if not written:
        result.notes.append(f"{name}: not tried, no pipe could be had")
        return
    result.at_most(f"{name}: HTTP process replaced", seen.replaced or service.http != pid, 0)
    result.at_most(f"{name}: growth of it, MiB", seen.growth / MIB, MOST_GROWTH_MIB)
    result.at_most(f"{name}: innocents lost", sum(seen.lost.values()), MOST_LOST)
    result.at_most(f"{name}: seconds until all is well", away, AWAY_SECONDS)
    result.notes.append(f"{name}: lost {seen.lost} of {seen.innocents}, gap {seen.gap:.2f} s")


def _write(worker: int, garbage: bytes) -> int:
    """Write into every pipe of a worker that leads elsewhere; how many there were."""
    written = 0
    for entry in Path(f"/proc/{worker}/fd").iterdir():
        with suppress(OSError):
            if int(entry.name) > 2 and stat.S_ISSOCK(entry.stat().st_mode):
                with socket.socket(fileno=_take(worker, int(entry.name))) as pipe:
                    pipe.send(garbage, socket.MSG_DONTWAIT)
                    written += 1
    return written


def _take(pid: int, number: int) -> int:
    """A copy of an open file of another process. Raises OSError where that may not be."""
    process = os.pidfd_open(pid)
    try:
        taken = ctypes.CDLL(None, use_errno=True).syscall(PIDFD_GETFD, process, number, 0)
    finally:
        os.close(process)
    if taken < 0:
        raise OSError(ctypes.get_errno(), "pidfd_getfd")
    return int(taken)


def _seconds_until_well(port: int) -> float:
    """Seconds until twenty pages in a row come out right."""
    start, good = monotonic(), 0
    head, body = request("POST", "/v1/extract", SMALL_PAGE, HTML)
    while good < 20 and monotonic() - start < 2 * AWAY_SECONDS:
        try:
            with Wire(port, AWAY_SECONDS) as wire:
                answer = wire.read(sending=head + body)
                is_right = answer.status == 200 and b"Ferry is back" in answer.body
                good = good + 1 if is_right else 0
        except (OSError, Cut, BadAnswer):
            good = 0
    return monotonic() - start
