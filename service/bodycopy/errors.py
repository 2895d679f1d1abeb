"""The one family of errors. Each class has the code and the HTTP status it deserves; doors only look them up.

BodycopyError                500  internal
├── ConfigError              500  bad_config              a setting with an unknown name or a bad value
├── RequestError             400  malformed               the call itself is wrong
│   ├── UnknownOption        400  unknown_option          an option that does not exist
│   ├── BadOption            400  bad_option              an option with a value it cannot have
│   ├── TooLarge             413  too_large               the page, before or after decompression
│   ├── UnsupportedInput     415  unsupported_media_type  neither HTML nor text (a PDF, an image)
│   ├── Unauthorized         401  unauthorized            the service wants a token, and got none that it knows
│   └── RequestTimeout       408  request_timeout         the body did not come in time
├── NoArticle                422  no_article              the page parsed, nothing was inside
├── PageFailed               500  internal                a bug: the page raised what nobody foresaw
├── AnswerTooLarge           413  answer_too_large        the answer is larger than one may be
├── DeadlineExceeded         504  deadline_exceeded       the page took too long
├── MemoryExceeded           500  memory_exceeded         the page took too much memory
├── WorkerDied               500  worker_died             the page ended two worker processes
└── Overloaded               503  overloaded              too many pages wait already, or the service is stopping
"""

from __future__ import annotations

from typing import Any, ClassVar


class BodycopyError(Exception):
    """Base of all errors raised on purpose. `detail` is a JSON object for the caller's program."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500

    def __init__(self, message: str, **detail: Any) -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail

    def envelope(self) -> dict[str, Any]:
        """The error as the HTTP service answers it."""
        return {"error": {"code": self.code, "message": self.message, "detail": self.detail}}


class ConfigError(BodycopyError):
    """A setting has an unknown name or a bad value; the service does not start."""

    code = "bad_config"


class RequestError(BodycopyError):
    """The call is malformed."""

    code = "malformed"
    status = 400


class UnknownOption(RequestError):
    """An option that does not exist."""

    code = "unknown_option"


class BadOption(RequestError):
    """An option has a value it cannot have."""

    code = "bad_option"


class TooLarge(RequestError):
    """The page is larger than the limit, as sent or after decompression."""

    code = "too_large"
    status = 413


class UnsupportedInput(RequestError):
    """The input is neither HTML nor text."""

    code = "unsupported_media_type"
    status = 415


class NoArticle(BodycopyError):
    """The page was read, but nothing on it is an article."""

    code = "no_article"
    status = 422


class Unauthorized(RequestError):
    """The service asks for a token, and the call has none that it knows."""

    code = "unauthorized"
    status = 401


class RequestTimeout(RequestError):
    """The body of the call did not come in time."""

    code = "request_timeout"
    status = 408


class PageFailed(BodycopyError):
    """A page raised an error that nobody foresaw; `report` is its traceback, for a log and not for the caller."""

    def __init__(self, message: str, report: str) -> None:
        super().__init__(message)
        self.report = report


class AnswerTooLarge(BodycopyError):
    """The answer to the page is larger than one may be; `detail` names the option to drop."""

    code = "answer_too_large"
    status = 413


class DeadlineExceeded(BodycopyError):
    """The page took longer than it may: of work, or by the clock; `detail` says which."""

    code = "deadline_exceeded"
    status = 504


class MemoryExceeded(BodycopyError):
    """The page took more memory than it may."""

    code = "memory_exceeded"


class WorkerDied(BodycopyError):
    """The process that worked on the page died, and so did a second one."""

    code = "worker_died"


class Overloaded(BodycopyError):
    """Too many pages wait already; the same call may succeed later."""

    code = "overloaded"
    status = 503
