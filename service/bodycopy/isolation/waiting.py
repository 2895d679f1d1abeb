"""The calls that wait for a worker, in two lanes that take turns.

Calls of their own are refused where too many wait, or too much; those of a batch wait as long as it
takes, since their sender is slowed down instead.

There are as many places in front as there are processors for them. A page that takes longer than
most leaves its place, and goes on beside the others: who comes behind it waits for a twentieth of a
second, and not for as long as somebody else's page likes to take. What is behind the front is
bounded too; when it is full, a long page keeps its place.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Condition, Lock

from bodycopy.errors import Overloaded
from bodycopy.isolation.answer import Answer, Report
from bodycopy.isolation.clock import Allowance
from bodycopy.isolation.feed import Parcel

RETRY_AFTER_SECONDS = 1

LOOK_SECONDS = 1.0
"""So often a thread without work looks whether its worker still lives."""

WAITING_BYTES = 64 * 1024 * 1024
"""So much may be inside, waiting or in work, unless it is a single call. More of it is refused."""


@dataclass(slots=True)
class Waiting:
    """A call that waits for a worker, or is in work."""

    parcel: Parcel
    allowance: Allowance
    patience: float | None
    """Until when it may wait for a worker, by the monotonic clock; for ever if None."""
    report: Report
    future: Future[Answer]
    is_in_front: bool = False
    """Whether it has one of the places in front."""

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.parcel.content)


class Queue:
    """The two lanes, and the places in front, under one lock.

    `most` calls of their own may be inside at a time, `front` pages in front, and `spares` workers
    beside those for the front may be started.
    """

    def __init__(self, most: int, front: int, spares: int) -> None:
        self.closed = False
        self._places = front
        self._spares = spares
        self._front = self._behind = 0
        self._started = front
        """Workers that there are: those for the front, and spare ones."""
        self._most = most
        self._calls: deque[Waiting] = deque()
        self._batches: deque[Waiting] = deque()
        self._calls_inside = 0
        self._bytes_inside = 0
        self._batch_was_last = True
        self._lock = Lock()
        self._started_wait = Condition(self._lock)
        self._others_wait = Condition(self._lock)
        """Apart, so that a call wakes the thread of a worker that is there, and nobody else."""

    def put(self, waiting: Waiting) -> None:
        """Put a call at the end of its lane; raises Overloaded where it cannot wait."""
        with self._lock:
            if self.closed:
                raise Overloaded("The service is stopping.", retry_after=RETRY_AFTER_SECONDS)
            if waiting.patience is None:
                self._batches.append(waiting)
            else:
                self._admit(waiting)
                self._calls.append(waiting)
            self._wake()

    def _admit(self, waiting: Waiting) -> None:
        too_many = self._calls_inside >= self._most
        too_much = self._bytes_inside + waiting.size > WAITING_BYTES
        if too_many or (self._calls_inside and too_much):
            raise overloaded()
        self._calls_inside += 1
        self._bytes_inside += waiting.size
        waiting.future.add_done_callback(self._leave(waiting.size))

    def _leave(self, size: int) -> Callable[[Future[Answer]], None]:
        """What to do when a call of such a size has been answered."""

        def leave(_: Future[Answer]) -> None:
            with self._lock:
                self._calls_inside -= 1
                self._bytes_inside -= size

        return leave

    @property
    def done(self) -> bool:
        """Whether nothing waits, and nothing will."""
        return self.closed and self._empty

    @property
    def _empty(self) -> bool:
        return not (self._calls or self._batches)

    def next(self, *, is_started: bool) -> Waiting | None:
        """The call whose turn it is, for a worker that is there already, or for one that would have
        to be started; None where none came for a while."""
        with self._lock:
            change = self._started_wait if is_started else self._others_wait
            change.wait_for(lambda: self.done or self._may_take(is_started), LOOK_SECONDS)
            if not self._may_take(is_started):
                return None
            batch = bool(self._batches) and not (self._calls and self._batch_was_last)
            self._batch_was_last = batch
            waiting = self._batches.popleft() if batch else self._calls.popleft()
            waiting.is_in_front = True
            self._front += 1
            self._started += not is_started
            return waiting

    def _may_take(self, is_started: bool) -> bool:
        """A worker is started only where each of those that there are has a page."""
        has_turn = not self._empty and self._front < self._places
        return has_turn and (is_started or self._all_busy)

    @property
    def _all_busy(self) -> bool:
        return self._started <= self._front + self._behind

    def _wake(self) -> None:
        """Wake a thread that may take the next call; the lock is held."""
        if not self._empty and self._front < self._places:
            (self._others_wait if self._all_busy else self._started_wait).notify()

    def go_behind(self, waiting: Waiting) -> None:
        """A page takes longer than most: let the next one come, if there is room."""
        with self._lock:
            if waiting.is_in_front and self._behind < self._spares:
                waiting.is_in_front = False
                self._front -= 1
                self._behind += 1
                self._wake()

    def leave(self, waiting: Waiting) -> None:
        """A page is done."""
        with self._lock:
            if waiting.is_in_front:
                self._front -= 1
            else:
                self._behind -= 1
            self._wake()

    def on_spare_ended(self) -> None:
        """A spare worker is there no more."""
        with self._lock:
            self._started -= 1

    def close(self) -> None:
        """Take no more."""
        with self._lock:
            self.closed = True
            self._started_wait.notify_all()
            self._others_wait.notify_all()

    def refuse_the_rest(self) -> None:
        """Answer what waits, where nobody is left to work on it."""
        for lane in (self._calls, self._batches):
            while lane:
                waiting = lane.popleft()
                if waiting.future.set_running_or_notify_cancel():
                    waiting.future.set_exception(overloaded())


def overloaded() -> Overloaded:
    """The error of a call that cannot wait, or has waited too long."""
    return Overloaded("Too many pages are waiting. Try again after a while.", retry_after=RETRY_AFTER_SECONDS)
