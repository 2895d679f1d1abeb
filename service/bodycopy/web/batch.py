"""Pages by the line: NDJSON in, NDJSON out, in the same order, neither ever held as a whole.

A thread reads lines and hands their pages to the workers, as long as there is room; the thread of the request writes the
answers. Room is counted in pages and in bytes: where workers are slower than the sender, or the reader slower than the workers,
no more is read until there is room again.
"""

from __future__ import annotations

import socket
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Condition, Thread
from time import monotonic
from typing import Any

from gunicorn.http.errors import ParseException

from bodycopy.config import Config
from bodycopy.errors import BodycopyError, Overloaded, RequestError, RequestTimeout, TooLarge
from bodycopy.isolation import Answer, Runner
from bodycopy.model import Format, Options
from bodycopy.render import dump_json, warning_list
from bodycopy.render.encode import JSON_TYPE
from bodycopy.web.envelope import describe
from bodycopy.web.reading import load_object, read_members
from bodycopy.web.sockets import PacedSocket

ID = "id"
LONGEST_ID = 1000

PAGES_A_WORKER = 2
"""So many pages of a batch are inside for each worker: one in work and one that waits, or workers would wait for us."""
HELD_BYTES = 8 * 1024 * 1024
"""So much of a batch is held, pages and answers together, unless a single page is larger."""

LOOK_SECONDS = 0.5
"""So often a batch that waits looks whether the service is stopping."""


@dataclass(slots=True)
class Line:
    """A line of a batch on its way to being answered."""

    number: int
    id: str | int | float | None = None
    options: Options | None = None
    """None where they could not be read."""
    size: int = 0
    future: Future[Answer] = field(default_factory=Future)


class Batch:
    """The lines of one request."""

    def __init__(
        self,
        lines: Iterator[bytes | TooLarge],
        query: Mapping[str, list[str]],
        runner: Runner,
        config: Config,
        connection: PacedSocket | None,
        is_stopping: Callable[[], bool],
    ) -> None:
        self.answered = self.failed = 0
        self._lines = lines
        self._query = query
        self._runner = runner
        self._config = config
        self._connection = connection
        self._is_stopping = is_stopping
        self._inside: deque[Line] = deque()
        self._read_all = self._abandoned = False
        self._change = Condition()
        self._reader = Thread(target=self._read, name="batch", daemon=True)

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
        if self._connection is not None:
            with suppress(OSError):
                self._connection.shutdown(socket.SHUT_RD)

    def _read(self) -> None:
        number = 0
        problem: BodycopyError | None = BodycopyError("The service failed while it read the batch.")
        try:
            for number, line in enumerate(self._in_time(), 1):
                if not self._take(number, line):
                    break
            problem = None
        except BodycopyError as error:
            problem = error
        except TimeoutError:
            problem = RequestTimeout("The next line did not come in time.")
        except (OSError, ParseException):
            problem = RequestError("The body could not be read to its end.")
        finally:
            if problem:
                self._end_with(number + 1, problem)
            with self._change:
                self._read_all = True
                self._change.notify_all()

    def _in_time(self) -> Iterator[bytes | TooLarge]:
        """The lines, each of which has so long to arrive."""
        while True:
            if self._connection is not None:
                self._connection.read_until = monotonic() + self._config.body_seconds
            line = next(self._lines, None)
            if line is None:
                return
            yield line

    def _take(self, number: int, content: bytes | TooLarge) -> bool:
        """Hand the page of a line to the workers, when there is room; whether to go on."""
        if isinstance(content, bytes) and not content.strip():
            return True
        size = len(content) if isinstance(content, bytes) else 0
        with self._change:
            self._change.wait_for(lambda: self._abandoned or self._has_room(size))
            if self._abandoned:
                return False
        if self._is_stopping():
            self._end_with(number, Overloaded("The service is stopping.", retry_after=1))
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
        members = load_object(content)
        line.id = _read_id(members.pop(ID, None))
        rest = {name: values for name, values in self._query.items() if members.get(name) is None}
        call = read_members(members, rest, self._config)
        line.options = call.options
        line.future = self._runner.submit(call.source, call.options, call.deadline_seconds, patient=True)

    def _end_with(self, number: int, error: BodycopyError) -> None:
        """Where no more can be read, a last line says why."""
        if self._is_stopping() and not isinstance(error, Overloaded):
            error = Overloaded("The service is stopping.", retry_after=1)
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
        warnings = {"warnings": warning_list(line.options.warnings)} if line.options else {}
        if isinstance(error, BodycopyError):
            self.failed += 1
            described = describe(error)
            described["error"]["detail"] = {"line": line.number, **described["error"]["detail"]}
            return dump_json({ID: line.id, "status": error.status, **described, **warnings}) + b"\n"
        answer = line.future.result()
        self.failed += answer.code is not None
        head: dict[str, Any] = {ID: line.id, "status": answer.status}
        if answer.media_type == JSON_TYPE:
            # The answer is an object in one line already: its members go on where those of the head end.
            return dump_json(head)[:-1] + b"," + answer.body[1:] + b"\n"
        form = line.options.format if line.options else Format.JSON
        return dump_json({**head, form.value: answer.body.decode().removesuffix("\n"), **warnings}) + b"\n"


def _read_id(value: Any) -> str | int | float | None:
    if value is None or (isinstance(value, str | int | float) and len(str(value)) <= LONGEST_ID):
        return value
    raise RequestError(f"The id of a line is a string of up to {LONGEST_ID} characters, or a number.")
