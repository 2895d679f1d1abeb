"""What clients do to fill or hold the HTTP process; each task says in words what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from time import monotonic, sleep

from bench.attacks import payloads
from bench.attacks.client import BadAnswer, Cut, Wire, request

LINES = {"Content-Type": "application/x-ndjson"}
BATCH = "/v1/extract/batch"
PATIENCE_SECONDS = 20.0
HOLD_SECONDS = 12.0
PLACE_SECONDS = 2.0
ROUND_SECONDS = 3.0
MIB = 1024 * 1024
Message = tuple[bytes, bytes]
Broken = list[str]
"""Promises that were not kept, in words; a task adds to it."""
Task = Callable[[Broken, int], str]
"""What is done to the service at a port; it says what came."""


def _post(port: int, message: Message) -> str:
    """Post and read the answer; its status, or what happened instead."""
    head, body = message
    try:
        with Wire(port, PATIENCE_SECONDS) as wire:
            answer = wire.read(sending=head + body)
            return f"{answer.status} of {len(answer.body) // MIB} MiB"
    except (OSError, Cut, BadAnswer) as error:
        return f"{type(error).__name__} {error}"[:50]


def at_once(count: int, message: Callable[[], Message]) -> Task:
    """Have a message posted by so many clients at once, for a while."""

    def task(_: Broken, port: int) -> str:
        made = message()
        with ThreadPoolExecutor(count) as pool:
            answers = Counter(pool.map(lambda _: _post(port, made), range(count)))
        return (
            f"{count} clients, {(len(made[0]) + len(made[1])) / 1e6:.2f} MB each: {dict(answers)}"
        )

    return task


def never_read(count: int, messages: list[Callable[[], Message]]) -> Task:
    """Have messages posted by so many clients, which stay and read nothing."""

    def task(_: Broken, port: int) -> str:
        made = [message() for message in messages]
        with ExitStack() as wires, ThreadPoolExecutor(count) as pool:
            sent = pool.map(lambda each: _send_only(port, *made[each % len(made)]), range(count))
            for wire in sent:
                wires.callback(wire.close)
            sleep(HOLD_SECONDS)
        return f"{count} clients that read nothing"

    return task


def _send_only(port: int, head: bytes, body: bytes) -> Wire:
    wire = Wire(port, PATIENCE_SECONDS)
    with suppress(OSError):
        wire.send(head + body)
    return wire


def unfinished(count: int, head: Callable[[], bytes], tail: bytes) -> Task:
    """Have so many requests begun, and after a while ended by the tail, if there is one."""

    def task(_: Broken, port: int) -> str:
        begun = head()
        with ExitStack() as wires:
            with ThreadPoolExecutor(32) as pool:
                made = list(pool.map(lambda _: _send_only(port, begun, b""), range(count)))
            for wire in made:
                wires.callback(wire.close)
            sleep(HOLD_SECONDS / 3)
            if not tail:
                return f"{count} requests that do not end"
            return str(dict(Counter(_end(wire, tail) for wire in made)))

    return task


def _end(wire: Wire, tail: bytes) -> str:
    try:
        return str(wire.read(sending=tail).status)
    except (OSError, Cut, BadAnswer) as error:
        return type(error).__name__


def bombs(stay: bool) -> Task:
    """Send batches of blank lines that unpack to gibibytes, and stay or go."""

    def task(_: Broken, port: int) -> str:
        fields = {**LINES, "Content-Encoding": "br"}
        head, body = request("POST", BATCH, payloads.blank_lines(), fields)
        wires = [_send_only(port, head, body) for _ in range(8)]
        if not stay:
            sleep(0.5)
            for wire in wires:
                wire.close()
        sleep(HOLD_SECONDS)
        for wire in wires:
            wire.close()
        return f"8 batches of {len(body)} bytes for 1 GiB of blank lines"

    return task


def drops(line: bytes) -> Task:
    """Take all places with batches that send a line a second; one that goes must free its place."""

    def task(broken: Broken, port: int) -> str:
        head = request("POST", BATCH, None, {**LINES, "Transfer-Encoding": "chunked"})[0]
        piece = b"%x\r\n%b\r\n" % (len(line), line)
        wires = [_send_only(port, head, piece) for _ in range(8)]
        for _ in range(8):
            sleep(1)
            for wire in wires:
                wire.send(piece)
        wires.pop().close()
        start = monotonic()
        while (waited := monotonic() - start) < HOLD_SECONDS:
            if _post(port, request("POST", BATCH, b"\n", LINES)).startswith("200"):
                break
            sleep(0.1)
        if waited > PLACE_SECONDS:
            broken.append(f"a place was not free again after {waited:.1f} s")
        for wire in wires:
            wire.close()
        return f"8 batches of a line a second; a place was free again after {waited:.1f} s"

    return task
