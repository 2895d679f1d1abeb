"""Whether the service lives, and whether it can work."""

from __future__ import annotations

from flask import Blueprint, Response

from bodycopy import engine
from bodycopy.errors import Overloaded
from bodycopy.isolation import Runner
from bodycopy.render import dump_json
from bodycopy.render.encode import JSON_TYPE

PROBES = frozenset({"/healthz", "/readyz"})
"""Asked by whoever runs the service, without a token."""


def health_routes(runner: Runner) -> Blueprint:
    """The addresses for probes: the first asks whether anybody is there at all, the second whether a worker is."""
    routes = Blueprint("health", __name__)

    @routes.get("/healthz")
    def healthz() -> Response:
        return Response(dump_json({"status": "ok"}), content_type=JSON_TYPE)

    @routes.get("/readyz")
    def readyz() -> Response:
        if not runner.ready:
            raise Overloaded("No worker is ready.", retry_after=1)
        ready = {"status": "ready", "version": engine.VERSION, "rules": engine.rules_hash()}
        return Response(dump_json(ready), content_type=JSON_TYPE)

    return routes
