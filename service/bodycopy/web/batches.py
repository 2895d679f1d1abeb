"""POST /v1/extract/batch: the request, and the response that is written while it is still being read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from threading import BoundedSemaphore
from time import perf_counter

from flask import Blueprint, Response, current_app, g, request, stream_with_context

from bodycopy.config import Config
from bodycopy.errors import Overloaded, UnsupportedInput
from bodycopy.isolation import Runner
from bodycopy.options import CALL_OPTIONS, shown
from bodycopy.web import logs
from bodycopy.web.batch import Batch
from bodycopy.web.codings import decompress_stream, read_codings
from bodycopy.web.lines import arriving, split_lines
from bodycopy.web.packing import Packer, choose_packer
from bodycopy.web.reading import read_call_options

BATCH_PATH = "/v1/extract/batch"
NDJSON = "application/x-ndjson"
ACCEPTED_TYPES = (NDJSON, "application/ndjson", "application/jsonl", "application/x-jsonlines")


def batch_routes(config: Config, runner: Runner) -> Blueprint:
    """The route that takes batches, only so many at a time."""
    routes = Blueprint("batches", __name__)
    places = BoundedSemaphore(config.batches) if config.batches else None

    @routes.post(BATCH_PATH)
    def extract_batch() -> Response:
        if request.mimetype not in ACCEPTED_TYPES:
            raise _unsupported(request.mimetype)
        codings = read_codings(request.headers.get("Content-Encoding", ""))
        query = request.args.to_dict(flat=False)
        read_call_options(query, CALL_OPTIONS, config)  # what is wrong for every line is told at once
        if places is None or not places.acquire(blocking=False):
            raise Overloaded("Too many batches are in work. Try again after a while.", retry_after=1)
        lines = split_lines(decompress_stream(arriving(request), codings), config.max_body_bytes)
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        connection = request.environ.get("gunicorn.socket")
        if connection is not None:
            connection.may_leave = False  # whoever reads slowly is to be waited for
        batch = Batch(lines, query, runner, config, connection, lambda: app.stopping)
        ending = ExitStack()
        ending.callback(places.release)
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
