"""Headline, authors and day: what counts as the same."""

from __future__ import annotations

import pytest

from bench.field_measures import author_set, authors_equal, day_equal, headline_equal, read_moment


@pytest.mark.parametrize(
    ("gold", "ours", "equal"),
    [
        ("“Storm” closes harbour", "Storm closes  harbour.", True),
        ("Storm closes the old harbour", "Storm closes the old harbour now", False),
        ("Storm closes the old harbour of Ems", "Storm closes the old harbour of Ems II", True),
        ("Storm closes the old harbour of Ems II", "Storm closes the old harbour of Ems", True),
        ("Storm closes harbour", "Storm closes harbour - The Daily Wave", False),
        ("Storm", None, False),
        ("Storm", "", False),
    ],
)
def test_headline(gold: str, ours: str | None, equal: bool) -> None:
    assert headline_equal(gold, ours) is equal


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["By Ann Lee and Bob Ray"], {"ann lee", "bob ray"}),
        (["Von Jörg Groß und Eva Maß"], {"jorg gross", "eva mass"}),
        (["José Pérez y Ana Gil; dpa/AFP"], {"jose perez", "ana gil", "dpa", "afp"}),
        (["A. Lee | B. Ray & C. Fox"], {"a lee", "b ray", "c fox"}),
        (["Andy Byrd"], {"andy byrd"}),
        (["", " - "], set()),
    ],
)
def test_authors_are_a_set(names: list[str], expected: set[str]) -> None:
    assert author_set(names) == expected


def test_all_authors_and_no_others() -> None:
    assert authors_equal(["Ann Lee", "Bob Ray"], ["BOB RAY", "Ann  Lee"])
    assert not authors_equal(["Ann Lee", "Bob Ray"], ["Ann Lee"])
    assert not authors_equal(["Ann Lee"], [])


@pytest.mark.parametrize(
    ("gold", "ours", "equal"),
    [
        ("2026-03-01", "2026-03-01", True),
        ("2026-03-01", "2026-03-01T23:30:00+01:00", True),
        ("2026-03-01 23:30:00+00:00", "2026-03-02T00:30:00+01:00", True),
        ("2026-03-01 23:30:00+00:00", "2026-03-02T00:30:00", False),
        ("2026-03-01 23:30:00+00:00", "2026-03-02", False),
        ("2026-3-1", "2026-03-01", True),
        ("2026-03-01", None, False),
        ("2026-03-01", "March", False),
    ],
)
def test_day(gold: str, ours: str | None, equal: bool) -> None:
    due = read_moment(gold)
    assert due is not None
    assert day_equal(due, ours) is equal


def test_a_bare_month_is_no_day() -> None:
    assert read_moment("2015-11") is None
    assert read_moment("2015-13-01") is None
    assert read_moment(None) is None
