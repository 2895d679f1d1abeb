"""The reading half of a connection: bytes in, parts of messages out, a bounded number at a time."""

from __future__ import annotations

import asyncio
from abc import abstractmethod

from bodycopy.web.server.framing import Framing
from bodycopy.web.server.messages import Data, End, Head, Malformed
from bodycopy.web.server.serving import Serving

EVENTS_A_TURN = 200
"""So many parts of a request are looked at before others have their turn."""


class MessageReader(asyncio.BufferedProtocol):
    """Calls `on_head`, `on_data`, `on_end` for each request, and `on_malformed` where one cannot be
    framed. Reads no further than the end of a request until that has been answered."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving
        self._framing = Framing()
        self._parted = False
        """Whether it has nothing to do with the connection any more."""
        self._client_ended = False
        """Whether the client has said that it will send no more."""

    def get_buffer(self, sizehint: int) -> memoryview:
        """Where to put what comes: one place for all connections, since each takes it at once. It
        is small, so that none keeps the others waiting."""
        return self._serving.read_buffer

    def buffer_updated(self, nbytes: int) -> None:
        """Something has come."""
        if self._framing.is_idle:
            self.on_beginning()
        self._framing.feed(bytes(self._serving.read_buffer[:nbytes]))
        self._read_on()

    def eof_received(self) -> bool:
        """The client sends no more, but may still read."""
        if self._framing.is_idle:
            return False
        self._client_ended = True
        self._framing.feed(b"")
        self._read_on()
        return True

    @property
    @abstractmethod
    def transport(self) -> asyncio.Transport:
        """The connection that is read."""

    @property
    @abstractmethod
    def has_room(self) -> bool:
        """Whether more of the body can be taken for now."""

    @abstractmethod
    def on_beginning(self) -> None:
        """The first bytes of a request are there."""

    @abstractmethod
    def on_head(self, head: Head) -> None:
        """The head of a request is there."""

    @abstractmethod
    def on_data(self, data: bytes | bytearray) -> None:
        """A piece of its body is there."""

    @abstractmethod
    def on_end(self) -> None:
        """It is there as a whole."""

    @abstractmethod
    def on_malformed(self, error: Malformed) -> None:
        """What came cannot be framed."""

    def _read_on(self) -> None:
        """Look at what has come, and see to it that more comes where there is room for it."""
        if self._parted or self.transport.is_closing():
            return
        all_seen = self._advance()
        if self._parted:
            return
        if not all_seen:
            self.transport.pause_reading()
            self._serving.loop.call_soon(self._read_on)  # others have their turn first
        elif self._framing.is_read or self._framing.is_broken or not self.has_room:
            self.transport.pause_reading()
        else:
            self.transport.resume_reading()

    def _advance(self) -> bool:
        """Look at a bounded number of parts of what has come; whether that was all."""
        try:
            for _ in range(EVENTS_A_TURN):
                event = None if self._parted else self._framing.next_event()
                if event is None:
                    return True
                self._take(event)
        except Malformed as error:
            self.on_malformed(error)
            return True
        return False

    def _take(self, event: Head | Data | End) -> None:
        if isinstance(event, Head):
            self.on_head(event)
        elif isinstance(event, Data):
            self.on_data(event.data)
        else:
            self.on_end()
