"""Answers read strictly by RFC 9112: what a lenient reader would forgive is a BadAnswer."""

from __future__ import annotations

import re
from dataclasses import dataclass

STATUS_LINE = re.compile(rb"HTTP/1\.([01]) ([1-5][0-9][0-9]) [\t\x20-\x7e]*")
FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*?)[ \t]*")
SIZE_LINE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?")
LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]{1,12})\r\n", re.IGNORECASE)
HEAD_END = b"\r\n\r\n"
NO_BODY = (204, 304)
ONLY_ONCE = ("content-length", "transfer-encoding", "connection", "x-request-id")


class BadAnswer(Exception):
    """What came is no answer that a strict reader of HTTP would take."""


@dataclass(frozen=True)
class Answer:
    """An answer that came whole."""

    status: int
    fields: dict[str, str]
    body: bytes
    keeps: bool
    """Whether the server said that the connection goes on."""

    @property
    def id(self) -> str:
        """The request id that it bears, empty without one."""
        return self.fields.get("x-request-id", "")


def least_size(data: bytearray) -> int:
    """So many bytes there have to be before it is worth looking whether an answer is whole."""
    end = data.find(HEAD_END, 0, 64 * 1024)
    length = LENGTH.search(data, 0, end + 2) if end >= 0 else None
    return end + len(HEAD_END) + int(length[1]) if length else len(data) + 1


def parse_answer(data: bytearray, ended: bool, method: str = "GET") -> tuple[Answer, int] | None:
    """The answer that data begins with, and its size in bytes; None where more has to come.

    Raises BadAnswer.
    """
    end = data.find(HEAD_END)
    if end < 0:
        if data and not b"HTTP/1.".startswith(bytes(data[:7])):
            raise BadAnswer(f"no status line: {bytes(data[:60])!r}")
        return None
    lines = bytes(data[:end]).split(b"\r\n")
    status_line = STATUS_LINE.fullmatch(lines[0])
    if not status_line:
        raise BadAnswer(f"status line {lines[0][:60]!r}")
    fields = _parse_fields(lines[1:])
    minor, status = int(status_line[1]), int(status_line[2])
    connection = fields.get("connection", "").lower()
    keeps = "close" not in connection and (minor == 1 or "keep-alive" in connection)
    has_none = method == "HEAD" or status < 200 or status in NO_BODY
    body = _parse_body(bytes(data[end + len(HEAD_END) :]), fields, ended, has_none=has_none)
    if body is None:
        return None
    content, size, is_framed = body
    return Answer(status, fields, content, keeps and is_framed), end + len(HEAD_END) + size


def _parse_fields(lines: list[bytes]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in lines:
        field = FIELD.fullmatch(line)
        if not field:
            raise BadAnswer(f"field {line[:60]!r}")
        name = field[1].decode("latin-1").lower()
        if name in fields and name in ONLY_ONCE:
            raise BadAnswer(f"two fields {name}")
        fields[name] = field[2].decode("latin-1")
    return fields


Content = tuple[bytes, int, bool]
"""A body, its size on the wire, and whether it says where it ends."""


def _parse_body(
    rest: bytes, fields: dict[str, str], ended: bool, *, has_none: bool
) -> Content | None:
    """The body of an answer; None where more has to come."""
    if has_none:
        return b"", 0, True
    coding, length = fields.get("transfer-encoding"), fields.get("content-length")
    if coding is not None:
        if length is not None or coding.lower() != "chunked":
            raise BadAnswer(f"framing {coding!r} with length {length!r}")
        return _parse_chunks(rest)
    if length is not None:
        if not re.fullmatch(r"[0-9]{1,12}", length):
            raise BadAnswer(f"length {length!r}")
        size = int(length)
        return (rest[:size], size, True) if len(rest) >= size else None
    return (rest, len(rest), False) if ended else None


def _parse_chunks(rest: bytes) -> Content | None:
    place, pieces = 0, []
    while True:
        end = rest.find(b"\r\n", place)
        if end < 0:
            return None
        size_line = SIZE_LINE.fullmatch(rest[place:end])
        if not size_line:
            raise BadAnswer(f"chunk size {rest[place:end][:40]!r}")
        size = int(size_line[1], 16)
        place = end + 2
        if len(rest) < place + size + 2:
            return None
        if rest[place + size : place + size + 2] != b"\r\n":
            raise BadAnswer("a chunk does not end where it should")
        if not size:
            return b"".join(pieces), place + 2, True
        pieces.append(rest[place : place + size])
        place += size + 2
