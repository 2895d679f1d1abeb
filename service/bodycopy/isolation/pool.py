"""A pool of workers: pages in, Futures of answers out.

There is a thread for each worker, which takes the next page, has it done and keeps the worker alive. Pages wait in two lanes:
calls of their own, of which only so many may wait, and those of a batch, whose sender is slowed down instead. The lanes take
turns.
"""

from __future__ import annotations

import atexit
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Condition, Thread
from time import monotonic, sleep
from typing import Protocol

from bodycopy.errors import BodycopyError, DeadlineExceeded, Overloaded, PageFailed, WorkerDied
from bodycopy.isolation.answer import Answer
from bodycopy.isolation.feed import Parcel, wrap
from bodycopy.isolation.keeper import Died, Keeper, Late, logger
from bodycopy.isolation.limits import Limits
from bodycopy.isolation.trial import ColdService
from bodycopy.isolation.worker import Task
from bodycopy.model import Options, Source

MOST_DEATHS = 2
"""A page that ends two workers is not given a third. One death may have been somebody else's doing."""

RESTART_SECONDS = 1.0
"""How long to wait before another try where no worker could be started."""

RETRY_AFTER_SECONDS = 1

LOOK_SECONDS = 1.0
"""So often a thread without work looks whether its worker still lives."""


class Runner(Protocol):
    """Whoever turns pages into answers: a Pool, or what a test puts in its place."""

    @property
    def ready(self) -> bool:
        """Whether a page would be taken."""

    def submit(
        self, source: Source, options: Options, deadline_seconds: float | None = None, *, patient: bool = False
    ) -> Future[Answer]:
        """The answer to a page, when it is there."""


@dataclass(slots=True)
class _Page:
    parcel: Parcel
    seconds: float
    patience: float | None
    """Until when it may wait for a worker; for ever if None."""
    future: Future[Answer]


class Pool:
    """Worker processes, and the pages that wait for one."""

    def __init__(self, limits: Limits, task: Task | None = None) -> None:
        self.limits = limits
        self.closed = False
        self._keepers = [Keeper(limits, task) for _ in range(limits.workers)]
        self._threads = [Thread(target=self._tend, args=(each,), daemon=True) for each in self._keepers]
        self._calls: deque[_Page] = deque()
        self._batches: deque[_Page] = deque()
        self._calls_inside = 0
        self._batch_was_last = True
        self._change = Condition()

    def __enter__(self) -> Pool:
        """The pool, started."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Close the pool."""
        self.close()

    def start(self) -> None:
        """Start the workers; all are ready when this returns. Raises ColdService where one does not start."""
        atexit.register(self.close)  # before multiprocessing waits for its children
        try:
            for keeper in self._keepers:
                keeper.start()
        except ColdService:
            self.close()
            raise
        for thread in self._threads:
            thread.start()

    @property
    def ready(self) -> bool:
        """Whether a worker is there to take a page."""
        return not self.closed and any(keeper.pid for keeper in self._keepers)

    @property
    def pids(self) -> list[int]:
        """The worker processes that there are just now."""
        return [pid for keeper in self._keepers if (pid := keeper.pid)]

    def submit(
        self, source: Source, options: Options, deadline_seconds: float | None = None, *, patient: bool = False
    ) -> Future[Answer]:
        """The answer to a page, when it is there, or an error of the family.

        `deadline_seconds` may shorten the pool's own deadline. A patient page waits for a worker as long as it takes. Any other
        is refused with Overloaded, which this raises where too many wait already; and so is every page after `close`.
        """
        seconds = min(deadline_seconds or self.limits.deadline_seconds, self.limits.deadline_seconds)
        patience = None if patient else monotonic() + self.limits.deadline_seconds
        page = _Page(wrap(source, options), seconds, patience, Future())
        with self._change:
            if self.closed:
                raise Overloaded("The service is stopping.", retry_after=RETRY_AFTER_SECONDS)
            if patient:
                self._batches.append(page)
            elif self._calls_inside >= self.limits.workers + self.limits.queue:
                raise _overloaded()
            else:
                self._calls_inside += 1
                page.future.add_done_callback(self._call_is_out)
                self._calls.append(page)
            self._change.notify()
        return page.future

    def close(self) -> None:
        """Take no more pages, finish those that are inside, and end the workers."""
        with self._change:
            self.closed = True
            self._change.notify_all()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()
        for keeper in self._keepers:
            keeper.end()
        atexit.unregister(self.close)

    def _call_is_out(self, _: Future[Answer]) -> None:
        with self._change:
            self._calls_inside -= 1

    def _tend(self, keeper: Keeper) -> None:
        """Have page after page done by a worker, and a new worker there before the next page comes."""
        while not (self.closed and self._empty):
            page = self._next()
            if page and page.future.set_running_or_notify_cancel():
                if page.patience is not None and monotonic() > page.patience:
                    page.future.set_exception(_overloaded())
                else:
                    self._settle(page, keeper)
            del page
            self._restart(keeper)

    @property
    def _empty(self) -> bool:
        return not (self._calls or self._batches)

    def _next(self) -> _Page | None:
        """The page whose turn it is; None where none came for a while."""
        with self._change:
            if self._empty and not self.closed:
                self._change.wait(LOOK_SECONDS)
            if self._empty:
                return None
            batch = bool(self._batches) and not (self._calls and self._batch_was_last)
            self._batch_was_last = batch
            return self._batches.popleft() if batch else self._calls.popleft()

    def _settle(self, page: _Page, keeper: Keeper) -> None:
        try:
            answer = self._run(page, keeper)
        except BodycopyError as error:
            page.future.set_exception(error)
        else:
            page.future.set_result(answer)
        finally:
            if not page.future.done():
                page.future.set_exception(BodycopyError("The pool failed on this page."))

    def _run(self, page: _Page, keeper: Keeper) -> Answer:
        """The answer to a page, given to a second worker if the first one died."""
        end = monotonic() + page.seconds
        for _ in range(MOST_DEATHS):
            try:
                answer = keeper.run(page.parcel, end - monotonic())
            except Died:
                continue
            except Late:
                break
            except ColdService as error:
                logger.error("no worker: %s", error)
                raise Overloaded("No worker could be started.", retry_after=RETRY_AFTER_SECONDS) from error
            if answer.failure is not None:
                raise PageFailed("The page brought up an error that nobody foresaw.", answer.failure)
            return answer
        else:
            raise WorkerDied(f"The page ended {MOST_DEATHS} worker processes and is not tried again.", deaths=MOST_DEATHS)
        raise DeadlineExceeded(
            f"The page took longer than the {page.seconds:g} seconds that it may take.", deadline_seconds=page.seconds
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


def _overloaded() -> Overloaded:
    return Overloaded("Too many pages are waiting. Try again after a while.", retry_after=RETRY_AFTER_SECONDS)
