"""What all connections of the process share: settings, the application and its threads, the account
of what is held."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Thread
from typing import Any, Protocol
from uuid import uuid4

from bodycopy.config import Config
from bodycopy.errors import BodycopyError
from bodycopy.render import dump_json
from bodycopy.render.encode import JSON_TYPE
from bodycopy.web import logs
from bodycopy.web.server.framing import PIECE_BYTES
from bodycopy.web.server.ledger import Holder, Ledger
from bodycopy.web.server.messages import Head
from bodycopy.web.server.wsgi import AnswerStream, Application, WholeAnswer, call_application

Done = Callable[[Future[WholeAnswer | None]], None]


class Client(Holder, Protocol):
    """A connection, as the process sees it."""

    @property
    def idle_since(self) -> float | None:
        """Since when it is kept for another request, where it is."""

    def drop(self) -> None:
        """Close it."""

    def stop(self) -> None:
        """Take no more requests than the one that has begun."""


class Serving:
    """The part of the process that its connections lean on.

    `streams` are paths whose bodies are read while they come, each by a thread of its own. `probes`
    are paths that are answered however many calls are in work.
    """

    def __init__(
        self,
        config: Config,
        application: Application,
        loop: asyncio.AbstractEventLoop,
        streams: Collection[str],
        probes: Collection[str],
    ) -> None:
        self.config = config
        self.loop = loop
        self.streams = streams
        self.stopping = False
        self.connections: set[Client] = set()
        self.ledger = Ledger()
        self.read_buffer = memoryview(bytearray(PIECE_BYTES))
        self.on_close: Callable[[], None] = lambda: None
        """Called when a connection has ended."""
        self._application = application
        self._probes = probes
        self._calls = ThreadPoolExecutor(config.threads, "call")
        self._probe_calls = ThreadPoolExecutor(1, "probe")

    @property
    def is_last(self) -> bool:
        """Whether the answer that is begun now is the last one on its connection."""
        return self.stopping or not self.config.keepalive_seconds

    def start(self, environ: dict[str, Any], stream: AnswerStream | None, done: Done) -> None:
        """Have a request worked on by a thread; `done` is called in the event loop afterwards."""
        if stream is not None:
            self._start_thread(environ, stream, done)
            return
        is_probe = environ["PATH_INFO"] in self._probes
        threads = self._probe_calls if is_probe else self._calls
        future = threads.submit(call_application, self._application, environ)
        future.add_done_callback(lambda future: self.call_in_loop(lambda: done(future)))

    def _start_thread(self, environ: dict[str, Any], stream: AnswerStream, done: Done) -> None:
        future: Future[WholeAnswer | None] = Future()
        future.add_done_callback(lambda future: self.call_in_loop(lambda: done(future)))

        def work() -> None:
            try:
                future.set_result(call_application(self._application, environ, stream))
            except OSError as error:
                future.set_exception(error)
            finally:
                if not future.done():
                    future.set_exception(BodycopyError("The service failed on this call."))

        Thread(target=work, name="stream", daemon=True).start()

    def call_in_loop(self, call: Callable[[], Any]) -> None:
        """Have the event loop do something; it has ended already where the service stops."""
        with suppress(RuntimeError):
            self.loop.call_soon_threadsafe(call)

    def refusal(self, error: BodycopyError, status: int, reason: str, head: Head | None) -> WholeAnswer:
        """The answer to a request that never reaches the application, in the form of all others."""
        offered = dict(head.fields).get(b"x-request-id", b"").decode("latin-1") if head else None
        request_id = logs.choose_id(offered)
        body = dump_json(error.envelope())
        fields = [
            ("Content-Type", JSON_TYPE),
            ("Content-Length", str(len(body))),
            (logs.REQUEST_ID_HEADER, request_id),
        ]
        if "retry_after" in error.detail:
            fields.append(("Retry-After", str(error.detail["retry_after"])))
        told = {
            "request_id": request_id,
            "method": head.method if head else None,
            "status": status,
            "code": error.code,
        }
        level = logging.ERROR if status == BodycopyError.status else logging.INFO
        logs.logger.log(level, "refused", extra={"fields": told})
        return WholeAnswer(status, reason, fields, body)

    def log_failure(self, failure: BaseException) -> None:
        """Log what a thread raised, unless it is that its client has gone."""
        if not isinstance(failure, BrokenPipeError):
            told = {"request_id": uuid4().hex}
            logs.logger.error("unforeseen error", exc_info=failure, extra={"fields": told})

    def close(self) -> None:
        """Begin with no more calls."""
        self._calls.shutdown(wait=False, cancel_futures=True)
        self._probe_calls.shutdown(wait=False, cancel_futures=True)
