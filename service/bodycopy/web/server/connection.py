"""One connection: requests in, each given to the application when it is there, answers out.

A request costs no thread until it is there as a whole, nor does an answer that is being taken. Only
a stream, which has no end to wait for, is worked on while it comes. Each wait for the client has an
end by the clock, for the whole of what is waited for, so that drops do not help.
"""

from __future__ import annotations

import asyncio
import io
from concurrent.futures import Future
from functools import partial
from http import HTTPStatus
from typing import cast

from bodycopy.errors import BodycopyError, Overloaded, RequestError, RequestTimeout
from bodycopy.web.body_stream import ENVIRON_KEY
from bodycopy.web.server.answers import Writer
from bodycopy.web.server.lingering_close import LINGER_SECONDS, LingeringClose
from bodycopy.web.server.message_reader import MessageReader
from bodycopy.web.server.messages import Head, Malformed
from bodycopy.web.server.patience import Patience
from bodycopy.web.server.request_body import RequestBody
from bodycopy.web.server.serving import Serving
from bodycopy.web.server.wsgi import TooLargeBody, WholeAnswer, environ_of, split_target

LAST_CALL_SECONDS = 1.0
"""A client that has connected has so long to begin with a last request when the service stops."""


class Connection(MessageReader):
    """The connection of a client. All of it runs in the thread of the event loop."""

    held_bytes = 0

    def __init__(self, serving: Serving) -> None:
        super().__init__(serving)
        self._config = serving.config
        self._patience = Patience(serving.loop)
        self._body: RequestBody | None = None
        self._in_work = self._answered = self._served_before = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client has come."""
        self._transport = cast(asyncio.Transport, transport)
        self._transport.set_write_buffer_limits(high=0)  # to be told when all has been taken
        self._writer = Writer(self._transport, self._framing, self._serving)
        self._client = self._transport.get_extra_info("peername") or ("", 0)
        self._server = self._transport.get_extra_info("sockname") or ("", 0)
        self._serving.connections.add(self)
        self._patience.wait(self._config.head_seconds, self.drop)
        if self._serving.stopping:
            self.stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone, or was sent away."""
        self._parted = True
        self._patience.end()
        self._writer.lose()
        if self._body:
            self._body.end(whole=False)
            self._body.throw_away()
        self._serving.ledger.set(self, 0)
        self._serving.connections.discard(self)
        self._serving.on_close()

    def pause_writing(self) -> None:
        """Not all of what was written has been taken."""
        self._patience.wait(self._config.send_seconds, self._transport.abort)
        self._account(self._transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """All has been taken."""
        self._patience.end()
        self._account()
        self._writer.on_taken()
        if self._answered:
            self._go_on()
        elif not self._in_work:  # it was a 100 Continue
            self._patience.wait(self._config.body_seconds, self._on_late_body)

    @property
    def waits_since(self) -> float | None:
        """Since when it waits for its client to send or to read."""
        return self._patience.since

    @property
    def idle_since(self) -> float | None:
        """Since when it is kept for another request, where it is."""
        is_kept = self._served_before and not self._in_work and self._framing.is_idle
        return self._patience.since if is_kept else None

    def evict(self) -> None:
        """The ledger wants what is held for this connection."""
        if self._in_work or self._writer.is_begun:
            self._transport.abort()
        else:
            self._refuse(Overloaded("Too much is held for slow clients.", retry_after=1))

    def drop(self) -> None:
        """Close the connection of a client that has not asked, or not in time."""
        self._transport.close()

    def stop(self) -> None:
        """The service stops: answer what has begun, and wait no longer for those who have not begun
        to ask than for a request that may be on its way."""
        if self._framing.is_idle and not self._in_work:
            self._patience.wait(LAST_CALL_SECONDS, self._part)

    def _account(self, unsent: int = 0) -> None:
        self._serving.ledger.set(self, unsent + (self._body.size if self._body else 0))

    @property
    def transport(self) -> asyncio.Transport:
        """The connection itself."""
        return self._transport

    @property
    def has_room(self) -> bool:
        """Whether more of the body can be taken for now."""
        return self._body is None or not self._body.is_full

    def on_beginning(self) -> None:
        """The first bytes of a request are there."""
        if not self._in_work:
            self._patience.wait(self._config.head_seconds, self.drop)

    def on_head(self, head: Head) -> None:
        """The head of a request is there."""
        self._body = body = RequestBody(head, self._config.max_body_bytes)
        self._patience.wait(self._config.body_seconds, self._on_late_body)
        is_stream = head.method == "POST" and split_target(head.target)[0] in self._serving.streams
        if head.waits and (is_stream or not body.is_too_large):
            self._transport.write(self._framing.send_continue())
        if is_stream:
            body.pass_on(partial(self._serving.call_in_loop, self._read_on))
            self._work(io.BytesIO(), head.length)
        elif body.is_too_large:
            self._work_on_too_large()

    def on_data(self, data: bytes | bytearray) -> None:
        """A piece of the body is there."""
        assert self._body
        self._body.take(data)
        if not self._in_work and not self._answered:
            self._account()
            if self._body.is_too_large:
                self._work_on_too_large()

    def on_end(self) -> None:
        """The request is there as a whole."""
        assert self._body
        self._body.end(whole=True)
        if self._answered:
            if not self._transport.get_write_buffer_size():
                self._go_on()
        elif not self._in_work:
            self._work(self._body.collect(), self._body.size)

    def _work_on_too_large(self) -> None:
        """Let the application say what it says to a request whose body cannot be had."""
        assert self._body
        self._body.throw_away()
        self._account()
        self._work(TooLargeBody(self._config.max_body_bytes), None)

    def _work(self, content: io.IOBase, length: int | None) -> None:
        """Give the request to the application."""
        assert self._body
        self._patience.end()
        self._in_work = True
        environ = environ_of(self._body.head, content, length, self._client, self._server)
        if self._body.stream:
            environ[ENVIRON_KEY] = self._body.stream
        self._serving.start(environ, self._writer if self._body.stream else None, self._on_answer)

    def _on_answer(self, future: Future[WholeAnswer | None]) -> None:
        """The application is done."""
        assert self._body
        self._in_work = False
        self._body.throw_away()
        if self._parted or self._transport.is_closing():
            return
        self._account()
        failure = future.exception()
        if failure is not None:
            self._on_failure(failure)
            return
        self._answered = True
        answer = future.result()
        if answer is not None:
            self._writer.send_whole(answer, self._framing.is_read and not self._serving.is_last)
        else:
            self._writer.send_end()
        if not self._transport.get_write_buffer_size():
            self._go_on()

    def _on_failure(self, failure: BaseException) -> None:
        self._serving.log_failure(failure)
        if self._writer.is_begun:  # half an answer must not pass for a whole one
            self._transport.abort()
        else:
            self._refuse(BodycopyError("The service failed on this call."))

    def _go_on(self) -> None:
        """An answer has been taken: look for the next request, or part."""
        if not self._writer.keeps or self._framing.is_last or self._framing.is_broken:
            self._part()
        elif self._framing.can_go_on:
            self._begin_next()
        else:  # a stream was answered before all of it came: the next request is behind the rest
            self._patience.wait(self._config.body_seconds, self._part)
            self._read_on()

    def _begin_next(self) -> None:
        self._framing.begin_next()
        self._writer.begin_next()
        self._body = None
        self._answered = False
        self._served_before = True
        if self._framing.is_idle:
            self._patience.wait(self._config.keepalive_seconds, self._part)
        else:
            self._patience.wait(self._config.head_seconds, self.drop)
        self._serving.loop.call_soon(self._read_on)
        if self._serving.stopping:
            self.stop()

    def _part(self) -> None:
        """Close the connection when the client has read its last answer."""
        if self._parted or self._transport.is_closing():
            return
        if self._client_ended:
            self.drop()
            return
        self._parted = True
        self._patience.end()
        self._serving.ledger.set(self, 0)
        is_whole = self._framing.is_read or self._framing.is_idle
        seconds = LINGER_SECONDS if is_whole else self._config.body_seconds
        LingeringClose(self._serving, self._transport).begin(self, seconds)

    def _on_late_body(self) -> None:
        self._refuse(RequestTimeout("The body did not come in time."))

    def on_malformed(self, error: Malformed) -> None:
        """What came cannot be framed: the connection ends, with an answer if none was begun."""
        if self._body:
            self._body.end(whole=False)
        if self._answered:
            self._part()
        elif not self._in_work:
            self._refuse(RequestError(error.message), error.status)

    def _refuse(self, error: BodycopyError, status: int | None = None) -> None:
        """Answer in the place of the application, and end the connection."""
        self._answered, self._in_work = True, False
        self._patience.end()
        if self._body:
            self._body.throw_away()
        self._account()
        status = status or error.status
        head = self._body.head if self._body else None
        answer = self._serving.refusal(error, status, HTTPStatus(status).phrase, head)
        self._writer.send_whole(answer, keeps=False)
        if not self._transport.get_write_buffer_size():
            self._part()
