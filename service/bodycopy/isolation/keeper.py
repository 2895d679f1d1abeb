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
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from threading import Lock
from time import monotonic
from types import ModuleType

from bodycopy.isolation.answer import Answer, Garbage, Report, receive
from bodycopy.isolation.answering import Task
from bodycopy.isolation.clock import Allowance, Bound, Stopwatch
from bodycopy.isolation.feed import Parcel, send
from bodycopy.isolation.limits import Limits
from bodycopy.isolation.trial import ColdService
from bodycopy.isolation.worker import READY, live

START_SECONDS = 60
"""A worker that is not ready by then never will be. The first one waits for the fork server, which loads everything."""

MOST_STARTS = 2
"""A worker that ends while it starts may have been killed by somebody else, for want of memory say:
that is no reason for a service not to start."""

END_SECONDS = 10
"""A process that was killed is gone in milliseconds, unless it waits for a disk."""

LONG_SECONDS = 0.03
"""A page that takes more work than this takes longer than most (the mean is half of it), and must
not keep the others waiting for it. They get their turn while it goes on."""

STEP_BACK_SECONDS = 0.5
STEP_BACK_NICENESS = 10
"""A page that takes more work than most leaves the processor to the others, who would have to wait
for it else. Its work is what counts: by the clock, every page of a busy machine would step back, and
then get next to nothing. Niceness cannot be taken back without privileges, so its worker is replaced
afterwards."""

STALL_SECONDS = 30
"""A worker takes and gives in one go; one that stops in the middle for so long is stuck."""

LINE_HEAD_BYTES = 64 * 1024
"""What the answer to a line of a batch has beside the answer itself: its id, escaped."""

_start = Lock()
"""`multiprocessing` counts its children in a set that is not made for threads."""

logger = logging.getLogger("bodycopy.isolation")


class Died(Exception):
    """The worker ended before it answered."""


class Late(Exception):
    """The worker did not answer in time, and was ended; `bound` says which of its two times."""

    def __init__(self, bound: Bound, allowance: Allowance) -> None:
        super().__init__(bound)
        self.bound: Bound = bound
        self.allowance = allowance


class Keeper:
    """One worker process at a time, and the next where it ends."""

    def __init__(self, limits: Limits, task: Task | None) -> None:
        self._limits = limits
        self._task = task
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["bodycopy.isolation.warm"])
        self.is_kept = False
        """Whether a spare worker has been started, and not been given up."""
        self._idle_since = monotonic()
        self._process: ForkServerProcess | None = None
        self._pipe: Connection | None = None

    @property
    def idle_seconds(self) -> float:
        """How long ago it gave its last answer."""
        return monotonic() - self._idle_since

    @property
    def pid(self) -> int | None:
        """The process that is kept, if there is one."""
        process = self._process
        return process.pid if process else None

    def start(self) -> Connection:
        """The pipe of a worker that is ready; starts one where there is none. Raises ColdService where none will start."""
        if self._pipe is not None and not self._pipe.poll(0):  # one that waits has nothing to say, unless it is dead
            return self._pipe
        for _ in range(MOST_STARTS):
            self.end()
            try:
                return self._start_one()
            except (EOFError, OSError) as error:
                ended = error
        self.end()
        raise ColdService(f"{MOST_STARTS} workers ended while they started ({ended!r}).") from ended

    def _start_one(self) -> Connection:
        """The pipe of a new worker, when it is ready; raises EOFError or OSError where it ends."""
        pipe = self._pipe = self._launch()
        if pipe.poll(START_SECONDS) and pipe.recv_bytes(len(READY)) == READY:
            return pipe
        self.end()
        raise ColdService(f"A worker was not ready within {START_SECONDS} seconds.")

    def run(self, parcel: Parcel, allowance: Allowance, report: Report, on_long: Callable[[], None]) -> Answer:
        """The answer to a call, within its time. `report` gets what the worker read in it first;
        `on_long` is called where it takes longer than most.

        Raises Late or Died; the worker is gone then.
        """
        pipe = self.start()
        steps = [(LONG_SECONDS, on_long), (STEP_BACK_SECONDS, self._step_back)]
        try:
            send(pipe, parcel)
            answer = self._await(pipe, allowance, report, steps)
        except (EOFError, OSError, Garbage) as error:
            logger.warning("worker %s died (%r)", self.pid, error)
            self.end()
            raise Died from error
        self._idle_since = monotonic()
        if answer.last or not steps:
            self.end(graceful=answer.last)
        return answer

    def _await(
        self,
        pipe: Connection,
        allowance: Allowance,
        report: Report,
        steps: list[tuple[float, Callable[[], None]]],
    ) -> Answer:
        """The answer. `steps` are what to do after so many seconds of work; takes away those that
        have been done."""
        watch = Stopwatch(self.pid or 0)
        while True:
            next_step = steps[0][0] if steps else allowance.work_seconds
            work_seconds = min(next_step, allowance.work_seconds)
            if pipe.poll(watch.until(work_seconds, allowance.clock_seconds)):
                message = receive(pipe, self._limits.answer_bytes + LINE_HEAD_BYTES)
                if isinstance(message, Answer):
                    return message
                report(message)
                allowance = allowance.shortened(message.deadline_seconds)
            elif bound := watch.exceeded(allowance):
                self.end()
                raise Late(bound, allowance)
            elif steps and watch.work_seconds >= next_step:
                steps.pop(0)[1]()

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
        """The pipe of a worker that begins to start; raises EOFError where the fork server ends
        while it is asked."""
        ours, theirs = self._context.Pipe()
        with theirs, ExitStack() as failure:
            failure.callback(ours.close)
            _never_wait_for_ever(ours)
            process = self._context.Process(
                target=live,
                args=(theirs, self._limits, self._task),
                name="bodycopy worker",
                daemon=True,
            )
            with _start, _no_main_module():
                process.start()
            self._process = process
            failure.pop_all()
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
