"""Who may call: where tokens are set, every call but for health bears one (RFC 6750)."""

from __future__ import annotations

from hmac import compare_digest

from flask import Flask, request

from bodycopy.config import Config
from bodycopy.errors import Unauthorized
from bodycopy.web.health import PROBES

SCHEME = "bearer "


def ask_for_tokens(app: Flask, config: Config) -> None:
    """Have the app refuse calls without a token, if there are any."""
    tokens = [token.encode() for token in config.tokens.split(",") if token]
    if not tokens:
        return

    @app.before_request
    def check() -> None:
        if request.path not in PROBES and not is_known(request.headers.get("Authorization", ""), tokens):
            raise Unauthorized("This service wants a token that it knows: Authorization: Bearer <token>.")


def is_known(authorization: str, tokens: list[bytes]) -> bool:
    """Whether an Authorization header bears one of the tokens. All are compared, each in constant time."""
    if authorization[: len(SCHEME)].lower() != SCHEME:
        return False
    offered = authorization[len(SCHEME) :].strip().encode("utf-8", "replace")
    return sum(compare_digest(offered, token) for token in tokens) > 0
