"""From a request to a Call: what is said of the page, and the page itself, still as it was sent.

What a caller makes expensive (compression, JSON) is left to a worker. Here only the head is read:
what can be refused by it is refused before anybody works on the page.
"""

from __future__ import annotations

from flask import Request

from bodycopy.calls import Call, CallLimits
from bodycopy.calls.content_encoding import read_codings
from bodycopy.charsets import is_charset
from bodycopy.config import Config
from bodycopy.errors import RequestError, TooLarge, UnsupportedInput
from bodycopy.model import SourceType
from bodycopy.options import read_timed_options, shown

RAW_TYPES = {
    "text/html": SourceType.HTML,
    "application/xhtml+xml": SourceType.HTML,
    "text/plain": SourceType.TEXT,
}
JSON = "application/json"
ACCEPTED_TYPES = (*RAW_TYPES, JSON)

OTHER_TYPES = {
    "": "nothing is said of what the body is",
    "application/x-www-form-urlencoded": "that is a form; curl says so unless it is given -H 'Content-Type: text/html'",
    "multipart/form-data": "that is a form; send the page itself as the body",
    "application/octet-stream": "that can be anything",
    "application/pdf": "that is a PDF",
    "application/zip": "that is an archive",
    "application/gzip": "compression belongs into Content-Encoding: gzip",
    "application/msword": "that is a word processor's document",
    "application/rtf": "that is a word processor's document",
    "application/xml": "an XHTML page is application/xhtml+xml",
    "text/xml": "an XHTML page is application/xhtml+xml",
    "text/markdown": "Markdown is not read",
}
"""What to tell those who send something else."""
OTHER_FAMILIES = {"image": "that is an image", "audio": "that is sound", "video": "that is a video", "font": "that is a font"}


def read_call(request: Request, config: Config) -> Call:
    """The call that a request is; raises RequestError and its kind for what is wrong with it and
    can be told from its head."""
    media_type = request.mimetype
    if media_type not in ACCEPTED_TYPES:
        raise _unsupported(media_type)
    codings = read_codings(request.headers.get("Content-Encoding", ""))
    query = request.args.to_dict(flat=False)
    limits = call_limits(config)
    if media_type == JSON:
        body = _read_body(request, config.max_body_bytes)
        return Call(body, None, codings=codings, query=query, limits=limits)
    options, deadline = read_timed_options(query, config.deadline_seconds)
    charset = _read_charset(request)
    body = _read_body(request, config.max_body_bytes)
    kind = RAW_TYPES[media_type]
    return Call(body, kind, charset, codings, options, deadline, limits=limits)


def call_limits(config: Config) -> CallLimits:
    """What a call is held to, by the settings."""
    return CallLimits(config.max_page_bytes, config.max_answer_bytes, config.deadline_seconds)


def _read_charset(request: Request) -> str | None:
    """What the caller says of the encoding. A wrong name is a mistake; a wrong claim is none, for
    pages make them all the time and the decoder copes."""
    charset = request.mimetype_params.get("charset") or None
    if charset and not is_charset(charset):
        raise RequestError(
            f"The charset {shown(charset)!r} of the Content-Type does not exist. Without one it is found out from the page.",
            charset=shown(charset),
        )
    return charset


def _read_body(request: Request, limit: int) -> bytes:
    """The body as it was sent. One that is too long is never held as a whole, whether it says its
    length or not; the server throws the rest of it away."""
    if (request.content_length or 0) > limit:
        raise _too_large(limit)
    body: bytes = request.stream.read(limit + 1)
    while piece := request.stream.read(limit + 1):  # a stream may give less than it is asked for
        body += piece
        if len(body) > limit:
            break
    if len(body) > limit:
        raise _too_large(limit)
    if len(body) < (request.content_length or 0):
        raise RequestError("The body could not be read to its end.")
    if not body:
        raise RequestError("The request has no body; the page belongs there.")
    return body


def _too_large(limit: int) -> TooLarge:
    return TooLarge(f"The body is larger than {limit} bytes.", limit=limit)


def _unsupported(media_type: str) -> UnsupportedInput:
    why = OTHER_TYPES.get(media_type) or OTHER_FAMILIES.get(media_type.partition("/")[0])
    return UnsupportedInput(
        f"The Content-Type {shown(media_type)!r} is not read{f' ({why})' if why else ''}. Send {', '.join(ACCEPTED_TYPES)}.",
        content_type=shown(media_type),
        allowed=list(ACCEPTED_TYPES),
    )
