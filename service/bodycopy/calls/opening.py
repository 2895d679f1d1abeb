"""From a Call to a page with its options: undo the compression, read the JSON, read the options.

Pure, and the same for a call of its own, a line of a batch and whoever else has bytes to hand in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import orjson

from bodycopy.calls.call import Call, CallLimits, OpenedCall
from bodycopy.calls.content_encoding import decompress
from bodycopy.errors import RequestError, TooLarge
from bodycopy.model import Source, SourceType
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

PAGE_FIELDS = {"html": SourceType.HTML, "text": SourceType.TEXT}
LONGEST_OPTION = 256 * 1024
"""Of an option in a JSON call, in bytes; far more than any can have."""

Members = Mapping[str, msgspec.Raw]

UTF8_MARK = b"\xef\xbb\xbf"


def open_call(call: Call) -> OpenedCall:
    """The page of a call and what is wanted of it.

    Raises TooLarge where it unpacks to more than it may, and RequestError and its kind for
    everything else that is wrong with it.
    """
    if call.source_type is None:
        return read_members(load_members(unpack(call)), call.query, call.limits)
    source = Source(unpack(call), call.source_type, call.charset)
    return OpenedCall(source, call.options, call.deadline_seconds)


def unpack(call: Call) -> bytes | str:
    """The body without its compression; raises RequestError, or TooLarge where that gives more
    than a page may have."""
    limit = call.limits.page_bytes
    if isinstance(call.body, str):
        return call.body
    page = decompress(call.body, call.codings, limit)
    if not page:
        raise RequestError("The page is empty after decompression.", content_encoding=", ".join(call.codings))
    if len(page) > limit:
        raise TooLarge(f"The page is larger than {limit} bytes.", limit=limit)
    return page


def load_members(body: bytes | str) -> Members:
    """The members of the JSON object that the body is, each still as it was written.

    What a caller puts into a member that nobody knows is not worth its memory.
    """
    text = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    try:
        return msgspec.json.decode(text.removeprefix(UTF8_MARK), type=dict[str, msgspec.Raw])
    except msgspec.ValidationError as error:
        raise RequestError('The JSON is not an object; it should look like {"html": "...", "url": "..."}.') from error
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise RequestError(f"The body is not JSON in UTF-8: {error}.") from error


def load_member(raw: msgspec.Raw) -> Any:
    """The value of a member; raises RequestError where it is none."""
    try:
        return orjson.loads(memoryview(raw))
    except orjson.JSONDecodeError as error:
        raise RequestError(f"The body is not JSON in UTF-8: {error}.") from error


def read_members(members: Members, query: Mapping[str, Sequence[str]], limits: CallLimits) -> OpenedCall:
    """The call that the members of a JSON object make, with options of the query beside its own."""
    pairs = {name: list(values) for name, values in query.items()}
    for name, raw in members.items():
        if name not in PAGE_FIELDS and not is_null(raw):
            pairs.setdefault(name, []).extend(_option_values(name, raw))
    source = _json_source(members)
    allowed = (*PAGE_FIELDS, *CALL_OPTIONS)
    return OpenedCall(source, *read_timed_options(pairs, limits.deadline_seconds, allowed))


def is_null(raw: msgspec.Raw) -> bool:
    """Whether a member says that it is not given."""
    return bytes(memoryview(raw)[:5]) == b"null"


def _json_source(members: Members) -> Source:
    given = [name for name in PAGE_FIELDS if name in members and not is_null(members[name])]
    if len(given) != 1:
        problem = 'has both "html" and "text"' if given else 'has neither "html" nor "text"'
        raise RequestError(f"The JSON {problem}; the page belongs into one of them.", allowed=list(PAGE_FIELDS))
    name = given[0]
    is_string = bytes(memoryview(members[name])[:1]) == b'"'
    page = load_member(members[name]) if is_string else None
    if not isinstance(page, str):
        raise RequestError(f"The value of {name!r} is no string; the page belongs there.", option=name)
    if not page:
        raise RequestError(f"The value of {name!r} is empty; the page belongs there.", option=name)
    return Source(page, PAGE_FIELDS[name])


def _option_values(name: str, raw: msgspec.Raw) -> list[str]:
    if name not in CALL_OPTIONS:
        value = bytes(memoryview(raw)[:LONGEST_OPTION]).decode("utf-8", "replace")
        raise unknown_option(name, [value.strip('"')], (*PAGE_FIELDS, *CALL_OPTIONS))
    if len(memoryview(raw)) > LONGEST_OPTION:
        value = bytes(memoryview(raw)[:LONGEST_OPTION]).decode("utf-8", "replace")
        raise bad_option(name, value, "is too long", f"at most {LONGEST_OPTION} bytes")
    return _read_option(name, load_member(raw))


def _read_option(name: str, value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    is_number = name == DEADLINE and type(value) in (int, float)
    if is_number or (name == STRICT and isinstance(value, bool)):
        return [_as_json(value)]
    if name in LIST_OPTIONS:
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            return value
        allowed = "a list of strings, or a string with commas"
        raise bad_option(name, _as_json(value), "has the wrong type", allowed)
    raise bad_option(name, _as_json(value), "has the wrong type", "a string")


def _as_json(value: Any) -> str:
    return shown(value if isinstance(value, str) else orjson.dumps(value).decode())
