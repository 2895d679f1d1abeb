"""Compress an answer that is sent piece by piece, so that each piece can be read when it arrives."""

from __future__ import annotations

import zlib
from typing import Protocol

from backports import zstd
from werkzeug.datastructures import Accept

GZIP_LEVEL = 5
ZSTD_LEVEL = 3


class Packer(Protocol):
    """A stream being compressed."""

    def pack(self, data: bytes) -> bytes:
        """The data, and all before it, in a form that can be read to its end."""

    def end(self) -> bytes:
        """What closes the stream."""


class _Plain:
    def pack(self, data: bytes) -> bytes:
        return data

    def end(self) -> bytes:
        return b""


class _Gzip:
    def __init__(self) -> None:
        self._stream = zlib.compressobj(GZIP_LEVEL, wbits=16 + zlib.MAX_WBITS)

    def pack(self, data: bytes) -> bytes:
        return self._stream.compress(data) + self._stream.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        return self._stream.flush()


class _Zstd:
    def __init__(self) -> None:
        self._stream = zstd.ZstdCompressor(level=ZSTD_LEVEL)

    def pack(self, data: bytes) -> bytes:
        return self._stream.compress(data, mode=zstd.ZstdCompressor.FLUSH_BLOCK)

    def end(self) -> bytes:
        return self._stream.flush()


_PACKERS: dict[str, type[Packer]] = {"zstd": _Zstd, "gzip": _Gzip}


def choose_packer(accepted: Accept) -> tuple[str | None, Packer]:
    """The coding that the client likes best of those that we have, and a stream of it; no coding where it likes none."""
    coding = accepted.best_match(_PACKERS)
    return (coding, _PACKERS[coding]()) if coding else (None, _Plain())
