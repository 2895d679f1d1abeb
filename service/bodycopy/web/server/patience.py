"""A wait for a client, which has an end: the whole of what is waited for has so long to come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic


class Patience:
    """What one connection waits for, one thing at a time."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.since: float | None = None
        """Since when it waits, by the monotonic clock; None where it does not."""
        self._loop = loop
        self._timer: asyncio.TimerHandle | None = None

    def wait(self, seconds: float, otherwise: Callable[[], None]) -> None:
        """Wait for so long from now, instead of whatever was waited for."""
        self.end()
        self.since = monotonic()
        self._timer = self._loop.call_later(seconds, otherwise)

    def end(self) -> None:
        """It has come."""
        self.since = None
        if self._timer:
            self._timer.cancel()
            self._timer = None
