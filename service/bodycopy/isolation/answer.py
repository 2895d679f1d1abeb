"""What comes back from a worker: the answer as bytes, ready to be sent on.

It travels as one message, a small JSON head before the body. It is never unpickled: a worker that a page got hold of must not
be able to hand code to the process that talks to the world.
"""

from __future__ import annotations

from dataclasses import dataclass

import orjson

_HEAD_BYTES = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """A rendered answer. `status` is what HTTP calls it; `code` is that of an error, which `body` then holds as JSON.

    `last` says that the worker ends now, and is to be replaced. `failure` is the traceback of an error that nobody foresaw;
    there is no body then.
    """

    status: int
    media_type: str
    body: bytes
    code: str | None = None
    last: bool = False
    failure: str | None = None


def pack(answer: Answer) -> bytes:
    """The answer as one message."""
    head = orjson.dumps([answer.status, answer.media_type, answer.code, answer.last, answer.failure])
    return len(head).to_bytes(_HEAD_BYTES) + head + answer.body


def unpack(message: bytes) -> Answer:
    """The answer of a message."""
    end = _HEAD_BYTES + int.from_bytes(message[:_HEAD_BYTES])
    status, media_type, code, last, failure = orjson.loads(message[_HEAD_BYTES:end])
    return Answer(status, media_type, message[end:], code, last, failure)
