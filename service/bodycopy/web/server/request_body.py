"""The body of the request that a connection is about, in the three ways in which it is taken:
collected until it is there as a whole, passed on while it comes, or thrown away."""

from __future__ import annotations

import io
from collections.abc import Callable

from bodycopy.errors import RequestError
from bodycopy.web.body_stream import BodyStream
from bodycopy.web.server.messages import Head


class RequestBody:
    """The body of one request. `most` is the largest that is collected, in bytes."""

    def __init__(self, head: Head, most: int) -> None:
        self.head = head
        self.stream: BodyStream | None = None
        """Where it is passed on to while it comes."""
        self.size = 0
        """How much is held of it."""
        self.is_unwanted = False
        """Whether what still comes is thrown away."""
        self._most = most
        self._pieces: list[bytes | bytearray] = []

    @property
    def is_too_large(self) -> bool:
        """Whether it is, or says that it will be, larger than one may be."""
        return max(self.head.length or 0, self.size) > self._most

    @property
    def is_full(self) -> bool:
        """Whether no more should be read for now."""
        return self.stream is not None and self.stream.is_full

    def pass_on(self, resume: Callable[[], None]) -> None:
        """Have it read while it comes; `resume` is called when there is room for more."""
        self.stream = BodyStream(resume)

    def take(self, data: bytes | bytearray) -> None:
        """Another piece of it has come."""
        if self.stream:
            self.stream.push(data)
        elif not self.is_unwanted:
            self._pieces.append(data)
            self.size += len(data)

    def end(self, *, whole: bool) -> None:
        """No more comes."""
        if self.stream:
            problem = None if whole else RequestError("The body could not be read to its end.")
            self.stream.end(problem)

    def collect(self) -> io.BytesIO:
        """The whole of it, to be read; what is held goes over into that."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        return io.BytesIO(data)

    def throw_away(self) -> None:
        """Hold nothing of it, and nothing of what still comes."""
        self.is_unwanted = True
        self._pieces.clear()
        self.size = 0
        if self.stream:
            self.stream.close()
