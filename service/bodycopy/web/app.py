"""The Flask application, put together from the parts of this room."""

from __future__ import annotations

from types import TracebackType

from flask import Flask

from bodycopy.config import Config
from bodycopy.isolation import Limits, Pool, Runner
from bodycopy.web import envelope, guard, health, logs
from bodycopy.web.batches import batch_routes
from bodycopy.web.docs import docs_routes
from bodycopy.web.pages import page_routes


class App(Flask):
    """The application, with what it runs pages on, and whether it is to come to an end."""

    runner: Runner
    stopping = False

    def log_exception(self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        """Log an error that nobody foresaw as everything else is logged."""
        logs.log_exception(exc_info)


def create_app(config: Config, runner: Runner | None = None) -> App:
    """The service, warmed up: it can answer as soon as this returns.

    `runner` turns pages into answers; without one, worker processes are started for it, which end with this process or by
    `app.runner.close()`. Raises ColdService where a page of our own does not come out as an article.
    """
    app = App("bodycopy.web", static_folder=None)
    # An address that is nearly right gets a 404, not a redirect that turns a POST into something else.
    app.url_map.merge_slashes = False
    app.runner = runner or start_pool(config, config.workers)
    logs.watch(app)
    guard.ask_for_tokens(app, config)
    envelope.answer_errors(app)
    app.register_blueprint(health.health_routes(app.runner))
    app.register_blueprint(page_routes(config, app.runner))
    app.register_blueprint(batch_routes(config, app.runner))
    app.register_blueprint(docs_routes(config))
    return app


def start_pool(config: Config, workers: int) -> Pool:
    """So many workers within the limits of the settings."""
    limits = Limits(
        workers=workers,
        spares=config.spares * workers,
        deadline_seconds=config.deadline_seconds,
        wall_seconds=config.most_wall_seconds,
        answer_bytes=config.max_answer_bytes,
        queue=config.queue,
        page_memory_bytes=config.page_memory_bytes,
        recycle_pages=config.recycle_pages,
        recycle_bytes=config.recycle_bytes,
    )
    pool = Pool(limits)
    pool.start()
    return pool
