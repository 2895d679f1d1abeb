"""Training: folds hold sites together, tables weigh pages alike. (Trees are grown by `make train`, which installs what it needs.)"""

from __future__ import annotations

import math

import numpy as np
import pytest

from bench.pages import Gold
from bodycopy.blocks.text import cut_lines
from bodycopy.score import form
from bodycopy.score.features import names
from bodycopy.score.model import KINDS, Model
from training.folds import FOLDS, fold_of, site
from training.report import report
from training.store import shipped_path
from training.tables import MAX_OUTSIDE, SNIPPET_WEIGHT, Table, by_snippets

WORDS = form.NAMES.index("words")


def table(words: list[float], share: list[float], key: str = "set/page") -> Table:
    rows = np.zeros((len(words), len(names())), np.float32)
    rows[:, WORDS] = words
    return Table(key, 0, rows, np.array(share, np.float32))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.co.uk/a", "http://blog.example.co.uk/b?c"),
        ("https://example.com/a", "https://news.example.com:8080/"),
    ],
)
def test_pages_of_a_site_are_in_one_fold(one: str, other: str) -> None:
    assert site(one, "x") == site(other, "y")
    assert fold_of(one, "x") == fold_of(other, "y") < FOLDS


def test_a_page_without_an_address_is_a_site_of_its_own() -> None:
    assert site(None, "set/7") == "set/7"
    assert len({fold_of(None, f"set/{number}") for number in range(100)}) == FOLDS


def test_pages_weigh_alike_whatever_their_length() -> None:
    _, _, short = table([30, 30, 5], [1, 1, 0]).sampled(0)
    _, _, long = table([300, 300, 50], [1, 1, 0]).sampled(0)
    assert short == pytest.approx(long)


def test_of_very_many_blocks_outside_some_stand_for_all() -> None:
    words, share = [10.0] * 5000, [1.0] * 10 + [0.0] * 4990
    rows, labels, weights = table(words, share).sampled(3)
    assert len(rows) == 10 + MAX_OUTSIDE
    assert labels.sum() == 10
    assert weights[labels == 0].sum() == pytest.approx(499 * weights[labels == 1].sum())
    again = table(words, share).sampled(3)
    assert all((first == second).all() for first, second in zip((rows, labels, weights), again, strict=True))


def test_the_report_counts_f1_over_words() -> None:
    told = report("html", [table([50, 50], [1, 0])], {"set/page": np.array([0.9, 0.9], np.float32)})
    assert "0.6667 (1 pages)" in told


def test_models_are_shipped_small() -> None:
    for kind in KINDS:
        assert 0 < shipped_path(kind).stat().st_size < 2_000_000


def test_of_some_pages_only_snippets_are_known() -> None:
    page = cut_lines("The bridge closes on Monday.\n\nRead also: ten other bridges\n\nNobody knows this line.")
    known = by_snippets(page, Gold(wanted=("bridge  closes",), unwanted=("other bridges",)))
    assert known[:2] == [1.0, 0.0]
    assert math.isnan(known[2])
    found = table([5, 5, 5], known)
    assert not found.whole
    rows, labels, weights = found.sampled(0)
    assert (len(rows), labels.tolist(), weights.tolist()) == (2, [1, 0], [SNIPPET_WEIGHT] * 2)


def test_trees_are_exported_with_the_chances_that_they_were_learned_with() -> None:
    """Runs where the libraries for training are installed (`make train`)."""
    lightgbm = pytest.importorskip("lightgbm")
    fit = pytest.importorskip("training.fit")
    chance = np.random.default_rng(1)
    rows = chance.random((400, 6), dtype=np.float32)
    learned = lightgbm.train(
        fit.PARAMETERS | {"min_data_in_leaf": 5}, lightgbm.Dataset(rows, rows[:, 0] > rows[:, 1]), num_boost_round=20
    )
    given = Model(fit.export(learned)).predict(rows)
    assert given.shape == (400,)
    np.testing.assert_allclose(given, learned.predict(rows), atol=1e-6)
