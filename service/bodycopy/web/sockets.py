"""A connection that waits for nobody for ever: what is read must come by a certain time, and what is written be taken.

Timeouts of a socket count for each call, so a client that sends a byte now and then would never run into them. What was read
ahead is held for whoever reads, and what a client does not take at once is left for whoever has the time to wait for it.
"""

from __future__ import annotations

import errno
import select
import socket
from time import monotonic
from typing import Any

_MILLI = 1000


class PacedSocket(socket.socket):
    """A connection with a time limit on reading and on writing. Another thread may write while one reads."""

    held: bytearray
    """What has been read ahead of whoever reads; set by `pace`."""
    unsent: memoryview | None = None
    """What is left of an answer that the client did not take at once."""
    may_leave = False
    """Whether an answer may be left unsent, or is to be waited for."""
    read_until = float("inf")
    """When reading gives up, in seconds of the monotonic clock."""
    send_seconds = float("inf")
    """How long a piece that is sent may take."""

    def recv(self, size: int, flags: int = 0) -> bytes:
        """Some bytes, or none at the end. Raises TimeoutError when the time is over."""
        if self.held and not flags:
            piece = bytes(self.held[:size])
            del self.held[:size]
            return piece
        if self.gettimeout() is not None:  # gunicorn waits for itself, or with a limit of its own
            return super().recv(size, flags)
        while True:
            try:
                return super().recv(size, flags | socket.MSG_DONTWAIT)
            except BlockingIOError:
                if not self._wait(select.POLLIN, self.read_until):
                    raise TimeoutError(errno.ETIMEDOUT, "the client sends too slowly") from None

    def read_ahead(self, size: int) -> bytes:
        """What has come, up to so much, which is held; raises BlockingIOError where there is nothing yet."""
        piece = super().recv(size, socket.MSG_DONTWAIT)
        self.held += piece
        return piece

    def sendall(self, data: Any, flags: int = 0) -> None:
        """Send everything, or leave the rest; raises BrokenPipeError where the client does not take it in time."""
        until = monotonic() + self.send_seconds
        if self.unsent is not None:
            self.unsent = memoryview(b"".join((self.unsent, data)))
            return
        left = memoryview(data)
        while left:
            try:
                left = left[super().send(left, flags | socket.MSG_DONTWAIT) :]
            except BlockingIOError:
                if self.may_leave:
                    self.unsent = left
                    return
                if not self._wait(select.POLLOUT, until):
                    raise BrokenPipeError(errno.EPIPE, "the client reads too slowly") from None

    def send_rest(self) -> bool:
        """Send of what was left as much as goes at once; whether that was all."""
        while self.unsent:
            try:
                self.unsent = self.unsent[super().send(self.unsent, socket.MSG_DONTWAIT) :]
            except BlockingIOError:
                return False
        self.unsent = None
        return True

    def _wait(self, event: int, until: float) -> bool:
        poll = select.poll()
        poll.register(self, event)
        left = until - monotonic()
        return bool(left > 0 and poll.poll(None if left == float("inf") else left * _MILLI))


def pace(connection: socket.socket, send_seconds: float) -> PacedSocket:
    """The connection, with limits; takes it over."""
    paced = PacedSocket(fileno=connection.detach())
    paced.send_seconds = send_seconds
    paced.held = bytearray()
    return paced
