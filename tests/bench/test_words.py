"""What a word is, and how runs of them are found and cut out."""

from __future__ import annotations

import pytest

from bench.words import cut_runs, name_words, shingles, split_words


@pytest.mark.parametrize(
    ("text", "by_character", "words"),
    [
        ("Don't panic, 42!", True, ["don", "t", "panic", "42"]),
        ("ex\u00adtra zero\u200bwidth", True, ["extra", "zerowidth"]),
        ("東京タワーへ2回", True, list("東京タワーへ2回")),
        ("東京タワーへ行く", False, ["東京タワーへ行く"]),
        ("한국어 문장", True, ["한국어", "문장"]),
        ("中文 and words", True, ["中", "文", "and", "words"]),
        ("・、。", True, []),
    ],
)
def test_words(text: str, by_character: bool, words: list[str]) -> None:
    assert list(split_words(text, by_character).folded) == words


def test_case_is_kept_beside() -> None:
    assert split_words("The End").exact == ("The", "End")
    assert split_words("The End").folded == ("the", "end")


def test_shingles_of_a_short_text_are_one() -> None:
    assert shingles(["a", "b"], 4) == [("a", "b")]
    assert shingles([], 4) == []
    assert len(shingles(list("abcde"), 4)) == 2


def test_runs_are_of_whole_words() -> None:
    words = split_words("The cat sat. The cat ran!")
    assert words.find(("the", "cat", "ran")) == 3
    assert words.find(("the", "ca")) == -1
    assert words.find(()) == -1
    assert words.find(("the", "cat", "ran"), reach=5) == -1
    assert words.find(("the", "cat", "ran"), reach=6) == 3


def test_the_first_occurrence_is_cut() -> None:
    text = "Rain is coming, they say. Then rain is COMING again."
    assert cut_runs(text, ["rain is coming"], True, 3) == ", they say. Then rain is COMING again."
    assert cut_runs(text, ["is coming"], True, 3) == text
    assert cut_runs(text, ["snow is coming"], True, 3) == text


def test_names_are_words_alone() -> None:
    assert name_words("“The_ﬁrst”  Day – again") == "the first day again"
