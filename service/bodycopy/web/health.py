"""Whether the service lives, and whether it can work."""

from __future__ import annotations

from flask import Blueprint, Response

from bodycopy import engine
from bodycopy.model import Format, Include, Options, Source
from bodycopy.render import dump_json, encode
from bodycopy.render.encode import JSON_TYPE
from bodycopy.web.pages import Extractor

PAGE = b"""<!doctype html><html lang="en"><head><title>The ferry is back</title></head><body><article><h1>The ferry is back</h1>
<p>The ferry between the two harbours took its first passengers this morning, four months after the fire in its engine room.
The crossing takes forty minutes, as it did before, and the fares have stayed the same.</p>
<p>About two hundred people had queued since dawn, some of them with bicycles and one with a piano, which the crew took on board
after a short discussion. "We had missed the noise," said a woman who lives above the landing stage.</p>
<p>The company says that a second ship will follow in the summer, when the islands expect most of their visitors. Until then
there are six crossings a day, and two more on market days.</p></article></body></html>"""
"""A page of our own to try the whole way on."""


class ColdService(RuntimeError):
    """The service cannot extract even a page of its own: a broken installation, which must not take calls."""


def warm_up(extractor: Extractor) -> None:
    """Extract and render a page, so that rules, phrases and models are loaded before the first call, and known to work.

    Run before the workers are forked, it also lets them share what has been loaded.
    """
    options = Options(include=frozenset(Include))
    document = extractor(Source(PAGE), options)
    if not document.body:
        raise ColdService("The page that the service tries itself on gave no article; the installation is broken.")
    for form in Format:
        encode(document, Options(include=options.include, format=form), elapsed_ms=0.0)


def health_routes() -> Blueprint:
    """The addresses for probes. An app that exists is warm (`create_app`), so both say yes as soon as they can be asked; they
    are two because a worker that lives may one day have too much to do."""
    routes = Blueprint("health", __name__)

    @routes.get("/healthz")
    def healthz() -> Response:
        return Response(dump_json({"status": "ok"}), content_type=JSON_TYPE)

    @routes.get("/readyz")
    def readyz() -> Response:
        ready = {"status": "ready", "version": engine.VERSION, "rules": engine.rules_hash()}
        return Response(dump_json(ready), content_type=JSON_TYPE)

    return routes
