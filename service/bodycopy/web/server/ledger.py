"""How much is held for clients that send slowly or do not read, and who goes when it is too much.

What is held are requests that have come in part, requests in work, and answers that have not been
taken. The bound is one for all connections of the process, so that no number of them can take its
memory. Where it is reached, the one goes that has kept us waiting for the longest time: who sends
and reads as fast as the network lets him is never the first.
"""

from __future__ import annotations

from typing import Protocol

MOST_HELD_BYTES = 48 * 1024 * 1024


class Holder(Protocol):
    """A connection, as the ledger sees it."""

    held_bytes: int

    @property
    def waits_since(self) -> float | None:
        """Since when it waits for its client to send or to read; None where the client waits for
        us."""

    def evict(self) -> None:
        """Let go of everything that is held for it."""


class Ledger:
    """The account of all connections of the process. Used by the thread of the event loop alone."""

    def __init__(self, most: int = MOST_HELD_BYTES) -> None:
        self._most = most
        self._total = 0
        self._holders: set[Holder] = set()

    def set(self, holder: Holder, size: int) -> None:
        """So many bytes are held for a connection now. Evicts others, or it, to stay in bounds."""
        self._total += size - holder.held_bytes
        holder.held_bytes = size
        if size:
            self._holders.add(holder)
        else:
            self._holders.discard(holder)
        while self._total > self._most and (slowest := self._slowest()):
            slowest.evict()
            self.set(slowest, 0)

    def _slowest(self) -> Holder | None:
        waiting = [(each.waits_since, each) for each in self._holders if each.waits_since is not None]
        return min(waiting, key=lambda pair: pair[0])[1] if waiting else None
