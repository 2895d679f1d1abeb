"""The hash that names the rules."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bodycopy import engine

RULES = [("rules/appeal/donate.py", b"a\nb"), ("rules/appeal/donate.toml", b"c")]


def test_the_hash_is_short_and_the_same_in_every_process() -> None:
    program = "from bodycopy.engine import rules_hash; print(rules_hash())"
    hashes = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout.strip()
        for seed in ("0", "1", "4711")
    }
    assert hashes == {engine.rules_hash()}
    assert re.fullmatch("[0-9a-f]{12}", engine.rules_hash())


CHANGES = {
    "content": [RULES[0], (RULES[1][0], b"d")],
    "name": [RULES[0], ("rules/appeal/give.toml", b"c")],
    "a file less": RULES[:1],
    "moved from one file into the next": [(RULES[0][0], b"a\n"), (RULES[1][0], b"bc")],
    "moved from the name into the content": [RULES[0], ("rules/appeal/donate.tom", b"lc")],
}


@pytest.mark.parametrize("changed", CHANGES.values(), ids=CHANGES.keys())
def test_any_change_changes_it(changed: list[tuple[str, bytes]]) -> None:
    assert engine.hash_files(iter(changed)) != engine.hash_files(iter(RULES))


def test_line_endings_of_a_checkout_do_not() -> None:
    assert engine.hash_files(iter([(RULES[0][0], b"a\r\nb"), RULES[1]])) == engine.hash_files(iter(RULES))


def test_it_covers_rules_tables_and_scorer_but_nothing_a_machine_leaves_behind() -> None:
    names = [name for room in engine.JUDGING for name in engine.source_names(room)]
    folder = Path(engine.__file__).parent
    assert "rules/label.py" in names
    assert "rules/appeal/donate.toml" in names
    assert "score/scorer.py" in names
    assert all((folder / name).is_file() for name in names)
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", "~"))]
