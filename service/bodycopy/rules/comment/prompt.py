"""Invitations to comment, the form for it, and the buttons under a comment: "Leave a reply", "Antworten"."""

from __future__ import annotations

from bodycopy.model import Block, Kind
from bodycopy.phrases import ORNAMENTS, fold
from bodycopy.rules.comment.thread import is_thread
from bodycopy.rules.view import View
from bodycopy.rules.wording import is_only, is_quoted

MAX_CHARS = 160
LINK_DENSITY = 0.5
# An entry of a list may end with the button, and an article may speak of comments: the phrase has to begin the line or to be a
# good part of it.
PHRASE_SHARE = 0.3
_UNASKED = (Kind.TABLE, Kind.CODE, Kind.QUOTE)


def match_cued(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind in _UNASKED:
        return None
    phrase = view.said(block, "comment.prompt", "phrases")
    if phrase and not is_quoted(block.text, phrase) and _is_most(phrase, block.text):
        return phrase
    whole = is_only(block, "comment.prompt", "whole")
    if whole and (block.kind is Kind.OTHER or block.link_density > LINK_DENSITY or view.fact(is_thread)):
        return whole
    return None


def _is_most(phrase: str, text: str) -> bool:
    return len(phrase) >= PHRASE_SHARE * len(text) or fold(text).lstrip(ORNAMENTS).startswith(phrase)
