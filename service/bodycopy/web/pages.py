"""The call that the service exists for: a page in, its article out."""

from __future__ import annotations

from flask import Blueprint, Response, g, request

from bodycopy.config import Config
from bodycopy.isolation import Answer, Runner
from bodycopy.model import Format, Options
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
        g.warnings = call.options.warnings
        answer = runner.submit(call.source, call.options, call.deadline_seconds).result()
        return _respond(answer, call.options)

    return routes


def _respond(answer: Answer, options: Options) -> Response:
    g.error_code = answer.code
    response = Response(answer.body, status=answer.status, content_type=answer.media_type)
    if options.format is Format.HTML:
        response.headers["Content-Security-Policy"] = SANDBOX
    if options.warnings and answer.media_type != JSON_TYPE:
        response.headers[WARNINGS_HEADER] = warning_header(options.warnings)
    return response
