"""Connections that have had their last answer, and are closed when the client has read it (RFC 9112, section 9.6).

One that is closed while its client still sends is reset, and the answer with it; so what comes is heard out for a while.
"""

from __future__ import annotations

import selectors
import socket
from collections import deque
from functools import partial
from time import monotonic

READ_BYTES = 16 * 1024
FAREWELL_SECONDS = 2.0
FAREWELL_BYTES = 64 * 1024
MOST_FAREWELLS = 1000
"""A client that is still sending gets so much time and attention."""


class Farewells:
    """The connections that are being seen off, all by one thread, that of the poller."""

    def __init__(self) -> None:
        self._leaving: deque[tuple[float, socket.socket]] = deque()

    def see_off(self, sock: socket.socket, poller: selectors.BaseSelector) -> None:
        """Close a connection when its client has read the last answer."""
        try:
            sock.setblocking(False)
            sock.shutdown(socket.SHUT_WR)
        except OSError:
            sock.close()
            return
        self._leaving.append((monotonic() + FAREWELL_SECONDS, sock))
        poller.register(sock, selectors.EVENT_READ, partial(self._hear_out, poller, [FAREWELL_BYTES]))

    def end_late(self, poller: selectors.BaseSelector) -> None:
        """Close those that had their time, and the first ones where there are too many."""
        while self._leaving and (self._leaving[0][0] < monotonic() or len(self._leaving) > MOST_FAREWELLS):
            _close(self._leaving.popleft()[1], poller)

    def _hear_out(self, poller: selectors.BaseSelector, left: list[int], sock: socket.socket) -> None:
        try:
            said = len(sock.recv(READ_BYTES))
        except BlockingIOError:
            return
        except OSError:
            said = 0
        left[0] -= said
        if not said or left[0] < 0:
            self._leaving = deque(each for each in self._leaving if each[1] is not sock)
            _close(sock, poller)


def _close(sock: socket.socket, poller: selectors.BaseSelector) -> None:
    poller.unregister(sock)
    sock.close()
