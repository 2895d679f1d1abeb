"""From a request to a Call: a Source, Options and a deadline, within the size limits.

A call carries its page raw, with the options in the query, or in a JSON object beside its options. Both end here as the
same values, so that nothing behind this module knows how a page came in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

import orjson
from flask import Request
from gunicorn.http.errors import ParseException

from bodycopy.charsets import is_charset
from bodycopy.config import Config
from bodycopy.errors import RequestError, RequestTimeout, TooLarge, UnsupportedInput
from bodycopy.model import Options, Source, SourceType
from bodycopy.options import (
    CALL_OPTIONS,
    DEADLINE,
    LIST_OPTIONS,
    STRICT,
    bad_option,
    read_timed_options,
    shown,
    unknown_option,
)
from bodycopy.web.codings import decompress, read_codings

RAW_TYPES = {"text/html": SourceType.HTML, "application/xhtml+xml": SourceType.HTML, "text/plain": SourceType.TEXT}
JSON = "application/json"
ACCEPTED_TYPES = (*RAW_TYPES, JSON)
PAGE_FIELDS = {"html": SourceType.HTML, "text": SourceType.TEXT}

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

UTF8_MARK = b"\xef\xbb\xbf"
READ_BYTES = 1024 * 1024
"""Most pages come in one piece then; each more is copied several times on its way through gunicorn."""
DISCARDED_BYTES = 64 * 1024 * 1024
"""So much of a body that is too large is read and thrown away. Most clients look for an answer only when they have sent all,
and to them a connection that is closed before says nothing of a limit."""

MOST_DISCARDING = 8
"""So many bodies are thrown away at a time: each keeps a thread, for as long as its client likes to send slowly."""
_discarding = BoundedSemaphore(MOST_DISCARDING)


@dataclass(frozen=True, slots=True)
class Call:
    """What a request asks for. `deadline_seconds` is shorter than the service's own, where there is one."""

    source: Source
    options: Options
    deadline_seconds: float | None = None


def read_call(request: Request, config: Config) -> Call:
    """The page of a call and what is wanted of it; raises RequestError and its kind for everything that is wrong with it."""
    media_type = request.mimetype
    if media_type not in ACCEPTED_TYPES:
        raise _unsupported(media_type)
    codings = read_codings(request.headers.get("Content-Encoding", ""))
    query = request.args.to_dict(flat=False)
    if media_type == JSON:
        return read_members(load_object(_read_page(request, codings, config)), query, config)
    options, deadline_seconds = read_call_options(query, CALL_OPTIONS, config)
    charset = _read_charset(request)
    return Call(Source(_read_page(request, codings, config), RAW_TYPES[media_type], charset), options, deadline_seconds)


def _read_charset(request: Request) -> str | None:
    """What the caller says of the encoding. A wrong name is a mistake; a wrong claim is none, for pages make them all the time
    and the decoder copes."""
    charset = request.mimetype_params.get("charset") or None
    if charset and not is_charset(charset):
        raise RequestError(
            f"The charset {shown(charset)!r} of the Content-Type does not exist. Without one it is found out from the page.",
            charset=shown(charset),
        )
    return charset


def _read_page(request: Request, codings: tuple[str, ...], config: Config) -> bytes:
    body = _read_body(request, config.max_body_bytes)
    if not body:
        raise RequestError("The request has no body; the page belongs there.")
    page = decompress(body, codings, config.max_page_bytes)
    if not page:
        raise RequestError("The page is empty after decompression.", content_encoding=", ".join(codings))
    if len(page) > config.max_page_bytes:
        raise TooLarge(f"The page is larger than {config.max_page_bytes} bytes.", limit=config.max_page_bytes)
    return page


def _read_body(request: Request, limit: int) -> bytes:
    """The body as it was sent. One that is too long is never held as a whole, whether it says its length or not."""
    too_long = (request.content_length or 0) > limit
    size, pieces = 0, []
    try:
        while not too_long and (piece := request.stream.read(READ_BYTES)):
            size += len(piece)
            too_long = size > limit
            pieces.append(piece)
        if too_long:
            pieces.clear()
            _throw_away(request)
    except TimeoutError as error:
        raise RequestTimeout("The body did not come in time.") from error
    except (OSError, ParseException) as error:
        raise RequestError("The body could not be read to its end.") from error
    if too_long:
        raise TooLarge(f"The body is larger than {limit} bytes.", limit=limit)
    if size < (request.content_length or 0):
        raise RequestError("The body could not be read to its end.")
    return b"".join(pieces)


def _throw_away(request: Request) -> None:
    """Read on for a while, so that the client gets to hear that its body is too large."""
    if not _discarding.acquire(blocking=False):
        return
    try:
        left = DISCARDED_BYTES
        while left > 0 and (piece := request.stream.read(READ_BYTES)):
            left -= len(piece)
    finally:
        _discarding.release()


def load_object(body: bytes) -> dict[str, Any]:
    """The JSON object that the body is."""
    try:
        call = orjson.loads(body.removeprefix(UTF8_MARK))
    except orjson.JSONDecodeError as error:
        raise RequestError(f"The body is not JSON in UTF-8: {error}.") from error
    if not isinstance(call, dict):
        raise RequestError('The JSON is not an object; it should look like {"html": "...", "url": "..."}.')
    return call


def read_members(call: Mapping[str, Any], query: Mapping[str, list[str]], config: Config) -> Call:
    """The call that the members of a JSON object make, with options of the query beside its own."""
    pairs = {name: list(values) for name, values in query.items()}
    for name, value in call.items():
        if name not in PAGE_FIELDS and value is not None:
            pairs.setdefault(name, []).extend(_option_values(name, value))
    source = _json_source(call)
    return Call(source, *read_call_options(pairs, (*PAGE_FIELDS, *CALL_OPTIONS), config))


def read_call_options(pairs: Mapping[str, list[str]], allowed: tuple[str, ...], config: Config) -> tuple[Options, float | None]:
    """The options for the page, and the one that is about the call itself."""
    return read_timed_options(pairs, config.deadline_seconds, allowed)


def _json_source(call: Mapping[str, Any]) -> Source:
    given = [name for name in PAGE_FIELDS if call.get(name) is not None]
    if len(given) != 1:
        problem = 'has both "html" and "text"' if given else 'has neither "html" nor "text"'
        raise RequestError(f"The JSON {problem}; the page belongs into one of them.", allowed=list(PAGE_FIELDS))
    page = call[given[0]]
    if not isinstance(page, str):
        raise RequestError(f"The value of {given[0]!r} is no string; the page belongs there.", option=given[0])
    if not page:
        raise RequestError(f"The value of {given[0]!r} is empty; the page belongs there.", option=given[0])
    return Source(page, PAGE_FIELDS[given[0]])


def _option_values(name: str, value: Any) -> list[str]:
    if name not in CALL_OPTIONS:
        raise unknown_option(name, [_as_json(value)], (*PAGE_FIELDS, *CALL_OPTIONS))
    if isinstance(value, str):
        return [value]
    if (name == DEADLINE and type(value) in (int, float)) or (name == STRICT and isinstance(value, bool)):
        return [_as_json(value)]
    if name in LIST_OPTIONS:
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            return value
        raise bad_option(name, _as_json(value), "has the wrong type", "a list of strings, or a string with commas")
    raise bad_option(name, _as_json(value), "has the wrong type", "a string")


def _as_json(value: Any) -> str:
    return shown(value if isinstance(value, str) else orjson.dumps(value).decode())


def _unsupported(media_type: str) -> UnsupportedInput:
    why = OTHER_TYPES.get(media_type) or OTHER_FAMILIES.get(media_type.partition("/")[0])
    return UnsupportedInput(
        f"The Content-Type {shown(media_type)!r} is not read{f' ({why})' if why else ''}. Send {', '.join(ACCEPTED_TYPES)}.",
        content_type=shown(media_type),
        allowed=list(ACCEPTED_TYPES),
    )
