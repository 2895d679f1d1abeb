"""What a page may take of a worker, and a worker of the machine."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a pool; the service sets them from its Config."""

    workers: int = 1
    """Processes that extract pages, a page at a time each."""
    spares: int = 0
    """Processes that may be started beside them, for the next pages while long ones go on."""
    deadline_seconds: float = 5.0
    """Processor time that a page may take; then its worker is killed."""
    wall_seconds: float = 30.0
    """How long a page may take by the clock, whoever else has the processor; and how long it may
    wait for a worker."""
    queue: int = 32
    """Pages that may wait for a worker beside those in work; more are refused."""
    page_memory_bytes: int = 384 * MIB
    """Address space that a page may take beyond what a worker has at rest."""
    recycle_pages: int = 2000
    """A worker is replaced after so many pages."""
    answer_bytes: int = 16 * MIB
    """The largest answer that a worker may give."""
    recycle_bytes: int = 250 * MIB
    """A worker that holds more memory than this after a page is replaced."""
