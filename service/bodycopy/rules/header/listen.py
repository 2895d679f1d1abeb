"""An offer to have the page read aloud, and the player's own messages."""

from __future__ import annotations

import re

from bodycopy.model import Block, Kind
from bodycopy.phrases import bare, class_names, word_list
from bodycopy.rules.head import in_head
from bodycopy.rules.view import View

MAX_CHARS = 130

_NAMES = class_names("header.listen")
_PLAYED = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?: ?/ ?\d{1,2}:\d{2}(?::\d{2})?)?")
_UNASKED = (Kind.TABLE, Kind.CODE, Kind.QUOTE)


def match_cued(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind in _UNASKED:
        return None
    if phrase := view.said(block, "header.listen", "phrases"):
        return phrase
    token = view.named(block, _NAMES)
    if token and (_PLAYED.search(block.text) or in_head(block, view)):
        return token
    line = bare(_PLAYED.sub(" ", block.text))
    return line if line in word_list("header.listen", "whole") and in_head(block, view) else None
