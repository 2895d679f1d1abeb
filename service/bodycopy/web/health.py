"""Whether the service lives, and whether it can work."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response

from bodycopy import engine
from bodycopy.model import Format, Include, Options, Source, SourceType
from bodycopy.render import dump_json, encode
from bodycopy.render.encode import JSON_TYPE
from bodycopy.web.pages import Extractor

PARAGRAPHS = (
    "The ferry between the two harbours took its first passengers this morning, four months after the fire in its engine room. "
    "The crossing takes forty minutes, as it did before, and the fares have stayed the same.",
    "About two hundred people had queued since dawn, some of them with bicycles and one with a piano, which the crew took on "
    'board after a short discussion. "We had missed the noise," said a woman who lives above the landing stage.',
    "The company says that a second ship will follow in the summer, when the islands expect most of their visitors. Until then "
    "there are six crossings a day, and two more on market days.",
)
TEXT = "\n\n".join(
    ("Home | News | Sport", "The ferry is back", "By Ann Reed, 2 May 2025", *PARAGRAPHS, "Subscribe to our newsletter")
)
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The ferry is back | The Strait</title></head><body>
<header><a href="/">Home</a> <a href="/news">News</a></header><article><p class="kicker">Islands</p><h1>The ferry is back</h1>
<p class="byline">By <a href="/ann">Ann Reed</a></p><time datetime="2025-05-02">2 May 2025</time><a href="#">Share</a>
<figure><img src="/f.jpg" alt="The ferry"><figcaption>The ferry. Photo: Bo Lind</figcaption></figure><p>{PARAGRAPHS[0]}</p>
<p>Subscribe to our newsletter</p><p>{PARAGRAPHS[1]}</p><p>Read more: <a href="/fire">The fire on the ferry</a></p>
<p>{PARAGRAPHS[2]}</p><p>Ann Reed is a reporter.</p></article><section id="comments"><h2>Comments</h2><p>At last!</p></section>
<footer><p>All rights reserved.</p></footer></body></html>"""
"""A page of our own, in both kinds, to try the whole way on. It has something for every room, so that none is cold."""


class ColdService(RuntimeError):
    """The service cannot extract even a page of its own: a broken installation, which must not take calls."""


def warm_up(extractor: Extractor) -> None:
    """Extract and render a page, so that rules, phrases and models are loaded before the first call, and known to work.

    Run before the workers are forked, it also lets them share what has been loaded.
    """
    options = Options(include=frozenset(Include))
    for source in (Source(PAGE.encode()), Source(TEXT.encode(), SourceType.TEXT)):
        document = extractor(source, options)
        if not document.body:
            raise ColdService("The page that the service tries itself on gave no article; the installation is broken.")
        for form in Format:
            encode(document, replace(options, format=form), elapsed_ms=0.0)


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
