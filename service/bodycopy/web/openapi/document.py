"""The document itself: which calls there are, what each takes and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from bodycopy import engine
from bodycopy.config import Config
from bodycopy.errors import (
    AnswerTooLarge,
    BadOption,
    BodycopyError,
    DeadlineExceeded,
    MemoryExceeded,
    NoArticle,
    Overloaded,
    PageFailed,
    RequestError,
    RequestTimeout,
    TooLarge,
    Unauthorized,
    UnknownOption,
    UnsupportedInput,
    WorkerDied,
)
from bodycopy.web.openapi import answers, calls
from bodycopy.web.openapi.shapes import Schema, schema_of, text, whole_number
from bodycopy.web.pages import WARNINGS_HEADER

JSON = "application/json"
NDJSON = "application/x-ndjson"

ABOUT = """The body copy and the metadata of a raw web page, and an account of everything that was left out.

Every error is one object, `{"error": {"code", "message", "detail"}}`. An address that does not exist is a 404 `not_found`,
a method that is not taken a 405 `method_not_allowed`, and what is no HTTP that is read here is `malformed` with 400, 414,
417, 431, 501 or 505."""

CALL_ERRORS = (RequestError, UnknownOption, BadOption, UnsupportedInput)
PAGE_ERRORS = (
    *CALL_ERRORS,
    RequestTimeout,
    TooLarge,
    AnswerTooLarge,
    NoArticle,
    PageFailed,
    MemoryExceeded,
    WorkerDied,
    Overloaded,
    DeadlineExceeded,
)

_ID_HEADER = {"X-Request-Id": {"description": "The id under which the call is logged.", "schema": text()}}
_WARNINGS_HEADER = {
    WARNINGS_HEADER: {
        "description": "Options that were not as they should be, where the answer is no JSON: `value_ignored;option=url`.",
        "schema": text(),
    }
}
_HEADERS_OF_STATUS: dict[int, dict[str, Any]] = {
    401: {"WWW-Authenticate": {"schema": text()}},
    503: {"Retry-After": {"description": "Seconds.", "schema": whole_number(minimum=0)}},
}


def describe_service(config: Config) -> dict[str, Any]:
    """The OpenAPI document of a service with these settings."""
    guarded = bool(config.tokens)
    schemas = {**calls.call_schemas(config), **answers.SCHEMAS}
    components: dict[str, Any] = {"schemas": schemas}
    if guarded:
        components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "bodycopy",
            "version": engine.VERSION,
            "description": ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            "/v1/extract": {"post": _extract(config)},
            "/v1/extract/batch": {"post": _extract_batch(config)},
            "/healthz": {"get": _probe("healthz", "Whether the service lives.", "Health")},
            "/readyz": {"get": _probe("readyz", "Whether it can take pages.", "Readiness", Overloaded)},
            "/openapi.json": {"get": _page("openapi", "This document.", JSON, {"type": "object"}, guarded)},
            "/docs": {"get": _page("docs", "This document, for reading.", "text/html", text(), guarded)},
        },
        "components": components,
        **({"security": [{"token": []}]} if guarded else {}),
    }


def _extract(config: Config) -> dict[str, Any]:
    article = {
        JSON: {"schema": schema_of("Article")},
        **{f"text/{kind}": {"schema": text("The article alone.")} for kind in ("plain", "markdown", "html")},
    }
    good = _response("The article.", article)
    good["headers"] = {**good["headers"], **_WARNINGS_HEADER}
    return {
        "operationId": "extract",
        "summary": "A page in, its article out.",
        "description": "A JSON call may have its options in the query as well, but none in both places.",
        "parameters": [*calls.query(config), *calls.HEADERS],
        "requestBody": calls.page_body(config),
        "responses": {"200": good, **_failures(PAGE_ERRORS, bool(config.tokens))},
    }


def _extract_batch(config: Config) -> dict[str, Any]:
    told = "A `BatchAnswer` a line, in the order of the calls. Compressed if `Accept-Encoding` has `zstd` or `gzip`."
    lines = _response(told, {NDJSON: {"schema": text()}})
    return {
        "operationId": "extractBatch",
        "summary": "Pages in, a line each; their articles out, a line each.",
        "description": "Options in the query are for all lines; what a line says itself comes first. Read while you send.",
        "parameters": [*calls.query(config), *calls.HEADERS],
        "requestBody": calls.batch_body(config, NDJSON),
        "responses": {"200": lines, **_failures((*CALL_ERRORS, PageFailed, Overloaded), bool(config.tokens))},
    }


def _probe(name: str, summary: str, schema: str, *errors: type[BodycopyError]) -> dict[str, Any]:
    good = _response(summary, {JSON: {"schema": schema_of(schema)}})
    return {
        "operationId": name,
        "summary": summary,
        "security": [],
        "parameters": [calls.HEADERS[1]],
        "responses": {"200": good, **_failures(errors, guarded=False)},
    }


def _page(name: str, summary: str, media_type: str, schema: Schema, guarded: bool) -> dict[str, Any]:
    good = _response(summary, {media_type: {"schema": schema}})
    return {
        "operationId": name,
        "summary": summary,
        "parameters": [calls.HEADERS[1]],
        "responses": {"200": good, **_failures((), guarded)},
    }


def _response(description: str, content: dict[str, Any], status: int = 200) -> dict[str, Any]:
    return {"description": description, "headers": {**_ID_HEADER, **_HEADERS_OF_STATUS.get(status, {})}, "content": content}


def _failures(kinds: Sequence[type[BodycopyError]], guarded: bool) -> dict[str, Any]:
    """The answers that errors are, by their status."""
    by_status: dict[int, list[type[BodycopyError]]] = {}
    for kind in (*kinds, *((Unauthorized,) if guarded else ())):
        by_status.setdefault(kind.status, []).append(kind)
    return {str(status): _failure(status, same) for status, same in sorted(by_status.items())}


def _failure(status: int, kinds: Sequence[type[BodycopyError]]) -> dict[str, Any]:
    told = "\n".join(f"- `{kind.code}`: {_told_by(kind)}" for kind in kinds)
    only = {"properties": {"error": {"properties": {"code": {"enum": sorted({kind.code for kind in kinds})}}}}}
    whole = schema_of("NoArticle" if status == NoArticle.status else "Error")
    return _response(f"{HTTPStatus(status).phrase}:\n\n{told}", {JSON: {"schema": {"allOf": [whole, only]}}}, status)


def _told_by(kind: type[BodycopyError]) -> str:
    """What an error means, in the words of the family; what follows a semicolon there is for those who read the code."""
    return (kind.__doc__ or "").partition("\n")[0].partition(";")[0]
