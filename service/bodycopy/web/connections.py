"""gunicorn's worker with threads, taught to wait for slow clients without a thread, and for none of them for ever.

As it comes, a connection takes a thread from the moment it is opened until its answer is taken, however slowly the one drips in
and the other out, and one that is closed may hold up all others for two seconds. Here the loop that accepts connections also
collects requests, sends on what clients did not take at once, and sees connections off; a thread is taken when there is work to
do. Only streams, which have no end to wait for, are read and written by their threads.
"""

from __future__ import annotations

import errno
import selectors
import socket
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import Any

from gunicorn.http.errors import (
    ExpectationFailed,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
    UnsupportedTransferCoding,
)
from gunicorn.workers.gthread import TConn, ThreadWorker

from bodycopy.config import Config
from bodycopy.errors import RequestError
from bodycopy.render import dump_json
from bodycopy.render.encode import JSON_TYPE
from bodycopy.web.arrival import Arrival
from bodycopy.web.farewells import Farewells
from bodycopy.web.sockets import PacedSocket, pace

READ_BYTES = 64 * 1024

MOST_HELD_BYTES = 256 * 1024 * 1024
"""So much of requests that have not arrived as a whole is held, and of answers that have not been taken. What is more takes a
thread to wait for it."""

DRAIN_SECONDS = 0.1
"""So long a thread waits for what is left of a body that nobody wanted to read, before it has the connection closed."""

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
"""gunicorn says it again when it begins with the request, as may be (RFC 9110, section 15.2)."""

_REFUSALS = (
    (LimitRequestLine, (414, "URI Too Long")),
    (LimitRequestHeaders, (431, "Request Header Fields Too Large")),
    (UnsupportedTransferCoding, (501, "Not Implemented")),
    (ExpectationFailed, (417, "Expectation Failed")),
)
"""What is refused with another status than 400."""

_PASSING = frozenset({errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK, errno.EMFILE, errno.ENFILE})


class _Connection(TConn):  # type: ignore[misc]
    """A connection, with what is known of the request that arrives on it."""

    sock: PacedSocket
    arrival: Arrival
    read_until = 0.0
    """When to give up waiting for the body."""
    counted = 0
    """Bytes that the worker counts as held for this connection."""

    def __init__(self, worker: PatientWorker, sock: PacedSocket, client: Any, server: Any) -> None:
        super().__init__(worker.cfg, sock, client, server)
        self.worker = worker
        self.line: deque[_Connection] = worker.pending_conns
        """Those who wait for the same, by the time at which they are given up."""

    def close(self, graceful: bool = False) -> None:
        self.worker.count(self, 0)
        if graceful:
            self.worker.farewells.see_off(self.sock, self.worker.poller)
        else:
            super().close()


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """The process that talks HTTP."""

    config: Config
    streams: tuple[str, ...]
    """Addresses whose bodies are read while they come."""

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.awaited: deque[_Connection] = deque()  # whose request has a head, but not all of its body
        self.taking: deque[_Connection] = deque()  # whose answer has not been taken
        self.farewells = Farewells()
        self.held_bytes = 0

    def accept(self, listener: socket.socket) -> None:
        """Take a connection, to wait for its first request."""
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno not in _PASSING:
                raise
            return
        self.nr_conns += 1
        sock = pace(client, self.config.send_seconds)
        self._await_request(_Connection(self, sock, address, listener.getsockname()))

    def on_client_socket_readable(self, conn: _Connection, client: socket.socket) -> None:
        """The next request of a connection that was kept begins to arrive."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._await_request(conn)

    def handle_exit(self, sig: int, frame: Any) -> None:
        """SIGTERM: answer what is in flight, wait for nobody who has not begun to ask."""
        if self.alive:
            self.wsgi.stopping = True
            self.method_queue.defer(self._drop_silent)
        super().handle_exit(sig, frame)

    def handle(self, conn: _Connection) -> Any:
        """Answer a request; runs in a thread."""
        conn.sock.read_until = conn.read_until
        conn.sock.may_leave = self.held_bytes < MOST_HELD_BYTES
        return super().handle(conn)

    def _keepalive_after(self, conn: _Connection, keepalive: bool) -> bool:
        """Whether another request may come: not where the last one goes on arriving and nobody reads it."""
        return keepalive and bool(conn.parser.finish_body(deadline=monotonic() + DRAIN_SECONDS))

    def finish_request(self, conn: _Connection, fs: Future[Any]) -> None:
        """A thread is done: see to it that the answer is taken, then to what comes next on the connection."""
        if conn.sock.unsent:
            self._await_reader(conn, fs)
            return
        if conn.parser and not conn.is_http2:  # what came behind the request goes back to where it is looked for
            conn.sock.held[:0] = conn.parser.unreader.take_buffered()
        super().finish_request(conn, fs)
        if conn.sock.held and self.keepalived_conns and self.keepalived_conns[-1] is conn:
            self.on_client_socket_readable(conn, conn.sock)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """What is no HTTP never reaches the application, but is refused in the same form."""
        if not isinstance(exc, ParseException):
            super().handle_error(req, client, addr, exc)
            return
        status, reason = next((told for kind, told in _REFUSALS if isinstance(exc, kind)), (400, "Bad Request"))
        body = dump_json(RequestError(f"The request is no HTTP that is read here ({type(exc).__name__}).").envelope())
        head = f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Type: {JSON_TYPE}\r\n"
        with suppress(OSError):
            client.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)

    def murder_pending(self) -> None:
        """Give up on connections that waited long enough: for a request, for a reader, or for the client's end."""
        super().murder_pending()
        while self.awaited and self.awaited[0].timeout < monotonic():
            conn = self.awaited.popleft()
            self.poller.unregister(conn.sock)
            self._hand_on(conn)  # to be told so
        while self.taking and self.taking[0].timeout < monotonic():
            self._give_up(self.taking[0])
        self.farewells.end_late(self.poller)

    def count(self, conn: _Connection, size: int) -> None:
        """Keep account of what is held for a connection."""
        self.held_bytes += size - conn.counted
        conn.counted = size

    def _await_request(self, conn: _Connection) -> None:
        """Wait in the loop for a request, then give it a thread."""
        conn.sock.setblocking(False)
        conn.arrival = Arrival(self.streams, self.config.max_body_bytes)
        conn.arrival.feed(bytes(conn.sock.held))
        conn.timeout = monotonic() + self.config.head_seconds
        if not self._take_in(conn):
            self._line_up(conn)
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._on_more, conn))

    def _on_more(self, conn: _Connection, _: socket.socket) -> None:
        line, had_head = conn.line, conn.arrival.body is not None
        done = self._take_in(conn)
        if done:
            line.remove(conn)
            self.poller.unregister(conn.sock)
        elif not had_head and conn.arrival.body is not None:
            line.remove(conn)
            self._line_up(conn)

    def _take_in(self, conn: _Connection) -> bool:
        """Take in what has come; whether there is nothing more to wait for."""
        ended = False
        if not conn.arrival.is_complete:
            try:
                piece = conn.sock.read_ahead(READ_BYTES)
            except BlockingIOError:
                piece = None
            except OSError:
                piece = b""
            conn.arrival.feed(piece or b"")
            ended = piece == b""
        self.count(conn, len(conn.sock.held))
        if ended and conn.arrival.body is None:
            self._forget(conn)
        elif ended or conn.arrival.is_complete or self.held_bytes > MOST_HELD_BYTES:
            self._hand_on(conn)
        else:
            return False
        return True

    def _line_up(self, conn: _Connection) -> None:
        """Put a connection behind those that wait for the same: for a head, or for a body."""
        if conn.arrival.body is None:
            conn.line = self.pending_conns
        else:
            conn.line = self.awaited
            conn.timeout = conn.read_until = monotonic() + self.config.body_seconds
            if conn.arrival.asks_first:
                with suppress(OSError):
                    conn.sock.send(CONTINUE)
        conn.line.append(conn)

    def _hand_on(self, conn: _Connection) -> None:
        """Give a request a thread."""
        if conn.line is not self.awaited:
            conn.read_until = monotonic() + self.config.body_seconds
        conn.line = self.pending_conns
        self.count(conn, 0)
        conn.data_ready = True
        self.enqueue_req(conn)

    def _await_reader(self, conn: _Connection, fs: Future[Any]) -> None:
        conn.sock.setblocking(False)
        conn.timeout = monotonic() + self.config.send_seconds
        self.count(conn, len(conn.sock.unsent or b""))
        self.taking.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_WRITE, partial(self._send_on, conn, fs))

    def _send_on(self, conn: _Connection, fs: Future[Any], _: socket.socket) -> None:
        try:
            done = conn.sock.send_rest()
        except OSError:
            self._give_up(conn)
            return
        if done:
            self.taking.remove(conn)
            self.poller.unregister(conn.sock)
            self.count(conn, 0)
            self.finish_request(conn, fs)

    def _give_up(self, conn: _Connection) -> None:
        """The client does not take its answer."""
        self.taking.remove(conn)
        self.poller.unregister(conn.sock)
        self._forget(conn)

    def _drop_silent(self) -> None:
        for conn in [each for each in self.pending_conns if not each.sock.held]:
            self.pending_conns.remove(conn)
            self.poller.unregister(conn.sock)
            self._forget(conn)

    def _forget(self, conn: _Connection) -> None:
        """The client has gone, or is sent away."""
        self.nr_conns -= 1
        self.method_queue.defer(conn.close)


def patient_worker(config: Config, streams: tuple[str, ...]) -> type[PatientWorker]:
    """The worker for gunicorn with these limits, which it has no settings for."""
    return type("ConfiguredWorker", (PatientWorker,), {"config": config, "streams": streams})
