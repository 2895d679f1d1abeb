"""A run as it is kept: who was measured, and every score of every page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.cache import cache_folder
from bench.scores import Score

OURS = "bodycopy"

LAST = "last.json"
BEFORE = "before.json"


@dataclass(frozen=True)
class Run:
    """Scores by system, in the order of the table's columns; plain text rows have their own systems (`html_text`, and the
    input itself as `html_text input`)."""

    engine: str
    scores: Mapping[str, tuple[Score, ...]]

    def to_json(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "engine": self.engine,
            "scores": {name: [asdict(score) for score in all_] for name, all_ in self.scores.items()},
        }

    def of(self, system: str) -> tuple[Score, ...]:
        """The scores of one system; none where it was not asked."""
        return self.scores.get(system, ())


def write_run(run: Run, file: Path, **extra: Any) -> None:
    """Write a run, and what else is worth keeping beside it."""
    file.write_text(json.dumps({**extra, **run.to_json()}, ensure_ascii=False), encoding="utf-8")


def read_run(file: Path) -> Run:
    """A run as it was written."""
    kept = json.loads(file.read_text(encoding="utf-8"))
    scores = {name: tuple(Score.from_json(row) for row in rows) for name, rows in kept["scores"].items()}
    return Run(kept["engine"], scores)


def keep_run(run: Run) -> None:
    """Keep a run as the last one; the one before it stays too."""
    last = cache_folder() / LAST
    if last.exists():
        last.replace(cache_folder() / BEFORE)
    write_run(run, last)


def kept(name: str) -> Path:
    """Where the last run, or the one before it, was kept."""
    return cache_folder() / name
