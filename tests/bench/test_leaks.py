"""Captions, headlines and appeals in the body, on cases with one right answer."""

from __future__ import annotations

import re

from bench.appeals import AppealBlocks, find_candidates, judge_candidates, read_pattern
from bench.leaks import headline_leaks, leaked_captions
from bench.words import split_words

GOLD = "The harbour was closed on Monday. Ships waited outside for two days until the storm had passed."
CAPTION = "Waves break over the old harbour wall"


def test_a_caption_leaks_if_most_of_it_is_there() -> None:
    captions = [CAPTION, "Too short here", "Ships waited outside for two days"]
    ours = split_words(f"{CAPTION} on Monday. {GOLD}")
    leaked, counted = leaked_captions(captions, split_words(GOLD), ours, True)
    assert counted == [CAPTION], "short captions and those in the gold text are no measure"
    assert leaked == [CAPTION]
    assert leaked_captions(captions, split_words(GOLD), split_words(GOLD), True)[0] == []


def test_a_caption_in_other_words_does_not_leak() -> None:
    ours = split_words("Waves break over the new pier")
    assert leaked_captions([CAPTION], split_words(GOLD), ours, True)[0] == []


def test_a_headline_leaks_at_the_beginning_only() -> None:
    title, gold = "Storm closes harbour", split_words(GOLD)
    assert headline_leaks(title, gold, split_words(f"Storm closes harbour! {GOLD}"), True) is True
    assert headline_leaks(title, gold, gold, True) is False
    filling = "word " * 61
    assert headline_leaks(title, gold, split_words(f"{filling} {title}"), True) is False
    assert headline_leaks(title, gold, split_words(f"{filling[:-5]} {title}"), True) is True


def test_a_headline_of_the_gold_is_no_leak() -> None:
    assert headline_leaks("The harbour was closed", split_words(GOLD), split_words(GOLD), True) is None


PAGE = b"""<html><head><style>.newsletter{}</style></head><body>
<div class="outer"><p>Please donate to the harbour fund today, every penny counts.</p>
<p>Please donate to the harbour fund today, every penny counts.</p></div>
<div>The sailors donated their wages to the families of the storm's victims.</div>
<p>donate</p><p>Nothing of the kind is said in this longer paragraph.</p>
<script>var x = "subscribe to our newsletter and never miss a thing";</script></body></html>"""

PATTERN = re.compile(r"\b(?:donat\w*|newsletters?)\b", re.IGNORECASE)


def test_candidates_are_innermost_distinct_and_long_enough() -> None:
    assert find_candidates(PAGE, PATTERN) == [
        "Please donate to the harbour fund today, every penny counts.",
        "The sailors donated their wages to the families of the storm's victims.",
    ]
    assert find_candidates(b"", PATTERN) == []


def test_candidates_are_judged_on_both_sides() -> None:
    appeal, story = find_candidates(PAGE, PATTERN)
    gold = split_words(f"{GOLD} {story}")
    assert judge_candidates([appeal, story], gold, gold, True) == AppealBlocks(1, (), 1, ())
    wrong = split_words(f"{GOLD} {appeal}")
    assert judge_candidates([appeal, story], gold, wrong, True) == AppealBlocks(1, (appeal,), 1, (story,))


def test_the_list_of_words_is_read_with_word_boundaries(tmp_path) -> None:
    (tmp_path / "appeal-words.txt").write_text("# a comment\ndonat\\w*\nsign[- ]?up\n", encoding="utf-8")
    pattern = read_pattern(tmp_path)
    assert pattern.search("Sign up here")
    assert pattern.search("DONATIONS")
    assert not pattern.search("a comment")
    assert not pattern.search("resign upstream")
