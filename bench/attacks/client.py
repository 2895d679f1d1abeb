"""A client that believes nothing: it sends raw bytes and reads answers strictly by RFC 9112.

It keeps sending while an answer comes, as browsers do, or sends everything first, as most libraries do. Whether an answer came
whole, whether the connection was reset, and what the server said would become of the connection are all kept.
"""

from __future__ import annotations

import re
import select
import socket
from dataclasses import dataclass
from time import monotonic, sleep

STATUS_LINE = re.compile(rb"HTTP/1\.([01]) ([1-5][0-9][0-9]) [\t\x20-\x7e]*")
FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*?)[ \t]*")
SIZE_LINE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?")
PIECE = 64 * 1024
NO_BODY = (204, 304)


class BadAnswer(Exception):
    """What came is no answer that a strict reader of HTTP would take."""


class Cut(Exception):
    """The connection ended or was silent before an answer was whole."""


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


class Wire:
    """A connection to the service on loopback."""

    def __init__(self, port: int, seconds: float = 10.0) -> None:
        self.sock = socket.create_connection(("127.0.0.1", port), seconds)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.seconds = seconds
        self.held = b""
        self.was_reset = False
        self.ended = False
        self.unsent = b""

    def __enter__(self) -> Wire:
        """The connection itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the connection, for good."""
        self.sock.close()

    def send(self, data: bytes, *, pause: float = 0.0) -> bool:
        """Send everything before anything is read; whether the other side took it. Raises no error: `was_reset` tells."""
        view = memoryview(data)
        try:
            while view:
                view = view[self.sock.send(view[:PIECE]) :]
                if pause:
                    sleep(pause)
        except TimeoutError:
            return False
        except OSError as error:
            self.was_reset = self.was_reset or isinstance(error, ConnectionResetError)
            return False
        return True

    def read(self, *, method: str = "GET", sending: bytes = b"", pause: float = 0.0) -> Answer:
        """The next answer, sending the rest of a request meanwhile. Interim answers (1xx) are passed over.

        Raises Cut where none comes within the time of the connection, and BadAnswer.
        """
        self.unsent = self.unsent + sending
        until = monotonic() + self.seconds
        while True:
            parsed = parse_answer(self.held, self.ended, method)
            if parsed is not None:
                answer, used = parsed
                self.held = self.held[used:]
                if answer.status >= 200:
                    return answer
            elif self.ended or monotonic() > until:
                raise Cut(f"{'reset' if self.was_reset else 'ended' if self.ended else 'silent'} after {self.held[:80]!r}")
            else:
                self._move(until, pause)

    def read_all(self) -> list[Answer]:
        """Every answer until the connection ends; raises Cut where it falls silent or ends inside an answer."""
        answers = []
        while True:
            if not self.held and self.ends():
                return answers
            answers.append(self.read())

    def ends(self, seconds: float | None = None) -> bool:
        """Whether the next that comes, within the time of the connection, is its end."""
        until = monotonic() + (self.seconds if seconds is None else seconds)
        while not self.held and not self.ended and monotonic() < until:
            self._move(until, 0.0)
        return self.ended and not self.held

    def _move(self, until: float, pause: float) -> None:
        """Take what is there; send what goes."""
        writers = [self.sock] if self.unsent else []
        left = max(until - monotonic(), 0.0)
        readable, writable, _ = select.select([self.sock], writers, [], left)
        if readable:
            self._take()
        if writable and not readable:
            try:
                self.unsent = self.unsent[self.sock.send(self.unsent[:PIECE]) :]
            except OSError:
                self.unsent = b""
            if pause:
                sleep(pause)

    def _take(self) -> None:
        try:
            piece = self.sock.recv(PIECE)
        except OSError:
            self.was_reset = True
            piece = b""
        self.held += piece
        self.ended = self.ended or not piece


def parse_answer(data: bytes, ended: bool, method: str = "GET") -> tuple[Answer, int] | None:
    """The answer that data begins with and its size in bytes; None where more has to come. Raises BadAnswer."""
    head, end, rest = data.partition(b"\r\n\r\n")
    if not end:
        if data and not b"HTTP/1.".startswith(data[:7]):
            raise BadAnswer(f"no status line: {data[:60]!r}")
        return None
    lines = head.split(b"\r\n")
    status_line = STATUS_LINE.fullmatch(lines[0])
    if not status_line:
        raise BadAnswer(f"status line {lines[0][:60]!r}")
    fields = _parse_fields(lines[1:])
    minor, status = int(status_line[1]), int(status_line[2])
    connection = fields.get("connection", "").lower()
    keeps = "close" not in connection and (minor == 1 or "keep-alive" in connection)
    body = _parse_body(rest, fields, ended, has_none=method == "HEAD" or status < 200 or status in NO_BODY)
    if body is None:
        return None
    content, size, is_framed = body
    return Answer(status, fields, content, keeps and is_framed), len(head) + 4 + size


def _parse_fields(lines: list[bytes]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in lines:
        field = FIELD.fullmatch(line)
        if not field:
            raise BadAnswer(f"field {line[:60]!r}")
        name = field[1].decode("latin-1").lower()
        if name in fields and name in ("content-length", "transfer-encoding", "connection", "x-request-id"):
            raise BadAnswer(f"two fields {name}")
        fields[name] = field[2].decode("latin-1")
    return fields


def _parse_body(rest: bytes, fields: dict[str, str], ended: bool, *, has_none: bool) -> tuple[bytes, int, bool] | None:
    """The content, its size on the wire, and whether it says where it ends; None where more has to come."""
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


def _parse_chunks(rest: bytes) -> tuple[bytes, int, bool] | None:
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


def request(
    method: str,
    target: str,
    body: bytes | None = None,
    fields: dict[str, str] | None = None,
    *,
    chunk: int = 0,
    version: str = "1.1",
) -> tuple[bytes, bytes]:
    """Head and body of a well-formed request, as they go over the wire; in chunks of so many bytes if asked for."""
    head = {"Host": "localhost", **(fields or {})}
    sent = body or b""
    if body is not None and chunk:
        head["Transfer-Encoding"] = "chunked"
        parts = (body[start : start + chunk] for start in range(0, len(body), chunk))
        sent = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    elif body is not None:
        head["Content-Length"] = str(len(body))
    lines = [f"{method} {target} HTTP/{version}", *(f"{name}: {value}" for name, value in head.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"), sent
