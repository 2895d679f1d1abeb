"""The lines of a body that may have no end, as they arrive, each within a limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask import Request
from gunicorn.http.body import Body, ChunkedReader, LengthReader

from bodycopy.errors import RequestError, TooLarge
from bodycopy.web.reading import DISCARDED_BYTES, READ_BYTES


def arriving(request: Request) -> Iterator[bytes]:
    """The body in pieces, each as soon as it is there.

    The stream that gunicorn offers hands out nothing until it has a kilobyte, so that a client that waits for the answer to a
    line before it sends the next would wait for ever; its parts below do not. Raises RequestError where the body breaks off.
    """
    body = request.environ["wsgi.input"]
    reader = body.reader if isinstance(body, Body) else None
    if isinstance(reader, ChunkedReader):
        return _to_the_end(body, iter(reader.parser))
    if isinstance(reader, LengthReader):
        return _to_the_end(body, _of_length(reader))
    stream = request.stream
    return iter(lambda: stream.read(READ_BYTES), b"")


def _to_the_end(body: Body, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces. gunicorn is told if they were not read to their end: nobody knows then where the next request would begin."""
    body.failed = True
    yield from pieces
    body.failed = False


def _of_length(reader: LengthReader) -> Iterator[bytes]:
    while reader.length > 0:
        piece = reader.unreader.read(None, read_ahead=reader.length)
        if not piece:
            raise RequestError("The body could not be read to its end.")
        if len(piece) > reader.length:
            reader.unreader.unread(piece[reader.length :])
            piece = piece[: reader.length]
        reader.length -= len(piece)
        yield piece


def split_lines(pieces: Iterable[bytes], limit: int) -> Iterator[bytes | TooLarge]:
    """The lines without their ends; in the place of one that is longer than the limit, an error. It is never held as a whole.

    Raises TooLarge where a line goes on and on.
    """
    held = bytearray()
    dropped = 0
    for piece in pieces:
        start = 0
        while (end := piece.find(b"\n", start)) >= 0:
            held += piece[start:end]
            yield _line(held, dropped, limit)
            held.clear()
            start, dropped = end + 1, 0
        held += piece[start:]
        if dropped or len(held) > limit:
            dropped += len(held)
            held.clear()
        if dropped > limit + DISCARDED_BYTES:
            raise _too_long(limit)
    if held or dropped:
        yield _line(held, dropped, limit)


def _line(held: bytearray, dropped: int, limit: int) -> bytes | TooLarge:
    return _too_long(limit) if dropped or len(held) > limit else bytes(held)


def _too_long(limit: int) -> TooLarge:
    return TooLarge(f"The line is longer than {limit} bytes.", limit=limit)
