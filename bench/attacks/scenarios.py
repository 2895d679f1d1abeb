"""What `http_memory` does to the service: a function a scenario, which says in words what came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from time import monotonic, sleep

from bench.attacks import payloads
from bench.attacks.client import BadAnswer, Cut, Wire, request
from bench.attacks.payloads import ALL, MIB

HTML, JSON = {"Content-Type": "text/html"}, {"Content-Type": "application/json"}
LINES = {"Content-Type": "application/x-ndjson"}
BATCH = "/v1/extract/batch"
PATIENCE_SECONDS = 20.0
HOLD_SECONDS = 12.0
PLACE_SECONDS = 2.0
ROUND_SECONDS = 3.0
Message = tuple[bytes, bytes]


@dataclass
class Scenario:
    """Something to do to a service at a port, and what innocents may meet meanwhile."""

    name: str
    task: Callable[[Scenario, int], str]
    settings: dict[str, str] = field(default_factory=dict)
    may_be: tuple[str, ...] = ()
    """Statuses that innocents may get, since all places are rightly taken."""
    broken: list[str] = field(default_factory=list)
    """Promises that were not kept."""

    def make(self, port: int) -> str:
        """Do it."""
        return self.task(self, port)


def _post(port: int, message: Message) -> str:
    """Post and read the answer; its status, or what happened instead."""
    head, body = message
    try:
        with Wire(port, PATIENCE_SECONDS) as wire:
            answer = wire.read(sending=head + body)
            return f"{answer.status} of {len(answer.body) // MIB} MiB"
    except (OSError, Cut, BadAnswer) as error:
        return f"{type(error).__name__} {error}"[:50]


def _at_once(count: int, message: Callable[[], Message]) -> Callable[[Scenario, int], str]:
    """Have a message posted by so many clients at once, for a while."""

    def task(_: Scenario, port: int) -> str:
        made = message()
        with ThreadPoolExecutor(count) as pool:
            answers = Counter(pool.map(lambda _: _post(port, made), range(count)))
        return (
            f"{count} clients, {(len(made[0]) + len(made[1])) / 1e6:.2f} MB each: {dict(answers)}"
        )

    return task


def _never_read(
    count: int, messages: list[Callable[[], Message]]
) -> Callable[[Scenario, int], str]:
    """Have messages posted by so many clients, which stay and read nothing."""

    def task(_: Scenario, port: int) -> str:
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


def _unfinished(
    count: int, head: Callable[[], bytes], tail: bytes
) -> Callable[[Scenario, int], str]:
    """Have so many requests begun, and after a while ended by the tail, if there is one."""

    def task(_: Scenario, port: int) -> str:
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


def _bombs(stay: bool) -> Callable[[Scenario, int], str]:
    """Send batches of blank lines that unpack to gibibytes, and stay or go."""

    def task(_: Scenario, port: int) -> str:
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


def _drops(line: bytes) -> Callable[[Scenario, int], str]:
    """Take all places with batches that send a line a second; one that goes must free its place."""

    def task(scenario: Scenario, port: int) -> str:
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
            scenario.broken.append(f"a place was not free again after {waited:.1f} s")
        for wire in wires:
            wire.close()
        return f"8 batches of a line a second; a place was free again after {waited:.1f} s"

    return task


_page = partial(request, "POST", "/v1/extract")
_everything = partial(request, "POST", f"/v1/extract?{ALL}")
_gzip = {"Content-Encoding": "gzip"}
_in_chunks = {**HTML, "Transfer-Encoding": "chunked"}
TAKEN = {"threads": "8", "batches": "8", "workers": "1"}


def _zipped(data: bytes, fields: dict[str, str]) -> Message:
    return _page(payloads.packed(data), {**fields, **_gzip})


def _bytewise(size: int) -> Message:
    return _page(None, _in_chunks)[0], payloads.single_bytes(size)


def _begun() -> bytes:
    return _page(None, {**HTML, "Content-Length": "10000000"})[0] + b"x" * 9_990_000


def _long_head() -> bytes:
    fields = {f"X-Field-{number}": "x" * 3_900 for number in range(15)}
    return request("GET", "/healthz", None, fields)[0].removesuffix(b"\r\n")


SCENARIOS = [
    Scenario("a_lists", _at_once(1, lambda: _page(payloads.lists(10_000_000), JSON))),
    Scenario("a_lists_4", _at_once(4, lambda: _page(payloads.lists(10_000_000), JSON))),
    Scenario("a_objects", _at_once(1, lambda: _page(payloads.objects(10_000_000), JSON))),
    Scenario("a_gzip", _at_once(1, lambda: _zipped(payloads.lists(20_000_000), JSON))),
    Scenario("a_gzip_4", _at_once(4, lambda: _zipped(payloads.lists(20_000_000), JSON))),
    Scenario("b_deep", _at_once(1, lambda: _everything(payloads.deep_page(), HTML))),
    Scenario("b_deep_4", _at_once(4, lambda: _everything(payloads.deep_page(), HTML))),
    Scenario(
        "c_unread_8",
        _never_read(8, [lambda: _everything(payloads.deep_page(), HTML)]),
        {"send_seconds": "10"},
    ),
    Scenario(
        "c_unread_40",
        _never_read(
            40,
            [
                lambda: _everything(payloads.deep_page(), HTML),
                lambda: _everything(payloads.long_page(9_000_000), HTML),
            ],
        ),
        {"send_seconds": "10"},
        may_be=("503",),
    ),
    Scenario("d_bombs_gone", _bombs(stay=False)),
    Scenario("d_bombs_stay", _bombs(stay=True)),
    Scenario("e_lines", _drops(b'{"text": "x"}\n'), TAKEN),
    Scenario("e_blank", _drops(b"\n"), TAKEN),
    Scenario("f_bytes_200k", _at_once(8, lambda: _bytewise(200_000))),
    Scenario("f_bytes_5m", _at_once(1, lambda: _bytewise(5_000_000))),
    Scenario("f_members", _at_once(8, lambda: _page(payloads.empty_members(), {**HTML, **_gzip}))),
    Scenario("f_unfinished", _unfinished(32, _begun, b""), {"body_seconds": "10"}),
    Scenario("f_gzip_20m", _at_once(8, lambda: _zipped(b"\n" * 20_000_000, HTML))),
    Scenario("g_heads", _unfinished(300, _long_head, b"\r\n")),
]
