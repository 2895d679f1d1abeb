"""Asks everyone about every page, and measures the answers."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench import appeals
from bench.answers import Answer
from bench.cache import remembered
from bench.goals import HALF, WHOLE
from bench.ours import Scorers, ask_ours, ask_plain, in_processes, warm_up
from bench.pages import Sample
from bench.peers import HALF_CLEAN, WHOLE_PAGE, Peer
from bench.results import OURS, Run
from bench.scores import Score, score
from bodycopy.engine import VERSION, rules_hash

Answers = Mapping[str, Answer]

INPUT = " input"


@dataclass(frozen=True)
class _Task:
    """A page, what each system said of it, and its appeal-like blocks."""

    sample: Sample
    answers: Answers
    candidates: tuple[str, ...]


def run(samples: Sequence[Sample], folder: Path, peers: Sequence[Peer], jobs: int, scorers: Scorers, plain: bool = True) -> Run:
    """Measure us and the peers over all samples."""
    warm_up()
    candidates = appeal_candidates(samples, folder, jobs)
    systems: dict[str, Answers] = {OURS: _ours(samples, jobs, scorers)}
    systems |= {peer.name: peer.answers(samples, jobs) for peer in peers}
    if plain:
        systems |= _plain([sample for sample in samples if sample.page_type == "article"], jobs, scorers)
    tasks = [
        _Task(sample, {name: said[sample.key] for name, said in systems.items() if sample.key in said}, tuple(blocks))
        for sample, blocks in zip(samples, candidates, strict=True)
    ]
    measured = in_processes(_measure, tasks, jobs)
    broken = [outcome for outcome in measured if isinstance(outcome, str)]
    if broken:
        raise RuntimeError(f"{len(broken)} pages could not be measured: {broken[0]}")
    pages = [outcome for outcome in measured if not isinstance(outcome, str)]
    return Run(
        f"{OURS} {VERSION} ({rules_hash()}), models: {scorers}",
        {name: tuple(page[name] for page in pages if name in page) for name in systems},
    )


def appeal_candidates(samples: Sequence[Sample], folder: Path, jobs: int) -> list[list[str]]:
    """The appeal-like blocks of each page."""
    found = remembered(f"appeal-blocks-{appeals.REVISION}", partial(_candidates, folder=folder), samples, jobs)
    return [found[sample.key] for sample in samples]


def _candidates(sample: Sample, folder: Path) -> list[str]:
    return appeals.find_candidates(sample.html, appeals.read_pattern(folder))


def _ours(samples: Sequence[Sample], jobs: int, scorers: Scorers) -> Answers:
    return _by_key(samples, in_processes(partial(ask_ours, scorers=scorers), samples, jobs))


def _plain(samples: Sequence[Sample], jobs: int, scorers: Scorers) -> dict[str, Answers]:
    """Our answers to the plain text of each page as two tools make it, and that text itself."""
    systems: dict[str, Answers] = {}
    for name, maker in ((WHOLE, WHOLE_PAGE), (HALF, HALF_CLEAN)):
        inputs = maker.answers(samples, jobs)
        pages = [(sample, inputs[sample.key].text) for sample in samples]
        systems[name] = _by_key(samples, in_processes(partial(ask_plain, scorers=scorers), pages, jobs))
        systems[name + INPUT] = inputs
    return systems


def _by_key(samples: Sequence[Sample], outcomes: Sequence[Answer | str]) -> Answers:
    """Answers by page; a crash is an empty answer, and is told."""
    answers = {
        sample.key: Answer(trouble=f"crash: {outcome}") if isinstance(outcome, str) else outcome
        for sample, outcome in zip(samples, outcomes, strict=True)
    }
    for trouble, pages in Counter(answer.trouble for answer in answers.values() if answer.trouble).items():
        example = next(key for key, answer in answers.items() if answer.trouble == trouble)
        print(f"{pages} pages, such as {example}: {trouble}", file=sys.stderr)
    return answers


def _measure(task: _Task) -> dict[str, Score]:
    return {name: score(task.sample, answer, task.candidates) for name, answer in task.answers.items()}
