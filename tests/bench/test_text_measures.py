"""Bags, shingles and snippets on texts small enough to count by hand."""

from __future__ import annotations

import pytest

from bench.text_measures import (
    ShingleShares,
    Snippets,
    leaked_snippets,
    mean_shingles,
    segments,
    segments_f1,
    shingle_shares,
    word_ratio,
)
from bench.words import Ratio, split_words


def test_words_are_a_bag() -> None:
    ratio = word_ratio(split_words("one two two three"), split_words("Two three THREE four"))
    assert ratio == Ratio(0.5, 0.5)
    assert ratio.f1 == 0.5


def test_an_empty_answer_has_nothing() -> None:
    assert word_ratio(split_words("one"), split_words("")).f1 == 0


def test_shingles_keep_case_and_number() -> None:
    shares = shingle_shares(split_words("a b c d e"), split_words("a b c d E"))
    assert shares == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert shingle_shares(split_words("a b c d"), split_words("a b c d")) == (1, 0, 0)
    assert shingle_shares(split_words("a b"), split_words("a b c")) == (0, 0.5, 0.5)


def test_shingle_means_leave_out_what_was_not_due_or_not_given() -> None:
    pages = [ShingleShares(0.5, 0.5, 0), ShingleShares(0, 0, 1), ShingleShares(0, 1, 0)]
    assert mean_shingles(pages) == Ratio(0.25, 0.5)


def test_segments_are_substrings_with_white_space_folded() -> None:
    text = "A first\n line. Another one"
    assert segments(text, ["first line", "missing"], ["noth", "absent", "other"]) == Snippets(1, 1, 2, 1)
    assert segments(text, ["FIRST line"], []) == Snippets(0, 1, 0, 0)


def test_segments_f1_sums_over_pages() -> None:
    assert segments_f1([Snippets(1, 1, 0, 2), Snippets(1, 0, 1, 0)]) == pytest.approx(2 * 2 / (2 * 2 + 1 + 1))
    assert segments_f1([]) == 0


def test_unwanted_snippets_that_the_gold_has_do_not_count() -> None:
    ours = split_words("Sign up now! The news of the day. Homeward bound.")
    gold = split_words("The news of the day.")
    leaked, counted = leaked_snippets(["sign-up now", "the news", "Home", "—"], gold, ours, True)
    assert leaked == ["sign-up now"]
    assert counted == ["sign-up now", "Home"]
