"""A pool of workers: calls in, Futures of answers out.

There is a thread for each worker, which takes the next call, has it done and keeps the worker alive.
Calls wait in two lanes: those of their own, of which only so many may wait, and those of a batch,
whose sender is slowed down instead. The lanes take turns. A thread that stumbles (over want of
memory, or of files) has its call answered and goes on; one that falls is replaced.
"""

from __future__ import annotations

import atexit
from concurrent.futures import Future
from functools import partial
from threading import Thread
from time import monotonic, sleep
from typing import Protocol

from bodycopy.calls import Call
from bodycopy.errors import (
    BodycopyError,
    Overloaded,
    PageFailed,
    WorkerDied,
)
from bodycopy.isolation.answer import Answer, Note, Report
from bodycopy.isolation.answering import Task
from bodycopy.isolation.clock import Allowance, deadline_exceeded
from bodycopy.isolation.feed import wrap
from bodycopy.isolation.keeper import Died, Keeper, Late, logger
from bodycopy.isolation.limits import Limits
from bodycopy.isolation.trial import ColdService
from bodycopy.isolation.waiting import RETRY_AFTER_SECONDS, Queue, Waiting, overloaded
from bodycopy.model import Options, Source

MOST_DEATHS = 2
"""A page that ends two workers is not given a third. One death may have been somebody else's doing."""

SPARE_SECONDS = 10.0
"""A spare worker without a page is kept for so long."""

RESTART_SECONDS = 1.0
"""How long to wait before another try where no worker could be started."""

SHORTAGES = (MemoryError, OSError, EOFError, RuntimeError)
"""What a thread stumbles over where the machine has no more memory, files or processes to give."""


class Runner(Protocol):
    """Whoever turns calls into answers: a Pool, or what a test puts in its place."""

    @property
    def ready(self) -> bool:
        """Whether a page would be taken."""

    def submit_call(self, call: Call, *, patient: bool = False, report: Report | None = None) -> Future[Answer]:
        """The answer to a call, when it is there."""


class Pool:
    """Worker processes, and the calls that wait for one."""

    def __init__(self, limits: Limits, task: Task | None = None) -> None:
        self.limits = limits
        self._queue = Queue(limits.workers + limits.queue, limits.workers, limits.spares)
        self._keepers = [Keeper(limits, task) for _ in range(limits.workers)]
        self._spares = [Keeper(limits, task) for _ in range(limits.spares)]
        self._threads: dict[Keeper, Thread] = {}

    def __enter__(self) -> Pool:
        """The pool, started."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Close the pool."""
        self.close()

    def start(self) -> None:
        """Start the workers; all are ready when this returns. Raises ColdService where one does not
        start."""
        atexit.register(self.close)  # before multiprocessing waits for its children
        try:
            for keeper in self._keepers:
                keeper.start()
        except ColdService:
            self.close()
            raise
        for keeper in (*self._keepers, *self._spares):
            self._start_thread(keeper)

    @property
    def closed(self) -> bool:
        """Whether no more calls are taken."""
        return self._queue.closed

    @property
    def ready(self) -> bool:
        """Whether a worker is there, and a thread to hand it a page."""
        return not self.closed and any(keeper.pid for keeper in self._tended)

    @property
    def _tended(self) -> list[Keeper]:
        """Those for the front whose threads live. Spare workers do not take a page without them."""
        return [each for each in self._keepers if each in self._threads and self._threads[each].is_alive()]

    @property
    def pids(self) -> list[int]:
        """The worker processes that there are just now."""
        return [pid for keeper in (*self._keepers, *self._spares) if (pid := keeper.pid)]

    def submit(
        self,
        source: Source,
        options: Options,
        deadline_seconds: float | None = None,
        *,
        patient: bool = False,
    ) -> Future[Answer]:
        """The answer to a page, when it is there, or an error of the family; as `submit_call`.

        `deadline_seconds`, of work, may shorten the pool's own deadline.
        """
        call = Call.of_page(source, options, deadline_seconds)
        return self.submit_call(call, patient=patient)

    def submit_call(self, call: Call, *, patient: bool = False, report: Report | None = None) -> Future[Answer]:
        """The answer to a call, when it is there, or an error of the family.

        `report` is told what the worker read in the call before it began with its page; it is
        called in another thread. A patient call waits for a worker as long as it takes. Any other
        is refused with Overloaded, which this raises where too much waits already; and so is every
        call after `close`.
        """
        limits = self.limits
        whole = Allowance(limits.deadline_seconds, limits.wall_seconds)
        waiting = Waiting(
            wrap(call),
            whole.shortened(call.deadline_seconds),
            None if patient else monotonic() + limits.wall_seconds,
            report or _ignore,
            Future(),
        )
        if not self.closed and not self._tended:
            raise Overloaded("No worker is ready.", retry_after=RETRY_AFTER_SECONDS)
        self._queue.put(waiting)
        return waiting.future

    def close(self) -> None:
        """Take no more calls, finish those that are inside, and end the workers."""
        self._queue.close()
        for thread in list(self._threads.values()):
            thread.join()
        for keeper in (*self._keepers, *self._spares):
            keeper.end()
        self._queue.refuse_the_rest()
        atexit.unregister(self.close)

    def _start_thread(self, keeper: Keeper) -> None:
        thread = Thread(target=self._tend, args=(keeper,), name="bodycopy keeper", daemon=True)
        thread.start()
        self._threads[keeper] = thread

    def _tend(self, keeper: Keeper) -> None:
        """Have call after call done by a worker, whatever happens on the way."""
        ended_well = False
        try:
            while not self._queue.done:
                try:
                    self._do_next(keeper)
                except SHORTAGES as error:
                    logger.error("a shortage: %r", error)
                    keeper.end()
                    sleep(RESTART_SECONDS)
            ended_well = True
        finally:
            if not ended_well and not self.closed:  # the error itself goes to the log
                self._start_thread(keeper)

    def _do_next(self, keeper: Keeper) -> None:
        """Have the next call done, and see to the worker for another one."""
        is_spare = keeper in self._spares
        waiting = self._queue.next(is_started=not is_spare or keeper.is_kept)
        if waiting is None:
            if is_spare and keeper.is_kept and keeper.idle_seconds > SPARE_SECONDS:
                self._end_spare(keeper)
        else:
            keeper.is_kept = True
            try:
                self._work_on(waiting, keeper)
            finally:
                self._queue.leave(waiting)
        if not is_spare:
            self._restart(keeper)

    def _end_spare(self, keeper: Keeper) -> None:
        keeper.is_kept = False
        keeper.end()
        self._queue.on_spare_ended()

    def _work_on(self, waiting: Waiting, keeper: Keeper) -> None:
        if not waiting.future.set_running_or_notify_cancel():
            return
        if waiting.patience is not None and monotonic() > waiting.patience:
            waiting.future.set_exception(overloaded())
        else:
            self._settle(waiting, keeper)

    def _settle(self, waiting: Waiting, keeper: Keeper) -> None:
        """Have a call done, and its Future settled in whatever way."""
        error: BodycopyError = BodycopyError("The pool failed on this page.")
        try:
            waiting.future.set_result(self._run(waiting, keeper))
        except BodycopyError as failure:
            error = failure
        except SHORTAGES:
            error = Overloaded(
                "The service is short of memory, files or processes.",
                retry_after=RETRY_AFTER_SECONDS,
            )
            raise
        finally:
            if not waiting.future.done():
                waiting.future.set_exception(error)

    def _run(self, waiting: Waiting, keeper: Keeper) -> Answer:
        """The answer to a call, given to a second worker if the first one died."""
        for _ in range(MOST_DEATHS):
            try:
                on_long = partial(self._queue.go_behind, waiting)
                answer = keeper.run(waiting.parcel, waiting.allowance, waiting.report, on_long)
            except Died:
                continue
            except Late as late:
                raise deadline_exceeded(late.bound, late.allowance) from late
            except ColdService as error:
                logger.error("no worker: %s", error)
                raise Overloaded("No worker could be started.", retry_after=RETRY_AFTER_SECONDS) from error
            if answer.failure is not None:
                raise PageFailed("The page brought up an error that nobody foresaw.", answer.failure)
            return answer
        raise WorkerDied(
            f"The page ended {MOST_DEATHS} worker processes and is not tried again.",
            deaths=MOST_DEATHS,
        )

    def _restart(self, keeper: Keeper) -> None:
        """Start a worker where the last one has ended."""
        if self.closed:
            return
        try:
            keeper.start()
        except ColdService as error:
            logger.error("no worker: %s", error)
            sleep(RESTART_SECONDS)


def _ignore(_: Note) -> None:
    """Nobody asked what the worker read in a call."""
