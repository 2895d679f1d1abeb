"""Which agency the story comes from, on a line of its own.

Seen at the end of stories ("(Reuters)", "dpa/epd", "Source: AFP"). A sentence that names an agency goes on like a sentence.
"""

from __future__ import annotations

import re

from bodycopy.model import Block, Kind
from bodycopy.phrases import word_list
from bodycopy.rules.closing import is_over
from bodycopy.rules.lines import left_over, words
from bodycopy.rules.view import View
from bodycopy.rules.wording import opens

MAX_CHARS = 80
MAX_OTHER_WORDS = 4

_LABELLED = re.compile(r"[^:：]{2,20}[:：]\s*\S")


def match_cued(block: Block, view: View) -> str | None:
    if (
        len(block.text) > MAX_CHARS
        or block.kind not in (Kind.PARAGRAPH, Kind.OTHER, Kind.HEADING)
        or not (is_over(block, view) or not view.is_inside(block))
    ):
        return None
    agencies = word_list("tail.agency", "agencies")
    said = words(block.text)
    named = [word for word in said if word in agencies]
    if named and not left_over(block.text, agencies | word_list("tail.agency", "joining")):
        return named[0]
    label = opens(block, view, "tail.agency", "label")
    if label and _LABELLED.match(block.text) and (named or len(said) <= MAX_OTHER_WORDS + len(label.split())):
        return label
    return None
