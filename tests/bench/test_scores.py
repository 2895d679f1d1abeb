"""All measures of one answer together, and the rows of the table over several."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from bench import measures
from bench.answers import Answer
from bench.goals import TABLE
from bench.pages import Gold, Sample
from bench.results import OURS, Run, read_run, write_run
from bench.scores import Score, score
from bench.table import figures, table_rows

TEXT = "The ferry sails again from Monday on. The fare stays what it was before the winter."
TEASER = "After months in the dock, a ferry returns"

GOLD = Gold(
    text=TEXT,
    title="Back on the strait",
    authors=("Ann Lee",),
    date="2026-03-01",
    captions=("The ferry at its pier in the morning",),
    wanted=("The fare stays",),
    unwanted=("Subscribe now", "The fare stays what it was"),
    neutral=(TEASER,),
)

Make = Callable[..., Sample]


@pytest.fixture
def sample() -> Make:
    def make(gold: Gold = GOLD, set_: str = "fundus-dev", page_type: str = "article") -> Sample:
        return Sample(set_, "1", Path("1.html.gz"), "https://example.com/1", gold, page_type, "en-GB")

    return make


def test_a_right_answer_is_right_in_everything(sample: Make) -> None:
    answer = Answer(TEXT, "Back on the strait", ("Ann Lee",), "2026-03-01", "en", GOLD.captions)
    found = score(sample(), answer, ["Subscribe now to read on, says the box"])
    assert found.f1 == 1
    assert found.shingles == (1, 0, 0)
    assert (found.unwanted_leaked, found.unwanted) == ((), 1), "what the gold has itself is not unwanted"
    assert (found.captions_leaked, found.captions, found.captions_known, found.captions_gold) == ((), 1, 1, 1)
    assert found.headline_leaked is False
    assert (found.headline, found.authors, found.day, found.language) == (True, True, True, True)
    assert found.appeals.due == 1
    assert found.appeals.leaked == ()


def test_a_teaser_counts_neither_way(sample: Make) -> None:
    assert score(sample(), Answer(f"{TEASER.upper()}: {TEXT}"), []).f1 == 1
    assert score(sample(replace(GOLD, neutral=())), Answer(f"{TEASER}: {TEXT}"), []).f1 < 1


def test_nothing_is_right_where_nothing_is_due(sample: Make) -> None:
    empty = sample(replace(GOLD, text=""))
    assert score(empty, Answer(""), []).f1 == 1
    assert score(empty, Answer("something"), []).f1 == 0


def test_pages_without_a_text_are_measured_by_snippets(sample: Make) -> None:
    found = score(sample(replace(GOLD, text=None)), Answer(TEXT), [])
    assert found.words is None
    assert found.headline_leaked is None
    assert found.snippets == (1, 0, 1, 1)
    assert found.f1 == pytest.approx(2 / 3)


def test_no_gold_no_field(sample: Make) -> None:
    bare = sample(replace(GOLD, title=None, authors=(), date="2026-03"))
    found = score(bare, Answer(TEXT, "A headline", ("Bob",), "2026-03-02"), [])
    assert (found.headline, found.authors, found.day) == (None, None, None)


def test_precision_asks_only_what_was_given(sample: Make) -> None:
    scores = [score(sample(), answer, []) for answer in (Answer(date="2026-03-01"), Answer(date="2026-04-01"), Answer())]
    assert measures.day_right(scores).figure == pytest.approx(1 / 3)
    assert measures.day_precision(scores) == measures.Value(0.5, 2, 1)


def test_rows_pick_sets_and_types(sample: Make) -> None:
    scores = [
        score(sample(set_=name, page_type=kind), Answer(), [])
        for name, kind in (("fundus-dev", "article"), ("wcxb-dev", "article"), ("wcxb-dev", "forum"))
    ]
    row = measures.Measure("x", "fundus-dev+wcxb-dev:article", measures.word_f1)
    assert [(one.set, one.page_type) for one in measures.select(row, scores)] == [
        ("fundus-dev", "article"),
        ("wcxb-dev", "article"),
    ]


def test_less_is_better_for_leaks() -> None:
    leak = measures.Measure("leak", "s", measures.unwanted_leak, less=True)
    assert leak.meets(0.02, 0.03) is True
    assert leak.meets(0.04, 0.03) is False
    assert leak.meets(0.04, None) is None
    assert measures.Measure("f1", "s", measures.word_f1).meets(0.95, 0.96) is False


def test_every_row_has_its_own_name() -> None:
    names = [(measure.name, measure.sets) for measure in TABLE]
    assert len(names) == len(set(names))


def test_a_run_is_kept_and_read_again(sample: Make, tmp_path: Path) -> None:
    ours = score(sample(), Answer(TEXT, "Ferry"), ["Subscribe now to read on, says the box"])
    run = Run("bodycopy 1", {OURS: (ours,), "other": (score(sample(), Answer(), []),)})
    write_run(run, tmp_path / "run.json", figures=figures(run))
    assert read_run(tmp_path / "run.json") == run
    kept = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert kept["figures"]["word F1 | fundus-dev"] == {OURS: 1.0, "other": 0.0}


def test_a_score_survives_json(sample: Make) -> None:
    found = score(sample(), Answer(TEXT), [])
    assert Score.from_json(json.loads(json.dumps(asdict(found)))).f1 == found.f1


def test_the_table_says_what_is_met(sample: Make) -> None:
    run = Run("bodycopy 1", {OURS: (score(sample(), Answer(TEXT, "Other"), []),)})
    rows = {(row[0], row[1]): row for row in table_rows(run, ["absent"])}
    assert rows["word F1", "fundus-dev"][2:] == ["1.0000", "-", ">= 0.960", "yes", ">= 0.980", "yes"]
    assert rows["headline equal", "fundus-dev"][2:] == ["0.0000", "-", ">= 0.850", "no", ">= 0.950", "no"]
    assert ("word F1", "wcxb-dev") not in rows
