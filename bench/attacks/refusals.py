"""The requests that `early_refusals` has refused, each with the statuses that it may get."""

from __future__ import annotations

from dataclasses import dataclass, field

TOKEN = "secret"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
HTML = {"Content-Type": "text/html"}
LINES = {"Content-Type": "application/x-ndjson"}
BREAK = b"zz\r\nno chunk\r\n"
BAD_TRAILER = b"0\r\nno trailer\r\n\r\n"


@dataclass(frozen=True)
class Case:
    """A request that is refused, and the statuses that it may get.

    It may also come through (200, 422), where a place was free after all.
    """

    name: str
    statuses: tuple[int, ...]
    target: str = "/v1/extract"
    method: str = "POST"
    fields: dict[str, str] = field(default_factory=lambda: {**HTML, **BEARER})
    version: str = "1.1"
    tail: bytes = b""
    """What a chunked body ends with in place of its last chunk."""


LINE_FIELDS = {**LINES, **BEARER}
EXPECT = {**HTML, **BEARER, "Expect": "100-continue"}
KEEP = {**HTML, **BEARER, "Connection": "keep-alive"}
BATCH = "/v1/extract/batch"

WITH_TOKEN = (
    Case("unknown option", (400,), "/v1/extract?nosuch=1"),
    Case("bad option", (400,), "/v1/extract?format=nosuch"),
    Case("bad charset", (400,), fields={"Content-Type": "text/html; charset=nosuch", **BEARER}),
    Case("no token", (401,), fields=HTML),
    Case("wrong token", (401,), fields={**HTML, "Authorization": "Bearer wrong"}),
    Case("no such address", (404,), "/nothing"),
    Case("PUT", (405,), method="PUT"),
    Case("GET with a body", (405,), method="GET"),
    Case("POST to a probe", (405,), "/healthz"),
    Case("bad type", (415,), fields={"Content-Type": "application/pdf", **BEARER}),
    Case("bad coding", (415,), fields={**HTML, **BEARER, "Content-Encoding": "nosuch"}),
    Case("batch: bad type", (415,), BATCH),
    Case("batch: bad option", (400,), f"{BATCH}?format=nosuch", fields=LINE_FIELDS),
    Case("batch: bad coding", (415,), BATCH, fields={**LINE_FIELDS, "Content-Encoding": "nosuch"}),
    Case("batch: too many", (503,), BATCH, fields=LINE_FIELDS),
    Case("batch: no token", (401,), BATCH, fields=LINES),
    Case("Expect, 404", (404, 417), "/nothing", fields=EXPECT),
    Case("Expect, 400", (400, 417), "/v1/extract?nosuch=1", fields=EXPECT),
    Case("Expect, batch", (503, 417), BATCH, fields={**LINE_FIELDS, "Expect": "100-continue"}),
    Case("HTTP/1.0, 404", (404,), "/nothing", fields=KEEP, version="1.0"),
    Case("HTTP/1.0, 400", (400,), "/v1/extract?nosuch=1", fields=KEEP, version="1.0"),
    Case("broken chunks", (400,), tail=BREAK),
    Case("broken chunks, 404", (400, 404), "/nothing", tail=BREAK),
    Case("broken chunks, 401", (400, 401), fields=HTML, tail=BREAK),
    Case("bad trailer", (400,), tail=BAD_TRAILER),
    Case("bad trailer, 415", (400, 415), fields={**BEARER}, tail=BAD_TRAILER),
)
TOO_LARGE = (
    Case("too large", (413,), fields=HTML),
    Case("too large, JSON", (413,), fields={"Content-Type": "application/json"}),
    Case("too large, Expect", (413, 417), fields={**HTML, "Expect": "100-continue"}),
    Case("too large, HTTP/1.0", (413,), fields=KEEP, version="1.0"),
)
OVERLOADED = (Case("overloaded", (503,), fields=HTML),)
