"""The call that the service exists for: a page in, its article out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, Response, g, request

from bodycopy.calls import Call
from bodycopy.config import Config
from bodycopy.isolation import Answer, Note, Runner
from bodycopy.options import warning_header
from bodycopy.render.encode import JSON_TYPE
from bodycopy.web.reading import read_call

WARNINGS_HEADER = "Bodycopy-Warnings"
"""Where the answer is no JSON, it says which options were not as they should be."""

SANDBOX = "sandbox; default-src 'none'; img-src * data:; style-src 'unsafe-inline'"
"""Opened in a browser, a page of somebody else's must have no rights on our address, however well it was cleaned."""


def page_routes(config: Config, runner: Runner) -> Blueprint:
    """The routes that take pages."""
    routes = Blueprint("pages", __name__)

    @routes.post("/v1/extract")
    def extract_page() -> Response:
        call = read_call(request, config)
        notes: list[Note] = []
        with _noting_warnings(call, notes):
            answer = runner.submit_call(call, report=notes.append).result()
        return _respond(answer)

    return routes


@contextmanager
def _noting_warnings(call: Call, notes: list[Note]) -> Iterator[None]:
    """Keep the warnings of the options for the answer, whoever read them, if they were read."""
    try:
        yield
    finally:
        if call.source_type is not None:
            g.warnings = call.options.warnings
        elif notes:
            g.warnings = notes[-1].warnings


def _respond(answer: Answer) -> Response:
    g.error_code = answer.code
    response = Response(answer.body, status=answer.status, content_type=answer.media_type)
    if answer.media_type.startswith("text/html"):
        response.headers["Content-Security-Policy"] = SANDBOX
    warnings = g.get("warnings")
    if warnings and answer.media_type != JSON_TYPE:
        response.headers[WARNINGS_HEADER] = warning_header(warnings)
    return response
