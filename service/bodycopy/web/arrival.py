"""How much of a request has arrived, told from its bytes as they come, so that a thread is taken only when it is there.

This only decides when to stop waiting. What the request says is for gunicorn's parser, which reads the same bytes; whatever
looks odd here is handed on at once.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass

HEAD_END = b"\r\n\r\n"
LONGEST_HEAD = 256 * 1024
"""Far more than gunicorn's own limits allow, which answer what is too long."""

_LINE_END = b"\r\n"
LONGEST_SIZE_LINE = 1024
"""Of a chunk, with its extensions."""

_SIZE = re.compile(rb"[0-9a-fA-F]{1,8}")
_LENGTH = re.compile(rb"[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class Body:
    """What the head of a request says of its body. `length` is None where it comes in chunks."""

    length: int | None
    is_awaited: bool = True
    """Whether to wait for it: neither for a stream, which has no end in sight, nor where the head is odd."""
    asks_first: bool = False
    """Whether the client waits for a `100 Continue` before it sends the body."""


def read_head(head: bytes, streams: tuple[str, ...], most: int) -> Body:
    """The body that a head promises; one larger than `most` is not awaited, nor is one sent to an address of `streams`."""
    lines = head.split(_LINE_END)
    target = lines[0].split(b" ")[1:2]
    fields: dict[bytes, list[bytes]] = {}
    for line in lines[1:]:
        name, _, value = line.partition(b":")
        fields.setdefault(name.lower(), []).append(value.strip().lower())
    asks_first = fields.get(b"expect") == [b"100-continue"]
    is_stream = bool(target) and target[0].partition(b"?")[0].decode("latin-1") in streams
    lengths, codings = fields.get(b"content-length", []), fields.get(b"transfer-encoding", [])
    if is_stream or len(lengths) + len(codings) > 1:
        return Body(0, is_awaited=False)
    if codings:
        return Body(None, codings == [b"chunked"], asks_first)
    if not lengths:
        return Body(0)
    if not _LENGTH.fullmatch(lengths[0]) or int(lengths[0]) > most:
        return Body(0, is_awaited=False)
    return Body(int(lengths[0]), asks_first=asks_first)


class Arrival:
    """A request that arrives: whether all of it is there."""

    def __init__(self, streams: tuple[str, ...], most: int) -> None:
        self.body: Body | None = None
        """What the head says, once it is there."""
        self.is_complete = False
        """Whether there is nothing more to wait for."""
        self.asks_first = False
        self._streams = streams
        self._most = most
        self._size = 0
        self._seen = bytearray()
        self._left = 0
        self._chunks: Generator[None, bytes, None] | None = None

    def feed(self, piece: bytes) -> None:
        """Take note of a piece, which is kept elsewhere."""
        self._size += len(piece)
        self.is_complete = self.is_complete or self._size > self._most + LONGEST_HEAD
        if self.is_complete:
            return
        if self.body is None:
            piece = self._find_head(piece)
        if self.body is None or self.is_complete:
            return
        if self._chunks is not None:
            self.is_complete = not _goes_on(self._chunks, piece)
        else:
            self._left -= len(piece)
            self.is_complete = self._left <= 0

    def _find_head(self, piece: bytes) -> bytes:
        """Look for the end of the head; what follows it."""
        start = max(len(self._seen) - len(HEAD_END), 0)
        self._seen += piece
        end = self._seen.find(HEAD_END, start)
        if end < 0:
            self.is_complete = len(self._seen) > LONGEST_HEAD
            return b""
        self.body = read_head(bytes(self._seen[:end]), self._streams, self._most)
        rest = bytes(self._seen[end + len(HEAD_END) :])
        self._seen.clear()
        self.is_complete = not self.body.is_awaited
        self.asks_first = self.body.asks_first and not rest
        self._left = self.body.length or 0
        if self.body.length is None:
            self._chunks = _pass_chunks()
            next(self._chunks)
        return rest


def _goes_on(chunks: Generator[None, bytes, None], piece: bytes) -> bool:
    try:
        chunks.send(piece)
    except StopIteration:
        return False
    return True


def _pass_chunks() -> Generator[None, bytes, None]:
    """Go from chunk to chunk, and end behind the last one, or where they are none (RFC 9112, section 7.1)."""
    held = bytearray()
    while True:
        while (end := held.find(_LINE_END)) < 0 and len(held) <= LONGEST_SIZE_LINE:
            held += yield
        size = _SIZE.match(held)
        if end < 0 or not size:
            return
        length = int(size[0], 16)
        del held[: end + len(_LINE_END)]
        if not length:
            break
        to_skip = length + len(_LINE_END)
        while to_skip > len(held):
            to_skip -= len(held)
            held.clear()
            held += yield
        del held[:to_skip]
    while not held.startswith(_LINE_END) and HEAD_END not in held and len(held) <= LONGEST_HEAD:  # trailers
        held += yield
