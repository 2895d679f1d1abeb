"""Counting words in any script."""

from __future__ import annotations

import re

# The marks that repeat them, hiragana, katakana (also half width), Han with its extensions and compatibility forms.
_NO_SPACES = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)

_RUN = re.compile(r"\w+")
_WORD = re.compile(rf"[{_NO_SPACES}]|[^\W{_NO_SPACES}]+")

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def count_words(text: str) -> int:
    """Runs of word characters; scripts written without spaces (Han, kana) count a character a word."""
    for sign in _INVISIBLE:
        text = text.replace(sign, "")
    runs = _RUN.findall(text)
    # Most runs are ASCII, and a word each; `_WORD` takes four times as long as `_RUN`.
    other = [run for run in runs if not run.isascii()]
    return len(runs) - len(other) + len(_WORD.findall(" ".join(other)))
