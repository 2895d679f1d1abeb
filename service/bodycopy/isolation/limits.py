"""What a page may take of a worker, and a worker of the machine."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a pool; the service sets them from its Config."""

    workers: int = 1
    """Processes that extract pages, a page at a time each."""
    deadline_seconds: float = 5.0
    """How long a page may take; then its worker is killed. It may wait as long for a worker."""
    queue: int = 32
    """Pages that may wait for a worker beside those in work; more are refused."""
    page_memory_bytes: int = 384 * MIB
    """Address space that a page may take beyond what a worker has at rest."""
    recycle_pages: int = 2000
    """A worker is replaced after so many pages."""
    recycle_bytes: int = 250 * MIB
    """A worker that holds more memory than this after a page is replaced."""
