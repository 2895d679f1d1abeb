"""Pages that mean harm, sent to a running service: each comes to an end of its own, and others notice nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from tests.web.running import HTML, Service, start

from bench.hostile import MAKERS
from bodycopy.isolation.trial import PAGE

SMALL = 0.02
DEADLINE_SECONDS = 2

ENDS = {
    200: {None},
    413: {"too_large"},
    415: {"unsupported_media_type"},
    422: {"no_article"},
    500: {"memory_exceeded", "worker_died"},
    504: {"deadline_exceeded"},
}
"""How a page may end; `internal` is none of them."""


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    service = start(BODYCOPY_WORKERS="2", BODYCOPY_DEADLINE_SECONDS="30")
    yield service
    assert service.stop() == 0


class Neighbour(threading.Thread):
    """A client that sends normal pages all the while, and writes down what it gets."""

    def __init__(self, service: Service) -> None:
        super().__init__()
        self.service = service
        self.outcomes: list[tuple[int, Any]] = []
        self.enough = threading.Event()

    def run(self) -> None:
        while not self.enough.wait(0.02):
            status, answer = self.service.ask("POST", "/v1/extract", PAGE.encode(), HTML)
            self.outcomes.append((status, answer.get("headline")))


@pytest.fixture(scope="module")
def neighbour(service: Service) -> Iterator[Neighbour]:
    neighbour = Neighbour(service)
    neighbour.start()
    yield neighbour
    neighbour.enough.set()
    neighbour.join()


@pytest.mark.parametrize("name", MAKERS)
def test_a_hostile_page_ends_well_and_harms_nobody(service: Service, neighbour: Neighbour, name: str) -> None:
    before = len(neighbour.outcomes)
    status, answer = service.ask("POST", f"/v1/extract?deadline={DEADLINE_SECONDS}", MAKERS[name](SMALL), HTML)
    assert answer.get("error", {}).get("code") in ENDS.get(status, ()), answer
    assert "root:" not in str(answer)
    assert set(neighbour.outcomes[before:]) <= {(200, "The ferry is back")}


def test_the_neighbour_was_there_all_the_while(neighbour: Neighbour) -> None:
    neighbour.enough.set()
    neighbour.join()
    assert len(neighbour.outcomes) > 10
    assert set(neighbour.outcomes) == {(200, "The ferry is back")}
