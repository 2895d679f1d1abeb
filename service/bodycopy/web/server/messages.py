"""What is read on a connection: the parts of a request, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True)
class Malformed(Exception):
    """What came cannot be framed, or is refused by its head. The connection ends with it."""

    message: str
    status: int = HTTPStatus.BAD_REQUEST


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a request."""

    method: str
    target: bytes
    version: str
    fields: list[tuple[bytes, bytes]]
    """Names in lower case, and values, in their order."""
    length: int | None
    """Of the body in bytes; None where it comes in chunks."""
    waits: bool
    """Whether the client waits for a `100 Continue` before it sends the body."""


@dataclass(frozen=True, slots=True)
class Data:
    """A piece of a body."""

    data: bytes | bytearray


@dataclass(frozen=True, slots=True)
class End:
    """The end of a request."""
