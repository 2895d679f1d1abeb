"""Undo the Content-Encoding of a request body, never inflating more than a limit.

A few kilobytes can unpack to gigabytes, so every decoder here is asked for bounded pieces and stopped at the limit; a
chain of codings has the limit at each of its steps. What is cut off, or followed by something else, is refused: half a
page would give half an article, and nobody would know.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import brotli
from backports import zstd

from bodycopy.errors import RequestError, TooLarge, UnsupportedInput

ACCEPTED = ("gzip", "deflate", "br", "zstd")
ALIASES = {"x-gzip": "gzip"}
IDENTITY = "identity"
MANY_STREAMS = frozenset({"gzip", "zstd"})
"""Codings of which several streams may follow each other and count as one."""

MOST_CODINGS = 4
"""Steps of a chain; nobody sends more than two in earnest."""
MOST_STREAMS = 1000
"""Half a million empty gzip streams fit into a body of ten megabytes and would take seconds to open; block-wise gzip of a
page of twenty megabytes has 320."""

ZSTD_WINDOW_LOG = 23
"""8 MiB, the most that a sender may use over HTTP (RFC 9659)."""

FEED_BYTES = 64 * 1024
PIECE_BYTES = 64 * 1024


DAMAGE = (zlib.error, brotli.error, zstd.ZstdError)
"""What the decoders raise for data that is not what it should be."""


class Decoder(Protocol):
    """One compressed stream being read."""

    def feed(self, data: bytes) -> bytes:
        """Take `data` in and give about PIECE_BYTES out at most; feed nothing to get more, until nothing comes."""

    @property
    def ended(self) -> bool:
        """Whether the stream is complete."""

    @property
    def rest(self) -> bytes:
        """What was taken in beyond the end of the stream."""


class _Zlib:
    """gzip, zlib and raw deflate: they differ in the window bits."""

    def __init__(self, window_bits: int) -> None:
        self._stream = zlib.decompressobj(window_bits)

    def feed(self, data: bytes) -> bytes:
        return self._stream.decompress(self._stream.unconsumed_tail + data, PIECE_BYTES)

    @property
    def ended(self) -> bool:
        return self._stream.eof

    @property
    def rest(self) -> bytes:
        return self._stream.unused_data


class _Zstd:
    def __init__(self) -> None:
        self._stream = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: ZSTD_WINDOW_LOG})

    def feed(self, data: bytes) -> bytes:
        return self._stream.decompress(data, PIECE_BYTES)

    @property
    def ended(self) -> bool:
        return self._stream.eof

    @property
    def rest(self) -> bytes:
        return self._stream.unused_data


class _Brotli:
    """The library itself refuses what follows the end, so there is never a rest."""

    rest = b""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def feed(self, data: bytes) -> bytes:
        return bytes(self._stream.process(data, output_buffer_limit=PIECE_BYTES))

    @property
    def ended(self) -> bool:
        return bool(self._stream.is_finished())


def read_codings(header: str) -> tuple[str, ...]:
    """The codings of a Content-Encoding header, in the order in which they were applied.

    Raises UnsupportedInput for a coding that is not known, RequestError for a chain that is too long.
    """
    names = [part.strip().lower() for part in header.split(",")]
    codings = tuple(ALIASES.get(name, name) for name in names if name not in ("", IDENTITY))
    for coding in codings:
        if coding not in ACCEPTED:
            raise UnsupportedInput(
                f"The Content-Encoding {coding[:40]!r} is not known. Accepted: {', '.join(ACCEPTED)}, {IDENTITY}.",
                content_encoding=coding[:40],
                allowed=[*ACCEPTED, IDENTITY],
            )
    if len(codings) > MOST_CODINGS:
        raise RequestError(
            f"The body is compressed {len(codings)} times over; at most {MOST_CODINGS} are undone.", most=MOST_CODINGS
        )
    return codings


def decompress(data: bytes, codings: tuple[str, ...], limit: int) -> bytes:
    """Undo the codings, the last one first.

    Raises TooLarge where any step gives more than `limit` bytes, and RequestError where the data is cut off or damaged.
    """
    for coding in reversed(codings):
        data = _undo(coding, data, limit)
    return data


def _undo(coding: str, data: bytes, limit: int) -> bytes:
    size, pieces = 0, []
    try:
        for piece in _unpack(coding, chunked(data)):
            size += len(piece)
            if size > limit:
                raise TooLarge(
                    f"The page is larger than {limit} bytes after decompression ({coding}).",
                    limit=limit,
                    content_encoding=coding,
                )
            pieces.append(piece)
    except DAMAGE as error:
        raise _damaged(coding, "is damaged, or is something else") from error
    return b"".join(pieces)


def chunked(data: bytes) -> Iterator[bytes]:
    """The data in pieces that a decoder is fed with."""
    return (data[start : start + FEED_BYTES] for start in range(0, len(data), FEED_BYTES))


def decompress_stream(chunks: Iterable[bytes], codings: tuple[str, ...]) -> Iterator[bytes]:
    """Undo the codings of a stream as it comes, in pieces of bounded size; how many there are is the caller's care.

    Raises RequestError where the data is cut off or damaged.
    """
    for coding in reversed(codings):
        chunks = _undo_stream(coding, chunks)
    return iter(chunks)


def _undo_stream(coding: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    try:
        yield from _unpack(coding, chunks)
    except DAMAGE as error:
        raise _damaged(coding, "is damaged, or is something else") from error


def _unpack(coding: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of all streams in the data."""
    open_stream: Callable[[], Decoder] | None = None
    stream: Decoder | None = None
    streams = 0
    for chunk in chunks:
        while chunk:
            open_stream = open_stream or _opener(coding, chunk)
            if stream is None or stream.ended:
                if streams and (coding not in MANY_STREAMS or streams == MOST_STREAMS):
                    raise _damaged(coding, "goes on after its end")
                stream = open_stream()
                streams += 1
            yield from _pieces(stream, chunk)
            chunk = stream.rest if stream.ended else b""
    if stream is None or not stream.ended:
        raise _damaged(coding, "breaks off before its end")


def _pieces(stream: Decoder, chunk: bytes) -> Iterator[bytes]:
    piece = stream.feed(chunk)
    while piece:
        yield piece
        piece = b"" if stream.ended else stream.feed(b"")


def _opener(coding: str, data: bytes) -> Callable[[], Decoder]:
    if coding == "br":
        return _Brotli
    if coding == "zstd":
        return _Zstd
    if coding == "gzip":
        return lambda: _Zlib(16 + zlib.MAX_WBITS)
    return lambda: _Zlib(zlib.MAX_WBITS if _has_zlib_header(data) else -zlib.MAX_WBITS)


def _has_zlib_header(data: bytes) -> bool:
    """Whether `deflate` data is wrapped as RFC 9110 wants it (RFC 1950, section 2.2); some senders leave the wrapping out."""
    return len(data) >= 2 and data[0] & 0x0F == 8 and data[0] >> 4 <= 7 and int.from_bytes(data[:2]) % 31 == 0


def _damaged(coding: str, problem: str) -> RequestError:
    return RequestError(f"The body is said to be compressed with {coding}, but {problem}.", content_encoding=coding)
