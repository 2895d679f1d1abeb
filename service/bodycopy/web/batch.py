"""Pages by the line: NDJSON in, NDJSON out, in the same order, neither ever held as a whole.

A thread reads lines and hands them to the workers, unopened, as long as there is room; the thread of
the request writes the answers. Room is counted in pages and in bytes: where workers are slower than
the sender, or the reader slower than the workers, no more is read until there is room again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Condition, Thread
from time import monotonic

from bodycopy.calls import Call
from bodycopy.calls.lines import NDJSON, answer_line, error_line, with_line
from bodycopy.config import Config
from bodycopy.errors import BodycopyError, Overloaded, RequestError, RequestTimeout, TooLarge
from bodycopy.isolation import Answer, Note, Runner
from bodycopy.model import Options
from bodycopy.render import warning_list
from bodycopy.web.body_stream import BodyStream
from bodycopy.web.envelope import describe
from bodycopy.web.reading import call_limits

PAGES_A_WORKER = 2
"""So many pages of a batch are inside for each worker: one in work and one that waits, or workers
would wait for us."""
HELD_BYTES = 8 * 1024 * 1024
"""So much of a batch is held, pages and answers together, unless a single page is larger."""

LOOK_SECONDS = 0.5
"""So often a batch that waits looks whether the service is stopping."""

SLOW_SECONDS = 10.0
SLOW_SHARE = 0.9
"""A batch that is older, and has waited for its client for so much of its time, is slow."""


@dataclass(slots=True)
class Line:
    """A line of a batch on its way to being answered."""

    number: int
    note: Note | None = None
    """What a worker read in it; None where it did not get as far."""
    size: int = 0
    future: Future[Answer] = field(default_factory=Future)

    def take_note(self, note: Note) -> None:
        """Learn what a worker read in the line."""
        self.note = note


class Batch:
    """The lines of one request."""

    def __init__(
        self,
        lines: Iterator[tuple[int, bytes | TooLarge]],
        query: Mapping[str, list[str]],
        runner: Runner,
        config: Config,
        stream: BodyStream | None,
        is_stopping: Callable[[], bool],
    ) -> None:
        self.answered = self.failed = 0
        self._lines = lines
        self._query = query
        self._runner = runner
        self._config = config
        self._stream = stream
        self._is_stopping = is_stopping
        self._inside: deque[Line] = deque()
        self._last_number = 0
        self._read_all = self._abandoned = self._makes_way = False
        self._began = monotonic()
        self._waited_seconds = 0.0
        self._waits_since: float | None = None
        self._change = Condition()
        self._reader = Thread(target=self._read, name="batch", daemon=True)

    @property
    def slowness(self) -> float:
        """How many seconds it has waited for its client; 0 where it is not slow."""
        now = monotonic()
        age, since = now - self._began, self._waits_since
        waited = self._waited_seconds + (now - since if since is not None else 0.0)
        return waited if age > SLOW_SECONDS and waited > SLOW_SHARE * age else 0.0

    def make_way(self) -> None:
        """End with the lines that are inside: somebody else needs the place more."""
        self._makes_way = True
        self._hang_up()

    def answers(self) -> Iterator[bytes]:
        """The answers, each as a line, as they come; those that are there together come together."""
        self._reader.start()
        while lines := self._settled():
            yield b"".join(map(self._render, lines))

    def abandon(self) -> None:
        """Have no more done: nobody wants to know, or all is done."""
        with self._change:
            self._abandoned = True
            lines, self._inside = self._inside, deque()
            self._change.notify_all()
        for line in lines:
            line.future.cancel()
        if self._reader.is_alive():
            self._hang_up()
            self._reader.join()

    def _settled(self) -> list[Line]:
        """The next lines that have been answered, waiting for one; none when there are no more."""
        with self._change:
            while not (self._inside and self._inside[0].future.done()):
                if self._read_all and not self._inside:
                    return []
                if not self._change.wait(LOOK_SECONDS) and self._is_stopping() and not self._inside:
                    self._hang_up()
            lines = []
            while self._inside and self._inside[0].future.done():
                lines.append(self._inside.popleft())
            self._change.notify_all()
            return lines

    def _hang_up(self) -> None:
        """Wake the reader, which may be waiting for a client that has nothing to say."""
        if self._stream is not None:
            self._stream.end(RequestError("The batch was broken off."))

    def _read(self) -> None:
        problem: BodycopyError | None = BodycopyError("The service failed while it read the batch.")
        try:
            for number, line in self._in_time():
                self._last_number = number
                if not self._take(number, line):
                    break
            problem = None
        except BodycopyError as error:
            problem = error
        except TimeoutError:
            problem = RequestTimeout("The next page did not come in time.")
        finally:
            if problem:
                self._end_with(self._last_number + 1, problem)
            with self._change:
                self._read_all = True
                self._change.notify_all()

    def _in_time(self) -> Iterator[tuple[int, bytes | TooLarge]]:
        """The lines with a page, each of which has so long to arrive."""
        while True:
            began = self._waits_since = monotonic()
            if self._stream is not None:
                self._stream.read_until = began + self._config.body_seconds
            numbered = next(self._lines, None)
            self._waits_since = None
            self._waited_seconds += monotonic() - began
            if numbered is None:
                return
            yield numbered

    def _take(self, number: int, content: bytes | TooLarge) -> bool:
        """Hand a line to the workers, when there is room; whether to go on."""
        size = len(content) if isinstance(content, bytes) else 0
        with self._change:
            self._change.wait_for(lambda: self._abandoned or self._has_room(size))
            if self._abandoned:
                return False
        if self._is_stopping():
            self._end_with(number, _stopping())
            return False
        line = Line(number, size=size)
        try:
            self._submit(line, content)
        except BodycopyError as error:
            line.future.set_exception(error)
        self._append(line)
        return True

    def _has_room(self, size: int) -> bool:
        if not self._inside:
            return True
        working = sum(not line.future.done() for line in self._inside)
        held = sum(line.size for line in self._inside)
        return working < PAGES_A_WORKER * self._config.workers and held + size <= HELD_BYTES

    def _submit(self, line: Line, content: bytes | TooLarge) -> None:
        if isinstance(content, TooLarge):
            raise content
        limits = call_limits(self._config)
        call = Call(content, None, query=self._query, limits=limits, line=line.number)
        line.future = self._runner.submit_call(call, patient=True, report=line.take_note)

    def _end_with(self, number: int, error: BodycopyError) -> None:
        """Where no more can be read, a last line says why."""
        if self._is_stopping():
            error = _stopping()
        elif self._makes_way:
            error = Overloaded(
                "Others wait for a place, and this batch waited for its client. Send the rest again.",
                retry_after=1,
            )
        line = Line(number)
        line.future.set_exception(error)
        self._append(line)

    def _append(self, line: Line) -> None:
        with self._change:
            self._inside.append(line)
        line.future.add_done_callback(lambda future: self._on_answer(line, future))

    def _on_answer(self, line: Line, future: Future[Answer]) -> None:
        with self._change:
            settled = not future.cancelled() and future.exception() is None
            line.size = len(future.result().body) if settled else 0
            self._change.notify_all()

    def _render(self, line: Line) -> bytes:
        error = line.future.exception()
        self.answered += 1
        if isinstance(error, BodycopyError):
            self.failed += 1
            return self._render_error(line, error)
        answer = line.future.result()
        self.failed += answer.code is not None
        if answer.media_type == NDJSON:
            return answer.body
        id_ = line.note.id if line.note else None
        return answer_line(id_, answer.status, answer.media_type, answer.body, Options())

    def _render_error(self, line: Line, error: BodycopyError) -> bytes:
        told = with_line(describe(error), line.number)
        if line.note is None:
            return error_line(None, error.status, told)
        told["warnings"] = warning_list(line.note.warnings)
        return error_line(line.note.id, error.status, told)


def _stopping() -> Overloaded:
    return Overloaded("The service is stopping.", retry_after=1)
