"""What comes back from a worker: the answer as bytes, ready to be sent on.

It travels as two messages, a small JSON head and the body as it is, which nobody copies on the way.
A call that had to be opened is told of first, by a note: what can only be known from inside of it.
Nothing is unpickled, and everything is checked: a worker that a page got hold of must not be able
to hand code, or nonsense, to the process that talks to the world.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, dataclass
from multiprocessing.connection import Connection
from typing import Any

import orjson

from bodycopy.model import OptionWarning, WarningCode

LONGEST_HEAD = 256 * 1024
"""More than the longest traceback that is told."""

_ANSWER, _NOTE = "answer", "note"


class Garbage(Exception):
    """A message of a worker is none that a worker sends."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A rendered answer. `status` is what HTTP calls it; `code` is that of an error, which `body`
    then holds as JSON.

    `last` says that the worker ends now, and is to be replaced. `failure` is the traceback of an
    error that nobody foresaw; there is no body then.
    """

    status: int
    media_type: str
    body: bytes
    code: str | None = None
    last: bool = False
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a worker read in a call before it began with the page: its id, its deadline in seconds,
    and what is to be told of its options."""

    id: str | int | float | None = None
    deadline_seconds: float | None = None
    warnings: tuple[OptionWarning, ...] = ()


def send_answer(pipe: Connection, answer: Answer) -> None:
    """Send an answer; raises OSError where nobody takes it."""
    head = [answer.status, answer.media_type, answer.code, answer.last, answer.failure]
    pipe.send_bytes(orjson.dumps([_ANSWER, *head]))
    pipe.send_bytes(answer.body)


def send_note(pipe: Connection, note: Note) -> None:
    """Send a note ahead of the answer."""
    warnings = [tuple(map(str, astuple(warning))) for warning in note.warnings]
    pipe.send_bytes(orjson.dumps([_NOTE, note.id, note.deadline_seconds, warnings]))


def receive(pipe: Connection, most_bytes: int) -> Answer | Note:
    """The next message of a worker, with a body of at most so many bytes.

    Raises Garbage where it is none, and OSError or EOFError where the pipe breaks.
    """
    try:
        kind, *fields = orjson.loads(pipe.recv_bytes(LONGEST_HEAD))
    except (orjson.JSONDecodeError, ValueError, TypeError) as error:
        raise Garbage(f"no head of a message ({error!r})") from error
    if kind == _NOTE:
        return _read_note(fields)
    if kind != _ANSWER:
        raise Garbage("a message of no known kind")
    _check(fields, (int,), (str,), (str, None), (bool,), (str, None))
    status, media_type, code, last, failure = fields
    if not 200 <= status < 600 or not media_type.isascii() or not media_type.isprintable():
        raise Garbage("an answer that HTTP has no form for")
    return Answer(status, media_type, pipe.recv_bytes(most_bytes), code, last, failure)


def _read_note(fields: list[Any]) -> Note:
    _check(fields, (str, int, float, bool, None), (int, float, None), (list,))
    id_, deadline_seconds, warnings = fields
    return Note(id_, deadline_seconds, tuple(map(_read_warning, warnings)))


def _read_warning(fields: list[Any]) -> OptionWarning:
    if not isinstance(fields, list):
        raise Garbage("a warning that is no list")
    _check(fields, (str,), (str,), (str,), (str,))
    code, option, value, message = fields
    if code not in set(WarningCode):
        raise Garbage("a warning of no known kind")
    return OptionWarning(WarningCode(code), option, value, message)


def _check(fields: list[Any], *kinds: tuple[type | None, ...]) -> None:
    """Raise Garbage where there are other fields than these."""
    types = [None if field is None else type(field) for field in fields]
    good = len(types) == len(kinds)
    if not good or not all(found in kind for found, kind in zip(types, kinds, strict=True)):
        raise Garbage("a message with other fields than it should have")


Report = Callable[[Note], None]
