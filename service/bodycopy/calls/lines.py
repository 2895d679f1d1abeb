"""A call that is one line of a batch: its id, and its answer as one line of JSON."""

from __future__ import annotations

from typing import Any

from bodycopy.errors import RequestError
from bodycopy.model import Options
from bodycopy.render import dump_json, warning_list
from bodycopy.render.encode import JSON_TYPE

ID = "id"
LONGEST_ID = 1000

NDJSON = "application/x-ndjson"

LineId = str | int | float | None


def read_id(value: Any) -> LineId:
    """The id of a line; raises RequestError where it is something else than a short string or a
    number."""
    is_id = value is None or isinstance(value, str | int | float)
    if is_id and len(str(value)) <= LONGEST_ID:
        return value  # type: ignore[no-any-return]
    raise RequestError(f"The id of a line is a string of up to {LONGEST_ID} characters, or a number.")


def answer_line(id_: LineId, status: int, media_type: str, body: bytes, options: Options) -> bytes:
    """The answer to a line, as a line. An article in another format than JSON is a string of it."""
    head: dict[str, Any] = {ID: id_, "status": status}
    if media_type == JSON_TYPE:
        # It is an object in one line: its members go on where those of the head end.
        return dump_json(head)[:-1] + b"," + body[1:] + b"\n"
    article = {options.format.value: body.decode().removesuffix("\n")}
    warnings = {"warnings": warning_list(options.warnings)}
    return dump_json({**head, **article, **warnings}) + b"\n"


def error_line(id_: LineId, status: int, envelope: dict[str, Any]) -> bytes:
    """An error as a line."""
    return dump_json({ID: id_, "status": status, **envelope}) + b"\n"


def with_line(envelope: dict[str, Any], number: int) -> dict[str, Any]:
    """The envelope of an error that says on which line, from 1, it came up."""
    error = envelope["error"]
    return {"error": {**error, "detail": {"line": number, **error["detail"]}}}
