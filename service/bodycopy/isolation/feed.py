"""How a call travels to a worker: a small head, and the body as it is, which is not copied."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection

from bodycopy.calls import Call

_ANY = "surrogatepass"
"""Half of a surrogate pair can stand in a string, and travels as well."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A call on its way."""

    head: bytes
    content: bytes


def wrap(call: Call) -> Parcel:
    """A call, ready to be sent."""
    is_text = isinstance(call.body, str)
    content = call.body.encode("utf-8", _ANY) if isinstance(call.body, str) else call.body
    head = pickle.dumps((replace(call, body=b""), is_text), pickle.HIGHEST_PROTOCOL)
    return Parcel(head, content)


def send(pipe: Connection, parcel: Parcel) -> None:
    """Send a call; raises OSError where nobody takes it."""
    pipe.send_bytes(parcel.head)
    pipe.send_bytes(parcel.content)


def receive(pipe: Connection) -> Call:
    """The next call; raises EOFError where there will be none."""
    call: Call
    call, is_text = pickle.loads(pipe.recv_bytes())
    content = pipe.recv_bytes()
    return replace(call, body=content.decode("utf-8", _ANY) if is_text else content)
