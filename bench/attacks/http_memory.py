"""What clients can make the HTTP process hold, and how long they can keep it from answering.

Each scenario runs against a service of its own, beside an innocent client that posts a small page
every so often. `python -m bench.attacks http_memory.NAME` runs one of them.
"""

from __future__ import annotations

from collections.abc import Callable

from bench.attacks.result import Result
from bench.attacks.scenarios import SCENARIOS, Scenario
from bench.attacks.service import MIB, running
from bench.attacks.watch import during

MOST_GROWTH_MIB = 150
MOST_GAP_SECONDS = 0.1


def run() -> Result:
    """Run every scenario; a result with the goals of all."""
    result = Result("http_memory")
    for scenario in SCENARIOS:
        one = run_one(scenario)
        result.goals += one.goals
        result.notes += one.notes
    return result


def run_one(scenario: Scenario) -> Result:
    """Run a scenario against a service of its own."""
    result = Result(f"http_memory.{scenario.name}")
    with running(**scenario.settings) as service:
        pid, told = service.http, scenario.name

        def attack() -> None:
            result.notes.append(f"{told}: {scenario.make(service.port)}")

        seen = during(attack, service.port, pid)
        replaced = seen.replaced or service.process.poll() is not None or service.http != pid
    result.at_most(f"{told}: growth of the HTTP process, MiB", seen.growth / MIB, MOST_GROWTH_MIB)
    result.at_most(f"{told}: longest time nobody is answered, s", seen.gap, MOST_GAP_SECONDS)
    result.at_most(f"{told}: HTTP process replaced", replaced, 0)
    lost = {why: count for why, count in seen.lost.items() if why not in scenario.may_be}
    result.at_most(f"{told}: innocents lost of {seen.innocents}", sum(lost.values()), 0)
    result.at_most(f"{told}: promises broken", len(scenario.broken), 0)
    figures = f"p99 {1000 * seen.p99:.0f} ms, the machine's own stall {1000 * seen.stall:.0f} ms"
    result.notes.append(f"{told}: innocents {figures}, lost {seen.lost}; {scenario.broken}")
    return result


def __getattr__(name: str) -> Callable[[], Result]:
    for scenario in SCENARIOS:
        if scenario.name == name:
            return lambda: run_one(scenario)
    raise AttributeError(name)
