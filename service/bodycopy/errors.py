"""The one family of errors. Each class has the code and the HTTP status it deserves; doors only look them up.

BodycopyError                500  internal
├── ConfigError              500  bad_config              a setting with an unknown name or a bad value
├── RequestError             400  malformed               the call itself is wrong
│   ├── UnknownOption        400  unknown_option          an option that does not exist
│   ├── BadOption            400  bad_option              an option with a value it cannot have
│   ├── TooLarge             413  too_large               the page, before or after decompression
│   └── UnsupportedInput     415  unsupported_media_type  neither HTML nor text (a PDF, an image)
└── NoArticle                422  no_article              the page parsed, nothing was inside
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
