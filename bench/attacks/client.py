"""A client that believes nothing: it sends raw bytes and reads answers strictly by RFC 9112.

It keeps sending while an answer comes, as browsers do, or sends everything first, as most
libraries do. Whether an answer came whole, whether the connection was reset, and what the server
said would become of the connection are all kept.
"""

from __future__ import annotations

import select
import socket
from time import monotonic, sleep

from bench.attacks.parsing import Answer, BadAnswer, least_size, parse_answer

PIECE = 64 * 1024

__all__ = ["Answer", "BadAnswer", "Cut", "Wire", "request"]


class Cut(Exception):
    """The connection ended or was silent before an answer was whole."""


class Wire:
    """A connection to the service on loopback."""

    def __init__(self, port: int, seconds: float = 10.0) -> None:
        self.sock = socket.create_connection(("127.0.0.1", port), seconds)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.seconds = seconds
        self.held = bytearray()
        self.least = 0
        """So much has to be held before it is looked at again."""
        self.was_reset = False
        self.ended = False
        self.unsent = memoryview(b"")

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
        """Send everything before anything is read; whether the other side took it."""
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
        """The next answer, sending the rest of a request meanwhile; interim ones are passed over.

        Raises Cut where none comes within the time of the connection, and BadAnswer.
        """
        if sending:
            self.unsent = memoryview(bytes(self.unsent) + sending)
        until = monotonic() + self.seconds
        while True:
            parsed = None
            if self.ended or len(self.held) >= self.least:
                parsed = parse_answer(self.held, self.ended, method)
                self.least = 0 if parsed else least_size(self.held)
            if parsed is not None:
                answer, used = parsed
                del self.held[:used]
                if answer.status >= 200:
                    return answer
            elif self.ended or monotonic() > until:
                how = "reset" if self.was_reset else "ended" if self.ended else "silent"
                raise Cut(f"{how} after {bytes(self.held[:80])!r}")
            else:
                self._move(until, pause)

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
                self.unsent = memoryview(b"")
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


def request(
    method: str,
    target: str,
    body: bytes | None = None,
    fields: dict[str, str] | None = None,
    *,
    chunk: int = 0,
    version: str = "1.1",
) -> tuple[bytes, bytes]:
    """Head and body of a well-formed request as they go over the wire; `chunk` in bytes."""
    head = {"Host": "localhost", **(fields or {})}
    sent = body or b""
    if body is not None and chunk:
        head["Transfer-Encoding"] = "chunked"
        parts = (body[start : start + chunk] for start in range(0, len(body), chunk))
        sent = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    elif body is not None:
        head["Content-Length"] = str(len(body))
    lines = [f"{name}: {value}\r\n" for name, value in head.items()]
    return (f"{method} {target} HTTP/{version}\r\n" + "".join(lines) + "\r\n").encode(
        "latin-1"
    ), sent
