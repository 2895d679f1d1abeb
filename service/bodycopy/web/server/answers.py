"""Writes the answers of a connection: whole ones, and those that come piece by piece.

A whole answer is written by the event loop. A stream is written by the thread that makes it, which
waits until the client has taken each piece.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from email.utils import formatdate
from functools import partial

from bodycopy.web.server.framing import Framing
from bodycopy.web.server.serving import Serving
from bodycopy.web.server.wsgi import Fields, WholeAnswer

SMALL_BYTES = 16 * 1024
"""A body up to this goes out in one piece with its head."""


class Writer:
    """The answers of one connection."""

    def __init__(self, transport: asyncio.Transport, framing: Framing, serving: Serving) -> None:
        self.is_begun = False
        """Whether an answer to the request in work has begun."""
        self.keeps = True
        """Whether the answer that was begun lets the client send another request."""
        self._transport = transport
        self._framing = framing
        self._serving = serving
        self._taken: Future[None] | None = None
        self._lost = False

    def begin_next(self) -> None:
        """The answer has been taken, and another request may come."""
        self.is_begun, self.keeps = False, True

    def send_whole(self, answer: WholeAnswer, keeps: bool) -> None:
        """Write an answer; says that it is the last one unless the connection is kept."""
        head = self._head(answer.status, answer.reason, answer.fields, keeps)
        body = [] if self._framing.is_bodiless else self._framing.send_data(answer.body)
        end = self._framing.send_end()
        if len(answer.body) <= SMALL_BYTES:
            self._transport.write(b"".join((head, *body, end)))
            return
        for piece in (head, *body, end):
            if piece:
                self._transport.write(piece)

    def send_end(self) -> None:
        """Write the end of a streamed answer."""
        if end := self._framing.send_end():
            self._transport.write(end)

    def begin(self, status: int, reason: str, fields: Fields) -> None:
        """The head of a streamed answer; called by the thread that makes it."""
        self._in_loop(partial(self._begin, status, reason, fields))

    def write(self, piece: bytes) -> None:
        """A piece of a streamed answer; called by the thread that makes it.

        Raises BrokenPipeError where the client has gone, or does not take it in time.
        """
        self._in_loop(partial(self._write, piece))

    def on_taken(self) -> None:
        """The client has taken all that was written."""
        taken, self._taken = self._taken, None
        if taken:
            taken.set_result(None)

    def lose(self) -> None:
        """The connection is gone."""
        self._lost = True
        taken, self._taken = self._taken, None
        if taken:
            taken.set_exception(BrokenPipeError("the client has gone"))

    def _begin(self, status: int, reason: str, fields: Fields) -> None:
        # The rest of the request may still come, and is thrown away then: so it can be kept.
        self._transport.write(self._head(status, reason, fields, not self._serving.is_last))

    def _write(self, piece: bytes) -> None:
        for part in self._framing.send_data(piece):
            self._transport.write(part)

    def _head(self, status: int, reason: str, fields: Fields, keeps: bool) -> bytes:
        self.is_begun, self.keeps = True, keeps
        own = [("Date", formatdate(usegmt=True)), ("Server", "bodycopy")]
        if not keeps:
            own.append(("Connection", "close"))
        return self._framing.send_head(status, reason, [*fields, *own])

    def _in_loop(self, write: partial[None]) -> None:
        """Have the event loop write something, and wait until the client has taken it."""
        taken: Future[None] = Future()
        self._serving.call_in_loop(partial(self._write_for, write, taken))
        taken.result()

    def _write_for(self, write: partial[None], taken: Future[None]) -> None:
        if self._lost or self._transport.is_closing():
            taken.set_exception(BrokenPipeError("the client has gone"))
            return
        self._taken = taken
        write()
        if not self._transport.get_write_buffer_size():
            self.on_taken()
