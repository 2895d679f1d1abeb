"""What the system is told of a worker: when to end it, and how much memory it may have."""

from __future__ import annotations

import ctypes
import gc
import resource
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_STATUS = Path("/proc/self/status")
_OOM_SCORE = Path("/proc/self/oom_score_adj")
KIB = 1024

PR_SET_PDEATHSIG = 1
"""From <sys/prctl.h>: the signal that a process gets when its parent dies."""

FIRST_TO_GO = 1000
"""Where the memory of a machine runs out, the kernel is to end a worker, which is replaced, and not who keeps it."""


SHORT = 0.5
"""See Memory.was_short."""


def die_with_parent() -> None:
    """Have this process killed when the fork server ends, as it does with whoever started it, in whatever way.

    A parent that was gone before this was called is noticed by the pipe, which is closed then.
    """
    _libc().prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def leave_stops_to_the_keeper() -> None:
    """Let neither Ctrl-C nor a SIGTERM to the whole group break off a page: the keeper says when to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory of this process: the address space that it had at rest, how much more a page may take, and how much resident
    memory it may keep after a page."""

    rest_bytes: int
    page_bytes: int
    keep_bytes: int

    def was_short(self) -> bool:
        """Whether a page has taken so much that an error of it may well have been want of memory.

        Only Python itself raises MemoryError for that: libxml2 speaks of an "unknown error", and other libraries have words of
        their own. What is refused is not counted as taken, and buffers grow by doubling; so half of it says enough.
        """
        return _bytes_of("VmPeak") - self.rest_bytes > self.page_bytes * SHORT

    def is_spent(self) -> bool:
        """Whether the process should be replaced: it keeps too much after it gave back what it could, or has had a page that
        took so much that nobody could tell any more what the next one takes."""
        if self.was_short():
            return True
        if _bytes_of("VmRSS") <= self.keep_bytes:
            return False
        gc.collect()
        _libc().malloc_trim(0)
        return _bytes_of("VmRSS") > self.keep_bytes


def limit_memory(page_bytes: int, keep_bytes: int) -> Memory:
    """Allow the process so much address space beyond what it has now, and no core dumps.

    Address space is what can be limited: RLIMIT_RSS has no effect on Linux. More than that raises
    MemoryError. Where whoever started the service allows less (`ulimit -v`), that stays.
    """
    memory = Memory(_bytes_of("VmPeak"), page_bytes, keep_bytes)
    most = memory.rest_bytes + page_bytes
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        _OOM_SCORE.write_text(str(FIRST_TO_GO))
    return memory


def _bytes_of(field: str) -> int:
    """A field of the system's report on this process, which is in KiB."""
    _, _, rest = _STATUS.read_bytes().partition(b"\n" + field.encode() + b":")
    return int(rest.split(maxsplit=1)[0]) * KIB


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)
