"""Counting words."""

from __future__ import annotations

import pytest

from bodycopy.render import count_words

COUNTS = {
    "nothing": ("", 0),
    "marks alone": ("- … ¿?", 0),
    "english": ("The cat's 2 kittens, well-fed.", 7),
    "russian": ("Вчера открылась библиотека.", 3),
    "kanji and kana": ("東京で会う。", 5),
    "katakana with a long mark": ("サーバー", 4),
    "the middle dot is no word": ("ジョン・レノン", 6),
    "iteration mark": ("人々", 2),
    "chinese beyond the first plane": ("𠮷野家", 3),
    "half width kana": ("ｶﾀｶﾅ", 4),
    "mixed": ("NHKは7時のnewsを放送", 9),
    "korean has spaces": ("새 도서관이 열렸다", 3),
    "soft hyphen": ("Stra\u00adßen\u00adbahn", 1),
    "zero width space": ("a\u200bb", 1),
    "non-breaking space": ("5\u00a0km", 2),
}


@pytest.mark.parametrize(("text", "words"), COUNTS.values(), ids=COUNTS.keys())
def test_words(text: str, words: int) -> None:
    assert count_words(text) == words
