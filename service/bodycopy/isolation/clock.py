"""How much of its time a page has had: the work done on it, and the clock on the wall.

A page is judged by the processor time that its worker spent on it. On a busy machine the clock goes
on while the page waits for a processor, and a page that needs thirty milliseconds can take seconds.
The clock is a second, longer bound, for what waits without working.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from time import clock_gettime, monotonic
from typing import Literal

from bodycopy.errors import DeadlineExceeded

Bound = Literal["work", "clock"]

LONGEST_SLEEP_SECONDS = 1.0
SHORTEST_SLEEP_SECONDS = 0.01
"""A worker that has little time left but no processor is not asked for it without end."""


def processor_seconds(pid: int) -> float:
    """The processor time that a process has had so far, of all of its threads; 0 where there is no
    such process any more."""
    with suppress(OSError):
        return clock_gettime(_processor_clock(pid))
    return 0.0


def _processor_clock(pid: int) -> int:
    """The kernel's number for the processor clock of a process, as clock_getcpuclockid(3) gives it
    (MAKE_PROCESS_CPUCLOCK with CPUCLOCK_SCHED, from <linux/posix-timers_types.h>)."""
    return (~pid << 3) | 2


@dataclass(frozen=True, slots=True)
class Allowance:
    """The time that a page may take: seconds of work, and seconds by the clock."""

    work_seconds: float
    clock_seconds: float

    def shortened(self, work_seconds: float | None) -> Allowance:
        """The allowance of a page that asks for less; the clock's share goes with it."""
        if work_seconds is None or work_seconds >= self.work_seconds:
            return self
        share = work_seconds / self.work_seconds
        return replace(self, work_seconds=work_seconds, clock_seconds=self.clock_seconds * share)


class Stopwatch:
    """The time that a worker has spent on a page, from now on."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._began = monotonic()
        self._work_before = processor_seconds(pid)

    @property
    def work_seconds(self) -> float:
        """The processor time that the page has had."""
        return max(processor_seconds(self._pid) - self._work_before, 0.0)

    def exceeded(self, allowance: Allowance) -> Bound | None:
        """Which bound the page has reached, if any."""
        if self.work_seconds >= allowance.work_seconds:
            return "work"
        if monotonic() - self._began >= allowance.clock_seconds:
            return "clock"
        return None

    def until(self, work_seconds: float, clock_seconds: float) -> float:
        """How many seconds to wait before it is worth looking again: no process works for longer
        than the clock goes on."""
        work_left = work_seconds - self.work_seconds
        clock_left = clock_seconds - (monotonic() - self._began)
        soonest = max(min(work_left, clock_left), SHORTEST_SLEEP_SECONDS)
        return min(soonest, LONGEST_SLEEP_SECONDS)


def deadline_exceeded(bound: Bound, allowance: Allowance) -> DeadlineExceeded:
    """The error of a page that has reached a bound; the two are told apart, for the same page may
    come out well on a machine that is less busy."""
    work, clock = allowance.work_seconds, allowance.clock_seconds
    if bound == "work":
        return DeadlineExceeded(
            f"The page took more than the {work:g} seconds of processor time that it may take.",
            deadline_seconds=work,
            bound=bound,
        )
    return DeadlineExceeded(
        f"The page was not done after {clock:g} seconds by the clock, with less than {work:g} seconds "
        "of processor time: the machine is busy, or the page waits for something.",
        deadline_seconds=work,
        wall_seconds=clock,
        bound=bound,
    )
