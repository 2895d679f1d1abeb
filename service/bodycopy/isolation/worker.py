"""The life of a worker process: a page in through its pipe, an answer out, until it is told to end or has lived enough."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection

import orjson

from bodycopy.calls import Call
from bodycopy.errors import MemoryExceeded
from bodycopy.isolation import bounds
from bodycopy.isolation.answer import Answer, send_answer, send_note
from bodycopy.isolation.answering import Task, answer_call
from bodycopy.isolation.feed import receive
from bodycopy.isolation.limits import MIB, Limits

READY = b"ready"


def live(pipe: Connection, limits: Limits, task: Task | None) -> None:
    """Answer the calls that come through the pipe, until it is closed. `task` answers their pages;
    it is answer_page unless a test brings another."""
    bounds.die_with_parent()
    bounds.leave_stops_to_the_keeper()
    do = task or _answer_page()
    memory = bounds.limit_memory(limits.page_memory_bytes, limits.recycle_bytes)
    with _last_words(pipe, memory):
        pipe.send_bytes(READY)
        for page in range(1, limits.recycle_pages + 1):
            answer = _answer(do, pipe, memory)
            if answer is None:
                return
            if page == limits.recycle_pages or memory.is_spent():
                answer = replace(answer, last=True)
            send_answer(pipe, answer)
            if answer.last:
                return


def _answer_page() -> Task:
    """Imported here, and not by whoever keeps workers: it brings the whole pipeline."""
    from bodycopy.isolation.task import answer_page

    return answer_page


def _answer(do: Task, pipe: Connection, memory: bounds.Memory) -> Answer | None:
    """The answer to the next call; None if there is none."""
    try:
        call = _next(pipe)
        return answer_call(call, do, partial(send_note, pipe)) if call else None
    except MemoryError:
        # Whatever holds the page goes with the traceback, so there is room for an answer again.
        pass
    return _too_much(memory)


def _next(pipe: Connection) -> Call | None:
    try:
        return receive(pipe)
    except (EOFError, ConnectionError):
        return None


def _too_much(memory: bounds.Memory) -> Answer:
    error = MemoryExceeded(
        f"The page takes more than the {memory.page_bytes // MIB} MiB of memory that a page may have.",
        limit=memory.page_bytes,
    )
    body = orjson.dumps(error.envelope())
    return Answer(error.status, "application/json; charset=utf-8", body, error.code, last=True)


@contextmanager
def _last_words(pipe: Connection, memory: bounds.Memory) -> Iterator[None]:
    """An error that nobody foresaw ends the worker, for nobody knows what it leaves behind; but it
    is told first."""
    ended_well = False
    try:
        yield
        ended_well = True
    finally:
        if not ended_well:
            failure = Answer(500, "", b"", last=True, failure=traceback.format_exc())
            with suppress(OSError):
                send_answer(pipe, _too_much(memory) if memory.was_short() else failure)
            os._exit(1)
