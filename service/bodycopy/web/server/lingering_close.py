"""A connection that has had its last answer, and is closed when the client has read it.

One that is closed while its client still sends is reset, and the answer with it; so what comes is
thrown away for a while (RFC 9112, section 9.6; nginx calls it a lingering close).
"""

from __future__ import annotations

import asyncio

from bodycopy.web.server.serving import Client, Serving

LINGER_SECONDS = 2.0

LINGER_BYTES = 64 * 1024 * 1024
"""So much of a body that is too large is read and thrown away. Most clients look for an answer only
when they have sent all."""


class LingeringClose(asyncio.Protocol):
    """Takes the place of the protocol that had the connection so far."""

    held_bytes = 0
    waits_since = None
    idle_since = None

    def __init__(self, serving: Serving, transport: asyncio.Transport) -> None:
        self._serving = serving
        self._transport = transport
        self._left = LINGER_BYTES

    def begin(self, instead_of: Client, seconds: float) -> None:
        """Say that no more will be sent, and wait for the client's end, but so long at most."""
        self._serving.connections.discard(instead_of)
        self._serving.connections.add(self)
        self._transport.set_protocol(self)
        self._transport.resume_reading()
        if self._transport.can_write_eof():
            self._transport.write_eof()
        self._timer = self._serving.loop.call_later(seconds, self.drop)

    def data_received(self, data: bytes) -> None:
        """The client still sends."""
        self._left -= len(data)
        if self._left < 0:
            self._transport.abort()

    def eof_received(self) -> bool:
        """The client has read all: close."""
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._timer.cancel()
        self._serving.connections.discard(self)
        self._serving.on_close()

    def drop(self) -> None:
        """Close the connection."""
        self._transport.close()

    def stop(self) -> None:
        """It ends soon anyway."""

    def evict(self) -> None:
        """Nothing is held for it."""
