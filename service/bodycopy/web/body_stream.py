"""A request body that is read while it comes: from the event loop to the thread that works on it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from threading import Condition
from time import monotonic

MOST_HELD_BYTES = 256 * 1024
"""So much is held before the client is made to wait."""

ENVIRON_KEY = "bodycopy.body_stream"
"""Where an application finds it in the WSGI environment."""


class BodyStream:
    """The pieces of a body, in order. `resume` has the event loop read on; it may be called by any
    thread."""

    def __init__(self, resume: Callable[[], None]) -> None:
        self.read_until = float("inf")
        """When reading gives up, by the monotonic clock."""
        self._resume = resume
        self._pieces: deque[bytes | bytearray] = deque()
        self._held_bytes = 0
        self._ended = False
        self._error: Exception | None = None
        self._change = Condition()

    @property
    def is_full(self) -> bool:
        """Whether the client is to wait."""
        return self._held_bytes >= MOST_HELD_BYTES

    def close(self) -> None:
        """Nobody reads any more: what still comes is thrown away."""
        self.end()
        with self._change:
            self._pieces.clear()
            self._held_bytes = 0

    def push(self, piece: bytes | bytearray) -> bool:
        """Add a piece that has come; whether there is room for more."""
        with self._change:
            if not self._ended:
                self._pieces.append(piece)
                self._held_bytes += len(piece)
            self._change.notify_all()
            return not self.is_full

    def end(self, error: Exception | None = None) -> None:
        """No more will come; with an error where the body is not whole."""
        with self._change:
            if not self._ended:
                self._ended, self._error = True, error
            self._change.notify_all()

    def pieces(self) -> Iterator[bytes]:
        """The pieces as they come. Raises TimeoutError where the next one does not come by
        `read_until`, and what `end` was told."""
        while (piece := self._next()) is not None:
            yield bytes(piece)

    def _next(self) -> bytes | bytearray | None:
        with self._change:
            while not self._pieces and not self._ended:
                left = self.read_until - monotonic()
                if left <= 0:
                    raise TimeoutError("the client sends too slowly")
                self._change.wait(None if left == float("inf") else left)
            if not self._pieces:
                if self._error is not None:
                    raise self._error
                return None
            piece = self._pieces.popleft()
            was_full = self._held_bytes >= MOST_HELD_BYTES
            self._held_bytes -= len(piece)
            has_room = self._held_bytes < MOST_HELD_BYTES
        if was_full and has_room:
            self._resume()
        return piece
