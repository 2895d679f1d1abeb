"""What the system is told of a worker: when to end it, and how much memory it may have."""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import signal
from contextlib import suppress
from pathlib import Path

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_STATM = Path("/proc/self/statm")
_OOM_SCORE = Path("/proc/self/oom_score_adj")

PR_SET_PDEATHSIG = 1
"""From <sys/prctl.h>: the signal that a process gets when its parent dies."""

FIRST_TO_GO = 1000
"""Where the memory of a machine runs out, the kernel is to end a worker, which is replaced, and not who keeps it."""


def die_with_parent() -> None:
    """Have this process killed when the fork server ends, as it does with whoever started it, in whatever way.

    A parent that was gone before this was called is noticed by the pipe, which is closed then.
    """
    _libc().prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def leave_stops_to_the_keeper() -> None:
    """Let neither Ctrl-C nor a SIGTERM to the whole group break off a page: the keeper says when to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def limit_memory(page_bytes: int) -> None:
    """Allow the process so much address space beyond what it has now, and no core dumps.

    Address space is what can be limited: RLIMIT_RSS has no effect on Linux. More than that raises MemoryError.
    """
    most = _statm(0) + page_bytes
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        _OOM_SCORE.write_text(str(FIRST_TO_GO))


def holds_more_than(most_bytes: int) -> bool:
    """Whether the process has more memory resident, after it gave back what it could."""
    if resident_bytes() <= most_bytes:
        return False
    gc.collect()
    _libc().malloc_trim(0)
    return resident_bytes() > most_bytes


def resident_bytes() -> int:
    """The memory of this process that is resident, shared memory included."""
    return _statm(1)


def _statm(column: int) -> int:
    return int(_STATM.read_text().split()[column]) * PAGE_BYTES


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)
