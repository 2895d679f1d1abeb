"""Author, day and counters in one line: "Posted by Ann Lee at 8:11 PM 3 comments", "by ann » Sun Aug 02, 2020 6:44 pm".

Seen under headlines, under the posts of blogs and over each post of a forum. The line begins with the words of a byline, or
with a date that these follow; beside them and the date there is a name and nothing else. A sentence that begins so
("By May 2020 Apple had ...") has other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from bodycopy.model import Block, Kind
from bodycopy.phrases import fold, word_list
from bodycopy.rules.comment.thread import is_thread
from bodycopy.rules.head import in_head, is_heading
from bodycopy.rules.header.byline import author_names
from bodycopy.rules.header.dateline import date_sign, date_words
from bodycopy.rules.lines import ends_sentence, has_no_capitals, is_made_of, left_over, words
from bodycopy.rules.view import View

MAX_CHARS = 140
# A name or two, and the paper or the place.
MAX_NAME_WORDS = 6

_DIGIT = re.compile(r"\d")
_CAPITALISED = re.compile(r"[^\W\d_]+")
_UNASKED = (Kind.TABLE, Kind.CODE, Kind.QUOTE)


def asked(view: View) -> Iterable[int]:
    """The blocks with the first word of a byline."""
    return (block.index for block in view.blocks if "header.byline" in view.speaking(block))


def match(block: Block, view: View) -> str | None:
    start = view.said(block, "header.byline", "starts")
    if not start or len(block.text) > MAX_CHARS or block.kind in _UNASKED or is_heading(block):
        return None
    if not _DIGIT.search(block.text) or not (in_head(block, view) or view.fact(is_thread) or not view.is_inside(block)):
        return None
    sign = date_sign(block.text)
    if not sign or not is_made_of(fold(block.text).partition(start)[0], _line_words()) or ends_sentence(block.text):
        return None
    names = left_over(block.text, _line_words())
    if not names or len(names) > MAX_NAME_WORDS or (view.is_inside(block) and not _are_names(names, block, view)):
        return None
    return f"{start} ... {sign}"


def _are_names(names: list[str], block: Block, view: View) -> bool:
    """Whether words can be names: written like names, of a known author, or of somebody in a forum."""
    if view.fact(is_thread) or has_no_capitals(block.text):
        return True
    known = {word for name in view.fact(author_names).values() for word in words(name)}
    capitalised = {fold(word) for word in _CAPITALISED.findall(block.text) if word[0].isupper()}
    return set(names) <= known | capitalised


@cache
def _line_words() -> frozenset[str]:
    """All the words of which such a line may be made, names aside."""
    starts = {word for start in word_list("header.byline", "starts") for word in words(start)}
    return frozenset(starts) | date_words() | word_list("header.byline", "links") | word_list("header.counts", "words")
