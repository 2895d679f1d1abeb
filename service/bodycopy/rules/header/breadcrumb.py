"""The way to the page: "Home > Politics > Elections", "You are here: ..."."""

from __future__ import annotations

import re

from bodycopy.model import Block, Kind
from bodycopy.rules.head import above_text
from bodycopy.rules.lines import normal
from bodycopy.rules.phrases import class_names, fold, word_list
from bodycopy.rules.view import View

MAX_CHARS = 300

_NAMES = class_names("header.breadcrumb")
_STEP = re.compile(r"\s*[>›»→/|\\•·]\s*|\s-\s")


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind in (Kind.TABLE, Kind.CODE):
        return None
    if (token := view.named(block, _NAMES)) and not block.text.endswith((".", "!", "。")):
        return token
    if not above_text(block, view):
        return None
    here = view.said(block, "header.breadcrumb", "here")
    if here and fold(block.text).startswith(here):
        return here
    first, *rest = _STEP.split(fold(block.text).strip(), maxsplit=1)
    if rest and rest[0] and first in word_list("header.breadcrumb", "home"):
        return first
    return _is_trail(block, view)


def _is_trail(block: Block, view: View) -> str | None:
    """The way as the metadata tell it, home left out."""
    steps = [normal(step.name) for step in view.metadata.breadcrumbs]
    ours = [normal(step) for step in _STEP.split(block.text) if normal(step)]
    if len(ours) >= 2 and all(step in steps for step in ours):
        return block.text[:MAX_CHARS]
    return None
