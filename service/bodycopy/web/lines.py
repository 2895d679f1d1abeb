"""The lines of a body that may have no end, as they arrive, each within a limit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from flask import Request

from bodycopy.errors import RequestError, TooLarge
from bodycopy.web.body_stream import ENVIRON_KEY, BodyStream

READ_BYTES = 1024 * 1024

_BLANKS = b" \t\r\x0b\x0c"
_BLANK_LINES = re.compile(rb"(?:[ \t\r\x0b\x0c]*+\n)*+")

DISCARDED_BYTES = 64 * 1024 * 1024
"""So much of lines that are too long is thrown away, from one page to the next."""

MOST_BLANK_BYTES = 64 * 1024
"""So much may stand between one page and the next. A gigabyte of nothing can be sent in two
kilobytes, and costs as much as a thousand pages."""


def arriving(request: Request) -> Iterator[bytes]:
    """The body in pieces, each as soon as it is there. Raises RequestError where it breaks off."""
    stream = stream_of(request)
    if stream is not None:
        return stream.pieces()
    body = request.stream  # read by another thread, which has no request
    return iter(lambda: body.read(READ_BYTES), b"")


def stream_of(request: Request) -> BodyStream | None:
    """The body as our own server gives it; another one, as in a test, has none."""
    stream = request.environ.get(ENVIRON_KEY)
    return stream if isinstance(stream, BodyStream) else None


class PageLines:
    """The lines that have something on them, with their numbers from 1, as they arrive.

    In the place of one that is longer than `limit` bytes stands an error; it is never held as a
    whole. Raises RequestError where pages are too far apart, and TooLarge where too much is too
    long.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._number = 1
        self._held = bytearray()
        self._dropped = 0
        """Bytes of the line that has begun, if it is too long already."""
        self._blank_bytes = self._wasted_bytes = 0
        """Since the last page: blank, and of lines that were too long."""

    def read(self, pieces: Iterable[bytes]) -> Iterator[tuple[int, bytes | TooLarge]]:
        """The lines of a body that comes in pieces."""
        for piece in pieces:
            start = 0
            while (start := self._pass_blanks(piece, start)) < len(piece):
                end = piece.find(b"\n", start)
                if end < 0:
                    self._begin(piece[start:])
                    break
                self._begin(piece[start:end])
                yield from self._end()
                start = end + 1
        if self._held or self._dropped:
            yield from self._end()

    def _pass_blanks(self, piece: bytes, start: int) -> int:
        """Where the next line with something on it may begin. Line by line, a piece of nothing but
        line ends would keep everybody else waiting."""
        if self._held or self._dropped:
            return start
        match = _BLANK_LINES.match(piece, start)
        end = match.end() if match else start
        self._number += piece.count(b"\n", start, end)
        self._count_blank(end - start)
        return end

    def _count_blank(self, size: int) -> None:
        self._blank_bytes += size
        if self._blank_bytes > MOST_BLANK_BYTES:
            raise RequestError("The batch goes on and on without a page.")

    def _begin(self, part: bytes) -> None:
        """A part of a line has come. Blanks before its first word do not count as a part of it, so
        that a blank line is one however it arrives."""
        if not self._held and not self._dropped:
            size = len(part)
            part = part.lstrip(_BLANKS)
            self._count_blank(size - len(part))
        self._held += part
        if self._dropped or len(self._held) > self._limit:
            self._dropped += len(self._held)
            self._held.clear()
        if self._wasted_bytes + self._dropped > DISCARDED_BYTES:
            raise self._too_long()

    def _end(self) -> Iterator[tuple[int, bytes | TooLarge]]:
        """The line that ends here, unless it is blank."""
        number, line = self._number, bytes(self._held)
        self._number += 1
        if self._dropped:
            error = self._too_long()
            self._wasted_bytes += self._dropped
            self._dropped = 0
            yield number, error
        elif line:
            self._blank_bytes = self._wasted_bytes = 0
            yield number, line
        else:
            self._count_blank(1)
        self._held.clear()

    def _too_long(self) -> TooLarge:
        return TooLarge(f"The line is longer than {self._limit} bytes.", limit=self._limit)
