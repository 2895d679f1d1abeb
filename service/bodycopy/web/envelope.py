"""Every error as one JSON envelope: those of our own family, Flask's, and those that nobody foresaw."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed, NotFound

from bodycopy.calls.content_encoding import ACCEPTED
from bodycopy.errors import BodycopyError, PageFailed
from bodycopy.render import dump_json, warning_list
from bodycopy.render.encode import JSON_TYPE
from bodycopy.web import logs

CODES = {400: "malformed", 413: "too_large", 500: "internal"}
"""Codes of Flask's errors where they should be those of our own family; the others are called as HTTP calls them."""


def answer_errors(app: Flask) -> None:
    """Have the app answer every error with an envelope."""
    app.register_error_handler(BodycopyError, _own_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(InternalServerError, _unforeseen_error)


def describe(error: BodycopyError) -> dict[str, Any]:
    """The envelope of an error of the family. A bug goes to the log; the caller gets the id under which it stands there."""
    if isinstance(error, PageFailed):
        logs.log_failure(error.report)
        return _failure()
    if error.code == BodycopyError.code:
        logs.log_exception(error)
    return error.envelope()


def _own_error(error: BodycopyError) -> Response:
    answer = describe(error)
    if "warnings" in g:  # the options had been read
        answer["warnings"] = warning_list(g.warnings)
    response = _respond(error.status, error.code, answer)
    if "content_encoding" in error.detail and error.status == 415:
        response.headers["Accept-Encoding"] = ", ".join(ACCEPTED)  # RFC 9110, section 12.5.3
    if "retry_after" in error.detail:
        response.headers["Retry-After"] = str(error.detail["retry_after"])
    if error.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    code = CODES.get(status, error.name.lower().replace(" ", "_"))
    response = _respond(status, code, _envelope(code, _message(error)))
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _unforeseen_error(error: InternalServerError) -> Response:
    """What has been raised is logged by Flask."""
    return _respond(500, CODES[500], _failure())


def _failure() -> dict[str, Any]:
    message = "The service failed on this call. The request id finds the reason in its log."
    return _envelope(CODES[500], message, request_id=g.request_id)


def _message(error: HTTPException) -> str:
    if isinstance(error, NotFound):
        return f"There is nothing at {logs.clean(request.path)!r}. Pages are posted to /v1/extract."
    if isinstance(error, MethodNotAllowed):
        allowed = ", ".join(sorted(error.valid_methods or ()))
        return f"{logs.clean(request.path)} does not take {logs.clean(request.method)}, but {allowed}."
    return error.description or error.name


def _envelope(code: str, message: str, **detail: Any) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "detail": detail}}


def _respond(status: int, code: str, answer: dict[str, Any]) -> Response:
    g.error_code = code
    return Response(dump_json(answer), status=status, content_type=JSON_TYPE)
