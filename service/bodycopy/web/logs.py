"""One JSON line for each request, under an id that the caller knows too.

A line holds what is needed to find a call again and to count, and nothing that a caller could use to forge a line or
that a page's owner would not want in a log: no page, no query, no header but the id, and that only if it is harmless.
"""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime
from time import perf_counter
from types import TracebackType
from typing import Any
from uuid import uuid4

from flask import Flask, Response, g, request

from bodycopy.render import dump_json
from bodycopy.web.log_writer import LogWriter

REQUEST_ID_HEADER = "X-Request-Id"
LONGEST_PATH = 200
LONGEST_MESSAGE = 2_000
LONGEST_TRACEBACK = 20_000

_SANE_ID = re.compile(r"[A-Za-z0-9._:;+/=@-]{1,128}")

logger = logging.getLogger("bodycopy.web")


class JsonFormatter(logging.Formatter):
    """A log record as a JSON object in one line; `extra={"fields": {...}}` of a call adds to it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without a line break."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": clean(record.getMessage(), LONGEST_MESSAGE),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)[-LONGEST_TRACEBACK:]
        return dump_json(line).decode()


def log_settings(level: str) -> dict[str, Any]:
    """The logging of a whole process, as `logging.config.dictConfig` takes it: everything as JSON lines to standard output."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "bodycopy.web.logs.JsonFormatter"}},
        "handlers": {"stdout": {"()": "bodycopy.web.logs.log_writer", "formatter": "json"}},
        "root": {"level": "WARNING", "handlers": ["stdout"]},
        # gunicorn switches the propagation of its logger off before it reads this
        "loggers": {name: {"level": level.upper(), "propagate": True} for name in ("bodycopy", "gunicorn.error")},
    }


def log_writer() -> LogWriter:
    """What writes the lines, to standard output."""

    def tell_dropped(count: int) -> str:
        message = "lines of the log were dropped, since nobody reads it fast enough"
        fields = {"fields": {"dropped": count}}
        record = logger.makeRecord(logger.name, logging.WARNING, __file__, 0, message, (), None, extra=fields)
        return JsonFormatter().format(record)

    return LogWriter(tell_dropped)


def watch(app: Flask) -> None:
    """Give each request its id, and log it when it has been answered."""
    app.before_request(_begin)
    app.after_request(_end)


def log_exception(exc_info: BaseException | tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
    """Log what went wrong in a request, with its traceback."""
    logger.error("unforeseen error", exc_info=exc_info, extra={"fields": {"request_id": g.request_id}})


def log_failure(report: str) -> None:
    """Log the traceback that a worker sent of an error in it."""
    fields = {"request_id": g.request_id, "traceback": report[-LONGEST_TRACEBACK:]}
    logger.error("unforeseen error", extra={"fields": fields})


def clean(text: str, longest: int = LONGEST_PATH) -> str:
    """Text of a caller, made harmless for a log: what cannot be printed is replaced, what is too long is cut."""
    printable = "".join(character if character.isprintable() else "?" for character in text[:longest])
    return printable + "..." if len(text) > longest else printable


def choose_id(offered: str | None) -> str:
    """The caller's id where it is sane, else a new one."""
    return offered if offered and _SANE_ID.fullmatch(offered) else uuid4().hex


def _begin() -> None:
    g.started = perf_counter()
    g.request_id = choose_id(request.headers.get(REQUEST_ID_HEADER))
    g.error_code = None


def _end(response: Response) -> Response:
    response.headers[REQUEST_ID_HEADER] = g.request_id
    response.headers["X-Content-Type-Options"] = "nosniff"
    fields = {
        "request_id": g.request_id,
        "method": clean(request.method),
        "path": clean(request.path),
        "status": response.status_code,
        "bytes_in": request.content_length,
        "bytes": response.calculate_content_length() if response.is_sequence else None,  # which a stream is not asked
        "ms": round((perf_counter() - g.started) * 1000, 1),
        "code": g.error_code,
    }
    logger.log(logging.ERROR if response.status_code >= 500 else logging.INFO, "request", extra={"fields": fields})
    return response
