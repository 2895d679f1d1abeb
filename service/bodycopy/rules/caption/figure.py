"""The words under a picture, marked as such: `figcaption`, or a class that says caption.

The caption of a data table, and figures that hold a quotation, a listing or a table, are the article's.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from bodycopy.model import Block, Kind
from bodycopy.phrases import class_names
from bodycopy.rules.head import is_heading
from bodycopy.rules.view import View

MAX_CHARS = 1200
# A class that says "caption" is also set on running text by those who style by size; a caption so marked is short.
MAX_NAMED_CHARS = 700

_NAMES = class_names("caption.figure")
_PICTURES = class_names("caption.figure", "pictures")
_GOODS = class_names("caption.figure", "goods")
_CAPTION = class_names("caption.figure", "caption")
_NO_PICTURE = ("table", "pre", "code", "blockquote")
_TABLE_NAMES = class_names("caption.figure", "no_picture")
_UNASKED = (Kind.TABLE, Kind.CODE, Kind.QUOTE)


def asked(view: View) -> Iterable[int]:
    """The blocks that are captions in the markup; elsewhere it takes an element's name."""
    return chain(view.inside("figcaption"), (block.index for block in view.blocks if block.kind is Kind.CAPTION))


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind in _UNASKED:
        return None
    tag = view.within(block, "figcaption")
    if not tag and block.kind is not Kind.CAPTION and "caption.figure" not in view.known_around(block):
        return None
    if view.within(block, *_NO_PICTURE) or view.named(block, _TABLE_NAMES):
        return None
    if tag:
        return tag
    if block.kind is Kind.CAPTION and not view.within(block, "caption"):
        return "caption"
    if len(block.text) > MAX_NAMED_CHARS or is_heading(block):
        return None
    return view.named(block, _NAMES) or _called_caption(block, view)


def _called_caption(block: Block, view: View) -> str | None:
    """A class that says no more than "caption", beside a picture: products and diagrams have captions, too."""
    token = view.named(block, _CAPTION)
    if not token or view.named(block, _GOODS):
        return None
    return token if (token.lower() in _CAPTION or block.images or view.named(block, _PICTURES)) else None
