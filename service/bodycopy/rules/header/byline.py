"""Who wrote it: "By Ann Lee", "Von Jan Beck und Eva Horn", "文＝", the author's name in a box of its own.

A line is a byline if it starts with such a word and holds nothing but names, or if its class says so and it is short. A
sentence that happens to begin with "By" has words in lower case that no byline has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bodycopy.model import Block, Kind
from bodycopy.phrases import class_names, fold, word_list
from bodycopy.rules.head import head_span, in_head, is_heading
from bodycopy.rules.header.dateline import date_words
from bodycopy.rules.lines import ends_sentence, has_no_capitals, normal
from bodycopy.rules.view import View

MAX_CHARS = 160
MAX_NAMED_CHARS = 80
MAX_WORDS = 16
# Scripts without capitals do not tell names from words; there only a short line is a byline.
MAX_CHARS_WITHOUT_CAPITALS = 30

_NAMES = class_names("header.byline")
_WIDE_NAMES = class_names("header.byline", "wide")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_UNASKED = (Kind.TABLE, Kind.CODE, Kind.QUOTE)


def asked(view: View) -> Iterable[int]:
    """The blocks of the head, where a name may stand alone; elsewhere it takes a word or an element's name."""
    return view.fact(head_span)


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind in _UNASKED:
        return None
    token = view.named(block, _NAMES)
    if token and len(block.text) <= MAX_NAMED_CHARS and not ends_sentence(block.text):
        return token
    head = in_head(block, view)
    start = view.said(block, "header.byline", "starts")
    placed = start and (not is_heading(block) if head else view.named(block, _WIDE_NAMES))
    if start and placed and fold(block.text).startswith(start) and _only_names(block.text[len(start) :]):
        return start
    return (_name_alone(block, view) or _label_alone(block, view)) if head else None


def _name_alone(block: Block, view: View) -> str | None:
    """A line that is the name of an author whom the metadata know, or short and marked as the author's."""
    name = view.fact(author_names).get(normal(block.text))
    if name or is_heading(block) or len(block.text) > MAX_NAMED_CHARS:
        return name
    token = view.named(block, _WIDE_NAMES)
    return token if token and _only_names(block.text) else None


def _label_alone(block: Block, view: View) -> str | None:
    """The label of a byline whose names are in the next line."""
    label = fold(block.text).rstrip(" :")
    return label if label == view.said(block, "header.byline", "starts") and not is_heading(block) else None


def author_names(view: View) -> dict[str, str]:
    """The names of the authors in the metadata by their normal form."""
    return {normal(person.name): person.name for person in view.metadata.authors if normal(person.name)}


def _only_names(text: str) -> bool:
    """Whether a text holds names, and nothing else but the small words between them."""
    if has_no_capitals(text):
        return len(text) <= MAX_CHARS_WITHOUT_CAPITALS and not text.rstrip().endswith(("。", "؟"))
    found = _WORD.findall(text)
    if not 1 <= len(found) <= MAX_WORDS or ends_sentence(text):
        return False
    small = word_list("header.byline", "links") | date_words()
    capitals = sum(word[0].isupper() for word in found)
    return capitals >= 1 and all(word[0].isupper() or fold(word).strip(".") in small for word in found)
