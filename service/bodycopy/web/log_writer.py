"""Writes the log so that nobody ever waits for whoever reads it.

A pipe that is not read fills up, and a process that writes to it stands still, with all of its
threads one after the other. Here a thread of its own writes; what it cannot keep up with is dropped,
and counted.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from queue import Full, Queue
from threading import Thread
from time import monotonic, sleep

MOST_LINES = 2000
"""So many wait to be written; with tracebacks they are at most 40 MB."""

CLOSE_SECONDS = 1.0
"""How long the end of a process waits for its last lines to be written."""

LOOK_SECONDS = 0.01

STDOUT = 1


class LogWriter(logging.Handler):
    """A handler that writes lines to a file descriptor, from a thread of the process it is in.

    `tell_dropped` makes a line of how many were dropped.
    """

    def __init__(self, tell_dropped: Callable[[int], str], descriptor: int = STDOUT, most: int = MOST_LINES) -> None:
        super().__init__()
        self._tell_dropped = tell_dropped
        self._descriptor = descriptor
        self._most = most
        self._dropped = 0
        self._pid = 0
        self._lines: Queue[bytes] = Queue(most)

    def emit(self, record: logging.LogRecord) -> None:
        """Have a record written, or dropped."""
        self._start_thread()
        lines = [self.format(record)]
        if self._dropped:
            lines.insert(0, self._tell_dropped(self._dropped))
        try:
            self._lines.put_nowait("".join(f"{line}\n" for line in lines).encode())
            self._dropped = 0
        except Full:
            self._dropped += 1

    def close(self) -> None:
        """Wait for the last lines to be written, but not for ever."""
        end = monotonic() + CLOSE_SECONDS
        while self._pid == os.getpid() and self._lines.unfinished_tasks and monotonic() < end:
            sleep(LOOK_SECONDS)
        super().close()

    def _start_thread(self) -> None:
        """Start the thread where this process has none; a fork leaves the parent's behind."""
        if self._pid == os.getpid():
            return
        self._pid = os.getpid()
        self._lines = Queue(self._most)
        self._dropped = 0
        Thread(target=self._write, args=(self._lines,), name="log", daemon=True).start()

    def _write(self, lines: Queue[bytes]) -> None:
        while True:
            left = memoryview(lines.get())
            with suppress(OSError):  # a full disk, or nobody at the other end: nothing can be told
                while left:
                    left = left[os.write(self._descriptor, left) :]
            lines.task_done()
