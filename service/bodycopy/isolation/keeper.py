"""Keeps one worker process: starts it, hands it a page, ends it when it is late, starts the next.

Used by one thread at a time. The process comes from the fork server of `multiprocessing`, so that nothing is forked off a
process with threads and open connections; all that it shares with us is a pipe.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from threading import Lock
from time import monotonic
from types import ModuleType

from bodycopy.isolation.answer import Answer, unpack
from bodycopy.isolation.feed import Parcel, send
from bodycopy.isolation.limits import Limits
from bodycopy.isolation.trial import ColdService
from bodycopy.isolation.worker import READY, Task, live

START_SECONDS = 60
"""A worker that is not ready by then never will be. The first one waits for the fork server, which loads everything."""

END_SECONDS = 10
"""A process that was killed is gone in milliseconds, unless it waits for a disk."""

STEP_BACK_SECONDS = 0.5
STEP_BACK_NICENESS = 10
"""A page that takes longer than most leaves the processor to the others, who would have to wait for it else. Niceness cannot be
taken back without privileges, so its worker is replaced afterwards."""

STALL_SECONDS = 10
"""A worker takes and gives in one go; one that stops in the middle for so long is stuck."""

_start = Lock()
"""`multiprocessing` counts its children in a set that is not made for threads."""

logger = logging.getLogger("bodycopy.isolation")


class Died(Exception):
    """The worker ended before it answered."""


class Late(Exception):
    """The worker did not answer in time, and was ended."""


class Keeper:
    """One worker process at a time, and the next where it ends."""

    def __init__(self, limits: Limits, task: Task | None) -> None:
        self._limits = limits
        self._task = task
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["bodycopy.isolation.warm"])
        self._process: ForkServerProcess | None = None
        self._pipe: Connection | None = None

    @property
    def pid(self) -> int | None:
        """The process that is kept, if there is one."""
        process = self._process
        return process.pid if process else None

    def start(self) -> Connection:
        """The pipe of a worker that is ready; starts one where there is none. Raises ColdService where none will start."""
        if self._pipe is not None and not self._pipe.poll(0):  # one that waits has nothing to say, unless it is dead
            return self._pipe
        self.end()
        try:
            self._pipe = self._launch()
            ready = self._pipe.poll(START_SECONDS) and self._pipe.recv_bytes() == READY
        except (EOFError, OSError) as error:
            self.end()
            raise ColdService(f"A worker ended while it started ({error!r}).") from error
        if not ready:
            self.end()
            raise ColdService(f"A worker was not ready within {START_SECONDS} seconds.")
        return self._pipe

    def run(self, parcel: Parcel, seconds: float) -> Answer:
        """The answer to a page, within so many seconds. Raises Late or Died; the worker is gone then."""
        pipe = self.start()
        end = monotonic() + seconds
        try:
            send(pipe, parcel)
            stepped_back = not pipe.poll(max(min(end - monotonic(), STEP_BACK_SECONDS), 0))
            if stepped_back:
                self._step_back()
            if not pipe.poll(max(end - monotonic(), 0)):
                self.end()
                raise Late
            answer = unpack(pipe.recv_bytes())
        except (EOFError, OSError) as error:
            logger.warning("worker %s died", self.pid)
            self.end()
            raise Died from error
        if answer.last or stepped_back:
            self.end(graceful=answer.last)
        return answer

    def _step_back(self) -> None:
        """Let others have the processor first."""
        if (pid := self.pid) is not None:
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, pid, max(os.getpriority(os.PRIO_PROCESS, pid), STEP_BACK_NICENESS))

    def end(self, *, graceful: bool = False) -> None:
        """End the worker, if there is one: now, or by itself where it said that it will."""
        pipe, process, self._pipe, self._process = self._pipe, self._process, None, None
        if pipe is not None:
            pipe.close()
        if process is None:
            return
        with _start:
            if graceful:
                process.join(END_SECONDS)
            process.kill()
            process.join(END_SECONDS)
            if process.exitcode is not None:
                process.close()

    def _launch(self) -> Connection:
        ours, theirs = self._context.Pipe()
        try:
            _never_wait_for_ever(ours)
            process = self._context.Process(
                target=live, args=(theirs, self._limits, self._task), name="bodycopy worker", daemon=True
            )
            with _start, _no_main_module():
                process.start()
            self._process = process
        except (EOFError, OSError):  # the first where the fork server ends while it is asked
            ours.close()
            raise
        finally:
            theirs.close()
        return ours


@contextmanager
def _no_main_module() -> Iterator[None]:
    """`multiprocessing` has a new process run the program's main file again, for functions that may stand there. Ours do not,
    and a program that uses a pool need not be written for that, nor wait for it."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _never_wait_for_ever(pipe: Connection) -> None:
    """Where the other side stops in the middle of a message, reading and writing fail after a while."""
    wait = struct.pack("@ll", STALL_SECONDS, 0)
    with socket.socket(fileno=_duplicate(pipe)) as end:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, wait)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, wait)


def _duplicate(pipe: Connection) -> int:
    return socket.dup(pipe.fileno())
