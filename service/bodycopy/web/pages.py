"""The call that the service exists for: a page in, its article out."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from flask import Blueprint, Response, request

from bodycopy.config import Config
from bodycopy.errors import NoArticle
from bodycopy.model import Document, Format, Options, Source
from bodycopy.render import encode, problem
from bodycopy.web.envelope import error_response
from bodycopy.web.reading import read_call

Extractor = Callable[[Source, Options], Document]


def page_routes(config: Config, extractor: Extractor) -> Blueprint:
    """The routes that take pages."""
    routes = Blueprint("pages", __name__)

    @routes.post("/v1/extract")
    def extract_page() -> Response:
        source, options = read_call(request, config)
        started = perf_counter()
        document = extractor(source, options)
        elapsed_ms = (perf_counter() - started) * 1000
        return _answer(document, options, elapsed_ms) if document.body else _no_article(document, options, elapsed_ms)

    return routes


def _answer(document: Document, options: Options, elapsed_ms: float) -> Response:
    body, media_type = encode(document, options, elapsed_ms)
    response = Response(body, content_type=media_type)
    if options.format is Format.HTML:
        # Opened in a browser, a page of somebody else's must have no rights on our address, however well it was cleaned.
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; img-src * data:; style-src 'unsafe-inline'"
    return response


def _no_article(document: Document, options: Options, elapsed_ms: float) -> Response:
    error = NoArticle(
        "The page was read, but nothing on it is an article. Ask for include=blocks to see every block with its label.",
        blocks=len(document.blocks),
    )
    return error_response(error, problem(document, options, error, elapsed_ms))
