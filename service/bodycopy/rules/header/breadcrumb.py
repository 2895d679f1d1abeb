"""The way to the page: "Home > Politics > Elections", "You are here: ..."."""

from __future__ import annotations

import re

from bodycopy.model import Block, Kind
from bodycopy.phrases import class_names, fold, word_list
from bodycopy.rules.head import above_text, text_at
from bodycopy.rules.lines import normal
from bodycopy.rules.view import View

MAX_CHARS = 300

_NAMES = class_names("header.breadcrumb")
_MARK = re.compile(r"[>›»→/|\\•·]|\s-\s")
_STEP = re.compile(r"(?<!\s)(?:\s*[>›»→/|\\•·]\s*|\s+-\s)")
_UNASKED = (Kind.TABLE, Kind.CODE)


def asked(view: View) -> range:
    """The blocks above the text; elsewhere it takes an element's name."""
    return range(view.fact(text_at))


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind in _UNASKED:
        return None
    if (token := view.named(block, _NAMES)) and not block.text.endswith((".", "!", "。")):
        return token
    if not above_text(block, view):
        return None
    here = view.said(block, "header.breadcrumb", "here")
    if here and fold(block.text).startswith(here):
        return here
    if not _MARK.search(block.text):
        return None
    steps = _STEP.split(fold(block.text).strip())
    if any(steps[1:]) and steps[0] in word_list("header.breadcrumb", "home"):
        return steps[0]
    return _is_trail(block, view)


def _is_trail(block: Block, view: View) -> str | None:
    """The way as the metadata tell it, home left out."""
    told = view.fact(steps_told)
    if told and len(ours := [normal(step) for step in _STEP.split(block.text) if normal(step)]) > 1 and told.issuperset(ours):
        return block.text
    return None


def steps_told(view: View) -> frozenset[str]:
    """The steps of the way to the page in the metadata, normalised."""
    return frozenset(normal(step.name) for step in view.metadata.breadcrumbs)
