"""The Flask application, put together from the parts of this room."""

from __future__ import annotations

from types import TracebackType

from flask import Flask

from bodycopy.config import Config
from bodycopy.pipeline import extract
from bodycopy.web import envelope, health, logs
from bodycopy.web.pages import Extractor, page_routes


class _App(Flask):
    def log_exception(self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        logs.log_exception(exc_info)


def create_app(config: Config, extractor: Extractor = extract) -> Flask:
    """The service, warmed up: it can answer as soon as this returns.

    `extractor` is the one way from a page to a Document; whatever shields the service from a page goes around it here.
    Raises ColdService where a page of our own does not come out as an article.
    """
    app = _App("bodycopy.web", static_folder=None)
    # An address that is nearly right gets a 404, not a redirect that turns a POST into something else.
    app.url_map.merge_slashes = False
    logs.watch(app)
    envelope.answer_errors(app)
    app.register_blueprint(health.health_routes())
    app.register_blueprint(page_routes(config, extractor))
    health.warm_up(extractor)
    return app
