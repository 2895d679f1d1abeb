"""What workers do in these tests: the page says how it misbehaves."""

from __future__ import annotations

import os
import re
import signal
import socket
import time

from bodycopy.isolation import Answer
from bodycopy.isolation.task import answer_page
from bodycopy.model import Options, Source

FOR_EVER = "(a+)+b", "a" * 64


def misbehave(source: Source, options: Options) -> Answer:
    """An answer with the process's id, unless the page says otherwise."""
    word, _, argument = str(source.content).partition(" ")
    if word == "hang":
        re.match(*FOR_EVER)  # in C, and never letting go of the GIL
    elif word == "sleep":
        time.sleep(float(argument))
    elif word == "nice":
        work(float(argument))
        return niceness()
    elif word == "nice-asleep":
        time.sleep(float(argument))
        return niceness()
    elif word == "work":
        work(float(argument))
    elif word == "garbage":
        say_garbage(bytes.fromhex(argument))
    elif word == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == "die-once":
        die_once(argument)
    elif word == "exit":
        os._exit(0)
    elif word == "eat":
        bytearray(10**12)
    elif word == "grow":
        HELD.append(bytes(range(256)) * 4096 * int(argument))
    elif word == "stumble":  # as libxml2 does when it gets no more memory
        held = bytes(300 * 1024 * 1024)
        raise RuntimeError(f"unknown error after {len(held)}")
    elif word == "fail":
        raise ZeroDivisionError("a secret of the page")
    elif word == "answer":
        return answer_page(Source(argument), options)
    elif word == "reach":
        reach(argument)
    elif word == "echo":
        return Answer(200, "text/plain", argument.encode())
    return Answer(200, "text/plain", str(os.getpid()).encode())


HELD: list[bytes] = []


def say_garbage(message: bytes) -> None:
    """Write into the pipe what no worker writes, as one message, and be silent."""
    pipe = max(int(name) for name in os.listdir("/proc/self/fd") if is_socket(name))
    os.write(pipe, len(message).to_bytes(4) + message)
    time.sleep(60)


def is_socket(name: str) -> bool:
    try:
        return os.readlink(f"/proc/self/fd/{name}").startswith("socket:")
    except OSError:
        return False


def work(seconds: float) -> None:
    """Have a processor for so long, however long that takes."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def niceness() -> Answer:
    return Answer(200, "text/plain", str(os.getpriority(os.PRIO_PROCESS, 0)).encode())


def reach(host: str) -> None:
    """Try to talk to somebody else."""
    with socket.socket() as outside:
        outside.settimeout(1)
        outside.connect((socket.getaddrinfo(host, 53)[0][4][0], 53))


def die_once(marker: str) -> None:
    """Die the first time; the marker is a file that remembers."""
    if not os.path.exists(marker):
        with open(marker, "x"):
            os.kill(os.getpid(), signal.SIGKILL)


class Unloadable:
    """A task that no worker can be started with."""

    def __call__(self, source: Source, options: Options) -> Answer:
        raise NotImplementedError

    def __reduce__(self) -> tuple[type, tuple[str]]:
        return int, ("no number",)
