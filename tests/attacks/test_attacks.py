"""The attacks on the service, with their goals: `pytest -m slow -s tests/attacks`, half an hour."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from bench.attacks.__main__ import NAMES
from bench.attacks.scenarios import SCENARIOS

pytestmark = pytest.mark.slow

DATA = Path(__file__).parents[3] / "shared" / "data"
IN_PARTS = "http_memory"


@pytest.mark.parametrize("name", [name for name in NAMES if name not in (IN_PARTS, "busy_machine")])
def test_an_attack_meets_its_goals(name: str) -> None:
    result = importlib.import_module(f"bench.attacks.{name}").run()
    print(result)
    assert not result.missed


@pytest.mark.parametrize("name", [scenario.name for scenario in SCENARIOS])
def test_a_client_cannot_fill_or_hold_the_http_process(name: str) -> None:
    result = getattr(importlib.import_module(f"bench.attacks.{IN_PARTS}"), name)()
    print(result)
    assert not result.missed


def test_a_busy_machine_loses_no_page() -> None:
    attack = importlib.import_module("bench.attacks.busy_machine")
    try:
        attack.articles(2)
    except OSError:
        pytest.skip("the data sets are not here: set BODYCOPY_DATA")
    result = attack.run()
    print(result)
    assert not result.missed
