"""Schemathesis makes calls from the OpenAPI document, right ones and wrong ones, and holds the answers against it.

A short run belongs to the tests; a long one, against the service as it runs, is slow: `make fuzz`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, settings
from schemathesis.specs.openapi.checks import negative_data_rejection
from tests.web.conftest import CONFIG, Inline
from tests.web.running import Service, start

from bodycopy.config import Config
from bodycopy.errors import RequestError
from bodycopy.options import CALL_OPTIONS, read_timed_options
from bodycopy.web import create_app
from bodycopy.web.openapi import describe_service

SHORT, LONG = 25, 3000

TOO_LATE = 504
GOOD_ENDS = {
    "positive_data_acceptance": {"expected-statuses": [200, 415, 422, TOO_LATE]},
    "not_a_server_error": {"expected-statuses": ["2xx", "3xx", "4xx", TOO_LATE]},
}
"""A page that was made by chance is seldom an article, and may look like something that is no page at all; and a call may ask
for next to no time."""

RAW = ("text/html", "application/xhtml+xml", "application/x-ndjson")
NOT_RANDOM = {"derandomize": True, "database": None}
CALM = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@schemathesis.serializer(*RAW)
def as_it_is(_context: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


def document_of(config: Config) -> Any:
    settings_of_checks = schemathesis.Config.from_dict({"checks": GOOD_ENDS})
    return schemathesis.openapi.from_dict(describe_service(config), config=settings_of_checks)


short, long = document_of(CONFIG), document_of(Config())
short.app = create_app(CONFIG, Inline())


@short.parametrize()
@settings(max_examples=SHORT, **NOT_RANDOM, **CALM)
def test_calls_and_answers_are_as_described(case: Any) -> None:
    call(case, CONFIG)


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    service = start(BODYCOPY_WORKERS="2")
    yield service
    assert service.stop() == 0


@pytest.mark.slow
@long.parametrize()
@settings(max_examples=LONG, **CALM)
def test_calls_and_answers_of_the_running_service_are_as_described(case: Any, service: Service) -> None:
    call(case, Config(), base_url=f"http://127.0.0.1:{service.port}")


def call(case: Any, config: Config, **where: Any) -> None:
    """Make the call and check the answer.

    What a schema cannot say is seen to here: an option stands in the query or in the body, a body is compressed as it is said
    to be, and where reading is strict, only some strings are addresses, days and seconds. Raw bodies are never wrong.
    """
    if case.meta.generation.mode.is_positive:
        case.headers.pop("Content-Encoding", None)
        members = case.body if isinstance(case.body, dict) else {}
        case.query = {name: value for name, value in case.query.items() if members.get(name) is None}
        given = case.query | {name: value for name, value in members.items() if value is not None}
        assume(is_taken({name: value for name, value in given.items() if name in CALL_OPTIONS}, config))
    raw = case.media_type != "application/json"
    case.call_and_validate(**where, excluded_checks=[negative_data_rejection] if raw else [])


def is_taken(given: dict[str, Any], config: Config) -> bool:
    pairs = {name: list(map(str, value)) if isinstance(value, list) else [str(value)] for name, value in given.items()}
    try:
        read_timed_options(pairs, config.deadline_seconds)
    except RequestError:
        return False
    return True
