"""What a worker does with a call: open it, have its page answered, bound the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bodycopy.calls import Call, OpenedCall, open_call
from bodycopy.calls.lines import ID, NDJSON, LineId, answer_line, read_id, with_line
from bodycopy.calls.opening import (
    LONGEST_OPTION,
    Members,
    is_null,
    load_member,
    load_members,
    read_members,
    unpack,
)
from bodycopy.errors import AnswerTooLarge, BodycopyError
from bodycopy.isolation.answer import Answer, Note, Report
from bodycopy.model import Options, Source
from bodycopy.render import dump_json, warning_list
from bodycopy.render.encode import JSON_TYPE

Task = Callable[[Source, Options], Answer]


def answer_call(call: Call, do: Task, report: Report) -> Answer:
    """The answer to a call, whose page `do` answers. `report` is told what was read in the call
    before its page is begun with; an error of the family is an answer too."""
    if call.line is not None:
        return _answer_line(call, call.line, do, report)
    try:
        opened = open_call(call)
    except BodycopyError as error:
        is_read = call.source_type is not None
        return _refuse(error, _told(error, call.options) if is_read else error.envelope())
    if call.source_type is None:
        report(Note(None, opened.deadline_seconds, opened.options.warnings))
    return _bounded(do(opened.source, opened.options), opened.options, call.limits.answer_bytes)


def _answer_line(call: Call, number: int, do: Task, report: Report) -> Answer:
    """The same for a line of a batch, whose answer is a line, under the id that stands in it."""
    id_: LineId = None
    try:
        members = load_members(unpack(call))
        id_ = _read_id(members)
        opened = _read_line(members, call)
    except BodycopyError as error:
        return _as_line(_refuse(error, with_line(error.envelope(), number)), id_, Options())
    report(Note(id_, opened.deadline_seconds, opened.options.warnings))
    answer = _bounded(do(opened.source, opened.options), opened.options, call.limits.answer_bytes)
    return _as_line(answer, id_, opened.options)


def _read_id(members: Members) -> LineId:
    raw = members.get(ID)
    if raw is None:
        return None
    is_short = len(memoryview(raw)) <= LONGEST_OPTION
    return read_id(load_member(raw) if is_short else ...)


def _read_line(members: Members, call: Call) -> OpenedCall:
    """What the line itself says comes before what the query says for all lines."""
    own = {name: raw for name, raw in members.items() if name != ID and not is_null(raw)}
    rest = {name: values for name, values in call.query.items() if name not in own}
    return read_members(own, rest, call.limits)


def _refuse(error: BodycopyError, envelope: dict[str, Any]) -> Answer:
    return Answer(error.status, JSON_TYPE, dump_json(envelope), error.code)


def _bounded(answer: Answer, options: Options, most: int) -> Answer:
    """The answer, or where it is larger than it may be, an error that names what to leave out."""
    if len(answer.body) <= most:
        return answer
    asked = sorted(include.value for include in options.include)
    leave_out = f"Ask for less, without include={','.join(asked)}." if asked else "Send less."
    error = AnswerTooLarge(
        f"The answer is {len(answer.body)} bytes long; {most} are given. {leave_out}",
        limit=most,
        bytes=len(answer.body),
        option="include" if asked else None,
        value=",".join(asked),
    )
    return _refuse(error, _told(error, options))


def _told(error: BodycopyError, options: Options) -> dict[str, Any]:
    """The envelope of an error in a call whose options have been read."""
    return {**error.envelope(), "warnings": warning_list(options.warnings)}


def _as_line(answer: Answer, id_: LineId, options: Options) -> Answer:
    if answer.failure is not None:
        return answer
    line = answer_line(id_, answer.status, answer.media_type, answer.body, options)
    return replace(answer, body=line, media_type=NDJSON)
