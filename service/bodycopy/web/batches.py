"""POST /v1/extract/batch: the request, and the response that is written while it is still being read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from threading import Lock
from time import perf_counter

from flask import Blueprint, Response, current_app, g, request, stream_with_context

from bodycopy.calls.content_encoding import decompress_stream, read_codings
from bodycopy.calls.lines import NDJSON
from bodycopy.config import Config
from bodycopy.errors import Overloaded, UnsupportedInput
from bodycopy.isolation import Runner
from bodycopy.options import read_timed_options, shown
from bodycopy.web import logs
from bodycopy.web.batch import Batch
from bodycopy.web.lines import PageLines, arriving, stream_of
from bodycopy.web.packing import Packer, choose_packer

BATCH_PATH = "/v1/extract/batch"
ACCEPTED_TYPES = (NDJSON, "application/ndjson", "application/jsonl", "application/x-jsonlines")


class Places:
    """The batches in work, of which there may be `most` at a time.

    One that only waits for its client gives up its place where another one needs it: slow senders
    cost next to nothing, but they must not keep out the others.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._batches: list[Batch] = []
        self._lock = Lock()

    def take(self, batch: Batch) -> None:
        """Give a batch a place; raises Overloaded where there is none."""
        with self._lock:
            if len(self._batches) >= self._most:
                slowest = max(self._batches, key=lambda each: each.slowness, default=None)
                if slowest is None or not slowest.slowness:
                    raise Overloaded("Too many batches are in work. Try again after a while.", retry_after=1)
                self._batches.remove(slowest)
                slowest.make_way()
            self._batches.append(batch)

    def leave(self, batch: Batch) -> None:
        """A batch has ended."""
        with self._lock:
            if batch in self._batches:
                self._batches.remove(batch)


def batch_routes(config: Config, runner: Runner) -> Blueprint:
    """The route that takes batches, only so many at a time."""
    routes = Blueprint("batches", __name__)
    places = Places(config.batches)

    @routes.post(BATCH_PATH)
    def extract_batch() -> Response:
        if request.mimetype not in ACCEPTED_TYPES:
            raise _unsupported(request.mimetype)
        codings = read_codings(request.headers.get("Content-Encoding", ""))
        query = request.args.to_dict(flat=False)
        # What is wrong for every line is told at once.
        read_timed_options(query, config.deadline_seconds)
        lines = PageLines(config.max_body_bytes).read(decompress_stream(arriving(request), codings))
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        batch = Batch(lines, query, runner, config, stream_of(request), lambda: app.stopping)
        places.take(batch)
        ending = ExitStack()
        ending.callback(places.leave, batch)
        ending.callback(batch.abandon)
        return _respond(batch, ending)

    return routes


def _respond(batch: Batch, ending: ExitStack) -> Response:
    coding, packer = choose_packer(request.accept_encodings)
    response = Response(stream_with_context(_write(batch, packer, ending)), content_type=NDJSON)
    response.call_on_close(ending.close)  # also where nobody has begun to write
    response.headers["X-Accel-Buffering"] = "no"  # nginx would collect the lines
    response.vary.add("Accept-Encoding")
    if coding:
        response.headers["Content-Encoding"] = coding
    return response


def _write(batch: Batch, packer: Packer, ending: ExitStack) -> Iterator[bytes]:
    started = perf_counter()
    with ending:
        for lines in batch.answers():
            yield packer.pack(lines)
        if end := packer.end():
            yield end
    fields = {"request_id": g.request_id, "lines": batch.answered, "failed": batch.failed}
    ms = round((perf_counter() - started) * 1000, 1)
    logs.logger.info("batch", extra={"fields": {**fields, "ms": ms}})


def _unsupported(media_type: str) -> UnsupportedInput:
    return UnsupportedInput(
        f"The Content-Type {shown(media_type)!r} is no batch. Send lines of JSON as {NDJSON}.",
        content_type=shown(media_type),
        allowed=list(ACCEPTED_TYPES),
    )
