"""gunicorn's worker with threads, taught to wait for slow clients without a thread, and for none of them for ever.

As it comes, a connection takes a thread from the moment it is opened until its request has arrived, however slowly that drips
in, and one that is closed may hold up all others for two seconds. Here the loop that accepts connections also collects the
heads of requests and sees connections off; a thread is taken when there is a request to work on.
"""

from __future__ import annotations

import errno
import selectors
import socket
from collections import deque
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

from bodycopy.errors import RequestError
from bodycopy.render import dump_json
from bodycopy.render.encode import JSON_TYPE
from bodycopy.web.sockets import PacedSocket, pace

HEAD_END = b"\r\n\r\n"
LONGEST_HEAD = 256 * 1024
"""Far more than gunicorn's own limits allow, which answer what is too long."""
READ_BYTES = 16 * 1024

FAREWELL_SECONDS = 2.0
FAREWELL_BYTES = 64 * 1024
MOST_FAREWELLS = 1000
"""A client that is still sending gets so much time and attention to read its answer (RFC 9112, section 9.6)."""

_REFUSALS = (
    (LimitRequestLine, (414, "URI Too Long")),
    (LimitRequestHeaders, (431, "Request Header Fields Too Large")),
    (UnsupportedTransferCoding, (501, "Not Implemented")),
    (ExpectationFailed, (417, "Expectation Failed")),
)
"""What is refused with another status than 400."""

_PASSING = frozenset({errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK, errno.EMFILE, errno.ENFILE})


class _Connection(TConn):  # type: ignore[misc]
    """A connection, with as much of the next request as has come."""

    sock: PacedSocket

    def __init__(self, worker: PatientWorker, sock: PacedSocket, client: Any, server: Any) -> None:
        super().__init__(worker.cfg, sock, client, server)
        self.worker = worker
        self.head = bytearray()

    def init(self) -> None:
        super().init()
        if self.head:
            self.parser.unreader.unread(bytes(self.head))
            self.head.clear()

    def close(self, graceful: bool = False) -> None:
        if graceful:
            self.worker.see_off(self.sock)
        else:
            super().close()


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """The process that talks HTTP."""

    head_seconds = 10.0
    body_seconds = 30.0
    send_seconds = 30.0

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.farewells: deque[tuple[float, socket.socket]] = deque()

    def accept(self, listener: socket.socket) -> None:
        """Take a connection, to wait for its first request."""
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno not in _PASSING:
                raise
            return
        self.nr_conns += 1
        sock = pace(client, self.send_seconds)
        self._await_head(_Connection(self, sock, address, listener.getsockname()))

    def on_client_socket_readable(self, conn: _Connection, client: socket.socket) -> None:
        """The next request of a connection that was kept begins to arrive."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._await_head(conn)

    def handle_exit(self, sig: int, frame: Any) -> None:
        """SIGTERM: answer what is in flight, wait for nobody who has not begun to ask."""
        if self.alive:
            self.wsgi.stopping = True
            self.method_queue.defer(self._drop_silent)
        super().handle_exit(sig, frame)

    def handle(self, conn: _Connection) -> Any:
        """Answer a request; runs in a thread."""
        conn.sock.read_until = monotonic() + self.body_seconds
        return super().handle(conn)

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
        """Close connections that waited long enough, for a request or for the client's end."""
        super().murder_pending()
        while self.farewells and (self.farewells[0][0] < monotonic() or len(self.farewells) > MOST_FAREWELLS):
            self._close(self.farewells.popleft()[1])

    def see_off(self, sock: socket.socket) -> None:
        """Close a connection when its client has read the last answer."""
        try:
            sock.setblocking(False)
            sock.shutdown(socket.SHUT_WR)
        except OSError:
            sock.close()
            return
        self.farewells.append((monotonic() + FAREWELL_SECONDS, sock))
        self.poller.register(sock, selectors.EVENT_READ, partial(self._hear_out, [FAREWELL_BYTES]))

    def _hear_out(self, left: list[int], sock: socket.socket) -> None:
        try:
            said = len(sock.recv(READ_BYTES))
        except BlockingIOError:
            return
        except OSError:
            said = 0
        left[0] -= said
        if not said or left[0] < 0:
            self.farewells = deque(each for each in self.farewells if each[1] is not sock)
            self._close(sock)

    def _close(self, sock: socket.socket) -> None:
        self.poller.unregister(sock)
        sock.close()

    def _await_head(self, conn: _Connection) -> None:
        """Wait in the loop for the rest of a request's head, then give it a thread."""
        conn.sock.setblocking(False)
        conn.timeout = monotonic() + self.head_seconds
        if not self._take_head(conn):
            self.pending_conns.append(conn)
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._on_more, conn))

    def _on_more(self, conn: _Connection, _: socket.socket) -> None:
        if self._take_head(conn):
            self.poller.unregister(conn.sock)
            self.pending_conns.remove(conn)

    def _take_head(self, conn: _Connection) -> bool:
        """Take in what has come; whether there is nothing more to wait for."""
        try:
            piece = conn.sock.recv(READ_BYTES)
        except BlockingIOError:
            return False
        except OSError:
            piece = b""
        before = max(len(conn.head) - len(HEAD_END), 0)
        conn.head += piece
        if HEAD_END in conn.head[before:] or len(conn.head) > LONGEST_HEAD:
            conn.data_ready = True
            self.enqueue_req(conn)
            return True
        if not piece:
            self._forget(conn)
            return True
        return False

    def _drop_silent(self) -> None:
        for conn in [each for each in self.pending_conns if not each.head]:
            self.pending_conns.remove(conn)
            self.poller.unregister(conn.sock)
            self._forget(conn)

    def _forget(self, conn: _Connection) -> None:
        """The client has gone before its request was there."""
        self.nr_conns -= 1
        self.method_queue.defer(conn.close)


def patient_worker(head_seconds: float, body_seconds: float, send_seconds: float) -> type[PatientWorker]:
    """The worker for gunicorn with these limits, which it has no settings for."""
    limits = {"head_seconds": head_seconds, "body_seconds": body_seconds, "send_seconds": send_seconds}
    return type("ConfiguredWorker", (PatientWorker,), limits)
