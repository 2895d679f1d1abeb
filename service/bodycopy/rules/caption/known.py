"""Text that the metadata give as the caption of one of the page's images."""

from __future__ import annotations

from collections.abc import Iterable

from bodycopy.model import Block, Kind
from bodycopy.rules.head import is_heading
from bodycopy.rules.lines import normal
from bodycopy.rules.view import View

MIN_WORDS = 4
MAX_CHARS = 700
_UNASKED = (Kind.TABLE, Kind.CODE, Kind.QUOTE)


def asked(view: View) -> Iterable[int]:
    """All blocks, where the metadata have captions."""
    return range(len(view.blocks)) if view.fact(captions_told) else ()


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind in _UNASKED or is_heading(block):
        return None
    captions = view.fact(captions_told)
    if not captions or normal(block.text) == normal(view.metadata.description or ""):
        return None
    text = normal(block.text)
    return "metadata image caption" if text.count(" ") >= MIN_WORDS - 1 and text in captions else None


def captions_told(view: View) -> frozenset[str]:
    """The captions in the metadata, normalised."""
    return frozenset(normal(image.caption) for image in view.metadata.images if image.caption)
