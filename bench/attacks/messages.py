"""Requests of HTTP/1.1 and what can be wrong with them: RFC 9112, and what parsers got wrong.

A Draft is a well-formed request in parts. A mutation changes a part, and says what RFC 9112 asks of
whoever reads the result. Every body holds a whole request of its own, which must not be answered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from random import Random

SMUGGLED = "smuggled"
INNER = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: smuggled\r\n\r\n"
CHUNKED = b"Transfer-Encoding: chunked"


class Expected(Enum):
    """What may become of a message, and of the well-formed one behind it."""

    ANSWERED = "both are answered"
    EITHER = "both are answered, or it is refused and the connection ends"
    BROKEN = "nobody knows where it ends: one refusal at most, then the connection ends"
    CLOSED = "it may be answered, but then the connection ends (RFC 9112, section 6.1)"


@dataclass
class Draft:
    """A request in parts, as bytes."""

    method: bytes
    target: bytes
    fields: list[bytes]
    statuses: tuple[int, ...]
    payload: bytes = b""
    framing: str = "none"
    """`none`, `length` or `chunks`."""
    line: bytes | None = None
    version: bytes = b"HTTP/1.1"
    framing_fields: list[bytes] | None = None
    size_line: Callable[[int], bytes] = field(default=lambda size: b"%x\r\n" % size)
    after_data: bytes = b"\r\n"
    last: bytes = b"0\r\n"
    trailer: bytes = b""
    line_end: bytes = b"\r\n"
    before: bytes = b""

    def render(self) -> bytes:
        """The message as it goes over the wire."""
        framing = self.framing_fields
        if framing is None:
            length = b"Content-Length: %d" % len(self.payload)
            framing = {"none": [], "length": [length], "chunks": [CHUNKED]}[self.framing]
        line = self.line or b" ".join((self.method, self.target, self.version))
        head = self.line_end.join([line, *self.fields, *framing, b"", b""])
        return self.before + head + self._body()

    def _body(self) -> bytes:
        if self.framing == "none":
            return b""
        if self.framing == "length":
            return self.payload
        cut = len(self.payload) // 2
        pieces = [self.payload[:cut], self.payload[cut:]]
        chunks = (self.size_line(len(piece)) + piece + self.after_data for piece in pieces)
        return b"".join(chunks) + self.last + self.trailer + b"\r\n"


def plain(rng: Random, mark: str, token: str) -> Draft:
    """A well-formed request: cheap ones for the most part."""
    html, pdf = b"Content-Type: text/html", b"Content-Type: application/pdf"
    method, target, statuses, extra = rng.choice(
        [
            (b"GET", b"/healthz", (200,), []),
            (b"GET", b"/nothing", (404,), []),
            (b"POST", b"/nothing", (404,), [html]),
            (b"PUT", b"/v1/extract", (405,), [html]),
            (b"POST", b"/healthz", (405,), []),
            (b"POST", b"/v1/extract", (415,), [pdf]),
            (b"POST", b"/v1/extract?nosuch=1", (400,), [html]),
            (b"POST", b"/v1/extract", (200, 422), [html]),
        ]
    )
    bearer = f"Authorization: Bearer {token}".encode()
    fields = [b"Host: localhost", b"X-Request-Id: " + mark.encode(), bearer, *extra]
    draft = Draft(method, target, fields, statuses)
    if method != b"GET" or rng.random() < 0.4:
        draft.framing = rng.choice(["length", "chunks"])
        draft.payload = b"0\r\n\r\n" + INNER if rng.random() < 0.5 else b"x" * 40 + INNER
    return draft


Mutation = tuple[str, Expected, Callable[[Draft, Random], None]]


def _fields(*values: bytes) -> Callable[[Draft, Random], None]:
    """Put other framing fields in the place of the right ones; %d is the length of the payload."""

    def change(draft: Draft, rng: Random) -> None:
        draft.framing = "chunks" if any(b"ransfer" in value for value in values) else "length"
        draft.payload = draft.payload or b"0\r\n\r\n" + INNER
        length = b"%d" % len(draft.payload)
        draft.framing_fields = [value.replace(b"%d", length) for value in values]
        if rng.random() < 0.5:
            draft.framing_fields.reverse()

    return change


def _size(form: bytes) -> Callable[[Draft, Random], None]:
    """Write the sizes of chunks so; %x is the size."""

    def change(draft: Draft, _: Random) -> None:
        _in_chunks(draft)
        draft.size_line = lambda size: form.replace(b"%x", b"%x" % size)

    return change


def _chunk(**parts: bytes) -> Callable[[Draft, Random], None]:
    def change(draft: Draft, _: Random) -> None:
        _in_chunks(draft)
        for name, value in parts.items():
            setattr(draft, name, value)

    return change


def _extra(*lines: bytes) -> Callable[[Draft, Random], None]:
    """Put lines into the head, somewhere behind its first field."""

    def change(draft: Draft, rng: Random) -> None:
        place = rng.randint(1, len(draft.fields))
        draft.fields[place:place] = lines

    return change


def _part(**parts: bytes) -> Callable[[Draft, Random], None]:
    def change(draft: Draft, _: Random) -> None:
        for name, value in parts.items():
            old = b" ".join((draft.method, draft.target, draft.version))
            setattr(draft, name, value.replace(b"%s", draft.target).replace(b"%l", old))

    return change


def _in_chunks(draft: Draft) -> None:
    draft.framing = "chunks"
    draft.payload = draft.payload or b"x" * 40 + INNER


def _without(prefix: bytes) -> Callable[[Draft, Random], None]:
    def change(draft: Draft, _: Random) -> None:
        draft.fields = [line for line in draft.fields if not line.startswith(prefix)]

    return change


def _old(draft: Draft, _: Random) -> None:
    _in_chunks(draft)
    draft.version = b"HTTP/1.0"


def _authorised_late(draft: Draft, rng: Random) -> None:
    """A token that comes in the trailer opens nothing."""
    bearer = next(line for line in draft.fields if line.startswith(b"Authorization"))
    _without(b"Authorization")(draft, rng)
    _in_chunks(draft)
    draft.trailer = bearer + b"\r\n"
    if draft.target != b"/healthz":
        draft.statuses = (401,)
