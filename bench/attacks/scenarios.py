"""The scenarios of `http_memory`: what is done, with which settings, and what innocents meet."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from bench.attacks import payloads
from bench.attacks.client import request
from bench.attacks.holding import Message, Task, at_once, bombs, drops, never_read, unfinished
from bench.attacks.payloads import ALL

HTML, JSON = {"Content-Type": "text/html"}, {"Content-Type": "application/json"}


@dataclass
class Scenario:
    """Something to do to a service at a port, and what innocents may meet meanwhile."""

    name: str
    task: Task
    settings: dict[str, str] = field(default_factory=dict)
    may_be: tuple[str, ...] = ()
    """Statuses that innocents may get, since all places are rightly taken."""
    broken: list[str] = field(default_factory=list)
    """Promises that were not kept."""

    def make(self, port: int) -> str:
        """Do it."""
        return self.task(self.broken, port)


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
    Scenario("a_lists", at_once(1, lambda: _page(payloads.lists(10_000_000), JSON))),
    Scenario("a_lists_4", at_once(4, lambda: _page(payloads.lists(10_000_000), JSON))),
    Scenario("a_objects", at_once(1, lambda: _page(payloads.objects(10_000_000), JSON))),
    Scenario("a_gzip", at_once(1, lambda: _zipped(payloads.lists(20_000_000), JSON))),
    Scenario("a_gzip_4", at_once(4, lambda: _zipped(payloads.lists(20_000_000), JSON))),
    Scenario("b_deep", at_once(1, lambda: _everything(payloads.deep_page(), HTML))),
    Scenario("b_deep_4", at_once(4, lambda: _everything(payloads.deep_page(), HTML))),
    Scenario(
        "c_unread_8",
        never_read(8, [lambda: _everything(payloads.deep_page(), HTML)]),
        {"send_seconds": "10"},
    ),
    Scenario(
        "c_unread_40",
        never_read(
            40,
            [
                lambda: _everything(payloads.deep_page(), HTML),
                lambda: _everything(payloads.long_page(9_000_000), HTML),
            ],
        ),
        {"send_seconds": "10"},
        may_be=("503",),
    ),
    Scenario("d_bombs_gone", bombs(stay=False)),
    Scenario("d_bombs_stay", bombs(stay=True)),
    Scenario("e_lines", drops(b'{"text": "x"}\n'), TAKEN),
    Scenario("e_blank", drops(b"\n"), TAKEN),
    Scenario("f_bytes_200k", at_once(8, lambda: _bytewise(200_000))),
    Scenario("f_bytes_5m", at_once(1, lambda: _bytewise(5_000_000))),
    Scenario("f_members", at_once(8, lambda: _page(payloads.empty_members(), {**HTML, **_gzip}))),
    Scenario("f_unfinished", unfinished(32, _begun, b""), {"body_seconds": "10"}),
    Scenario("f_gzip_20m", at_once(8, lambda: _zipped(b"\n" * 20_000_000, HTML))),
    Scenario("g_heads", unfinished(300, _long_head, b"\r\n")),
]
