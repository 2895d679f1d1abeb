"""GET /openapi.json, and GET /docs: the document for programs, and for people.

The page is Swagger UI, whose files come with a package and are handed out from here. Nothing is loaded from anywhere else: the
page's own Content-Security-Policy sees to that.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import cast

from flask import Blueprint, Response, abort, request

from bodycopy.config import Config
from bodycopy.render import dump_json
from bodycopy.render.encode import JSON_TYPE
from bodycopy.web.openapi import describe_service

START = "start.js"
ASSETS = {
    START: "text/javascript; charset=utf-8",
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "swagger-ui.css": "text/css; charset=utf-8",
    "favicon-32x32.png": "image/png",
}
KEPT_SECONDS = 86_400

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Swagger UI sets styles of elements, and its pictures are data."""

PAGE = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>bodycopy: the calls</title>
<link rel="stylesheet" href="docs/swagger-ui.css"><link rel="icon" type="image/png" href="docs/favicon-32x32.png"></head>
<body><div id="calls"></div>
<noscript><p>This page needs JavaScript. <a href="openapi.json">openapi.json</a> says the same.</p></noscript>
<script src="docs/swagger-ui-bundle.js"></script><script src="docs/{START}"></script></body></html>
"""
"""Addresses are relative, so that a proxy may put the service below a path of its own."""

SCRIPT = """SwaggerUIBundle({url: "openapi.json", dom_id: "#calls", deepLinking: true, validatorUrl: null});
"""
"""Without a validator: that would be somebody else's service."""


def docs_routes(config: Config) -> Blueprint:
    """The routes that describe the others."""
    routes = Blueprint("docs", __name__)
    document = dump_json(describe_service(config))

    @routes.get("/openapi.json")
    def openapi() -> Response:
        return Response(document, content_type=JSON_TYPE)

    @routes.get("/docs")
    def docs() -> Response:
        response = Response(PAGE, content_type="text/html; charset=utf-8")
        response.headers["Content-Security-Policy"] = POLICY
        return response

    @routes.get("/docs/<name>")
    def asset(name: str) -> Response:
        if name not in ASSETS:
            abort(404)
        response = Response(_content(name), content_type=ASSETS[name], headers={"Cache-Control": f"max-age={KEPT_SECONDS}"})
        response.add_etag()
        return cast(Response, response.make_conditional(request))

    return routes


@cache
def _content(name: str) -> bytes:
    """Held once, however many read it slowly."""
    return SCRIPT.encode() if name == START else (files("flask_swagger_ui") / "dist" / name).read_bytes()
