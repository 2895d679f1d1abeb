"""How a page travels to a worker: a small head, and the page itself as it is, which is not copied on the way."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection

from bodycopy.model import Options, Source

_ANY = "surrogatepass"
"""Half of a surrogate pair can stand in a string, and travels as well."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A page on its way."""

    head: bytes
    content: bytes


def wrap(source: Source, options: Options) -> Parcel:
    """A page and what is wanted of it, ready to be sent."""
    is_text = isinstance(source.content, str)
    content = source.content.encode("utf-8", _ANY) if isinstance(source.content, str) else source.content
    head = pickle.dumps((replace(source, content=b""), options, is_text), pickle.HIGHEST_PROTOCOL)
    return Parcel(head, content)


def send(pipe: Connection, parcel: Parcel) -> None:
    """Send a page; raises OSError where nobody takes it."""
    pipe.send_bytes(parcel.head)
    pipe.send_bytes(parcel.content)


def receive(pipe: Connection) -> tuple[Source, Options]:
    """The next page; raises EOFError where there will be none."""
    source, options, is_text = pickle.loads(pipe.recv_bytes())
    content = pipe.recv_bytes()
    return replace(source, content=content.decode("utf-8", _ANY) if is_text else content), options
