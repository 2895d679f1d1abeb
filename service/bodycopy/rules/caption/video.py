"""A video's title, its length, and what its player says when it does not play."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bodycopy.model import Block, Kind
from bodycopy.phrases import class_names, fold
from bodycopy.rules.head import is_heading
from bodycopy.rules.view import View
from bodycopy.rules.wording import is_only

MAX_CHARS = 200
MAX_BESIDE_PLAYER = 160

_NAMES = class_names("caption.video")
_LENGTH = re.compile(
    r"\b(?:video|vidéo|vídeo|видео|відео|動画|视频|فيديو)[ :|,(·-]{0,3}\d{1,2}:\d{2}|\(\d{1,2}:\d{2}(?::\d{2})?\)$",
    re.IGNORECASE,
)
_UNASKED = (Kind.TABLE, Kind.CODE, Kind.QUOTE)


def asked(view: View) -> Iterable[int]:
    """The blocks that may hold a video's length; elsewhere it takes words or an element's name."""
    return (block.index for block in view.blocks if ":" in block.text)


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind in _UNASKED:
        return None
    if message := view.said(block, "caption.video", "messages"):
        return message
    if whole := is_only(block, "caption.video", "whole"):
        return None if block.kind is Kind.ITEM or is_heading(block) else whole
    if len(block.text) <= MAX_BESIDE_PLAYER and (token := view.named(block, _NAMES)) and not block.text.endswith("."):
        return token
    found = _LENGTH.search(block.text) if ":" in block.text else None
    if found:
        return found[0]
    label = view.said(block, "caption.video", "labels") if block.kind is not Kind.ITEM else None
    return label if label and fold(block.text).startswith(label) and not block.text.endswith(".") else None
