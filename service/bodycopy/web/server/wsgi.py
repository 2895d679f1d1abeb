"""From the head of a request to a WSGI environment, and from what the application gives to an answer.

PEP 3333. An answer with a length is given back as a whole; one without goes out piece by piece.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import unquote_to_bytes

from bodycopy.errors import TooLarge
from bodycopy.web.server.messages import Head

Fields = list[tuple[str, str]]
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class WholeAnswer:
    """The answer of an application, whose length is known."""

    status: int
    reason: str
    fields: Fields
    body: bytes


class AnswerStream(Protocol):
    """Takes an answer piece by piece. Each call waits until the client has taken what it is given,
    and raises BrokenPipeError where it does not."""

    def begin(self, status: int, reason: str, fields: Fields) -> None:
        """The head of the answer."""

    def write(self, piece: bytes) -> None:
        """A piece of its body."""


class TooLargeBody(io.RawIOBase):
    """The body of a request that is larger than one may be: it is never there to be read."""

    def __init__(self, limit: int) -> None:
        self._limit = limit

    def readable(self) -> bool:
        """It claims to be."""
        return True

    def readinto(self, _: Any) -> int:
        """Raise TooLarge."""
        raise TooLarge(f"The body is larger than {self._limit} bytes.", limit=self._limit)


def split_target(target: bytes) -> tuple[str, str]:
    """The path, still quoted, and the query of a target in any of its forms (RFC 9112, 3.2)."""
    text = target.decode("latin-1")
    if not text.startswith("/"):
        _, is_absolute, rest = text.partition("://")
        if is_absolute:
            authority_end = min((rest + "/?").index("/"), (rest + "/?").index("?"))
            text = rest[authority_end:]
    path, _, query = text.partition("?")
    return path, query


def environ_of(
    head: Head, body: io.IOBase, length: int | None, client: tuple[Any, ...], server: tuple[Any, ...]
) -> dict[str, Any]:
    """The environment of a request, whose body has `length` bytes, if that is known."""
    path, query = split_target(head.target)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": head.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "REQUEST_URI": head.target.decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{head.version}",
        "SERVER_NAME": str(server[0]),
        "SERVER_PORT": str(server[1]),
        "REMOTE_ADDR": str(client[0]),
        "REMOTE_PORT": str(client[1]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": body,
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in head.fields:
        if b"_" in name:  # it would pass for the field with a dash, which a proxy may have checked
            continue
        key = name.decode("ascii").upper().replace("-", "_")
        key = key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"
        text = value.decode("latin-1")
        environ[key] = f"{environ[key]},{text}" if key in environ else text
    if length is not None:
        environ["CONTENT_LENGTH"] = str(length)
    return environ


def call_application(
    application: Application, environ: dict[str, Any], stream: AnswerStream | None = None
) -> WholeAnswer | None:
    """The answer of an application; None where it has gone out through `stream`."""
    status, reason, fields = 500, "", Fields()

    def start(line: str, given: Fields, _: Any = None) -> None:
        nonlocal status, reason, fields
        number, _, reason = line.partition(" ")
        status, fields = int(number), given

    with _closing(application(environ, start)) as pieces:
        if stream is None or any(name.lower() == "content-length" for name, _ in fields):
            return WholeAnswer(status, reason, fields, _join(pieces))
        stream.begin(status, reason, fields)
        for piece in pieces:
            stream.write(piece)
    return None


@contextmanager
def _closing(answer: Iterable[bytes]) -> Iterator[Iterator[bytes]]:
    """The pieces of an answer, which is closed afterwards, as PEP 3333 wants it."""
    try:
        yield iter(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()


def _join(pieces: Iterator[bytes]) -> bytes:
    """All of an answer; not copied where it comes in one piece, as all large ones do."""
    first = next(pieces, b"")
    rest = b"".join(pieces)
    return first + rest if rest else first
