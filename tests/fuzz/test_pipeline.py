"""The whole pipeline on what nobody would write: it ends in an answer, the same one twice, in which nothing is lost.

A short run belongs to the tests; `make fuzz` goes on for longer, from other seeds each time.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.fuzz.strategies import OF_BYTES, OF_MARKUP, OF_TEXT, OPTIONS

from bodycopy.errors import UnsupportedInput
from bodycopy.isolation.task import answer_page
from bodycopy.model import Label, Options, Source
from bodycopy.pipeline import extract
from bodycopy.render.encode import JSON_TYPE

SHORT, LONG = 60, 4_000
CALM: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}
STATUSES = {200, 415, 422}
KINDS = [OF_BYTES, OF_MARKUP, OF_TEXT]
NAMES = ["bytes", "markup", "text"]


def hold(source: Source, options: Options) -> None:
    """What holds for every page."""
    answer = answer_page(source, options)
    assert answer.status in STATUSES
    body = answer.body.decode("utf-8")
    if answer.media_type != JSON_TYPE:
        assert without_time(answer_page(source, options).body) == without_time(answer.body)
        return
    told = json.loads(body)
    assert told.get("error", {}).get("code") == answer.code
    assert without_time(answer_page(source, options).body) == without_time(answer.body)
    nothing_is_lost(source, options, told)


def without_time(body: bytes) -> bytes:
    return body.rpartition(b'"elapsedMs"')[0] or body


def nothing_is_lost(source: Source, options: Options, told: dict[str, Any]) -> None:
    try:
        document = extract(source, options)
    except UnsupportedInput:
        assert told["error"]["code"] == UnsupportedInput.code
        return
    assert [block.index for block in document.blocks] == list(range(len(document.blocks)))
    assert all(block.verdict for block in document.blocks if block.label is not Label.BODY)
    assert all(block.text.strip() for block in document.blocks)
    assert len(document.body) + len(document.removed) == len(document.blocks)
    assert 0 <= document.quality.score <= 1
    if "blocks" in told:
        assert len(told["blocks"]) == len(document.blocks)
    if "removed" in told and "articleBody" in told:
        assert len(told["removed"]) == sum(block.label not in options.keep for block in document.removed)


@pytest.mark.parametrize("kind", range(3), ids=NAMES)
def test_a_page_of_chance_has_an_answer(kind: int) -> None:
    run(kind, settings(max_examples=SHORT, derandomize=True, database=None, **CALM))


@pytest.mark.slow
@pytest.mark.parametrize("kind", range(3), ids=NAMES)
def test_many_pages_of_chance_have_an_answer(kind: int) -> None:
    run(kind, settings(max_examples=LONG, **CALM))


def run(kind: int, how: settings) -> None:
    how(given(KINDS[kind], OPTIONS)(hold))()
