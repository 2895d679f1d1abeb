"""How long the page takes to read: "5 min read", "Lesezeit: 4 Minuten", "約3分で読めます"."""

from __future__ import annotations

import re

from bodycopy.model import Block
from bodycopy.phrases import class_names, word_list
from bodycopy.rules.head import in_head
from bodycopy.rules.header.dateline import date_words, is_chronicle
from bodycopy.rules.lines import left_over
from bodycopy.rules.view import View

MAX_CHARS = 100
# In the head, an author or a date may share the line.
MAX_OTHER_WORDS = 5

_NAMES = class_names("header.reading_time")
_DIGIT = re.compile(r"\d")


def match_cued(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS:
        return None
    if token := view.named(block, _NAMES):
        return token
    phrase = view.said(block, "header.reading_time", "phrases")
    if not phrase or not _DIGIT.search(block.text):
        return None
    over = left_over(block.text, word_list("header.reading_time", "words") | date_words())
    if in_head(block, view):
        return phrase if len(over) <= MAX_OTHER_WORDS else None
    return None if over or (view.is_inside(block) and view.fact(is_chronicle)) else phrase
