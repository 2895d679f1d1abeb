"""A short line that shares a small box with a picture, and hardly anything else.

Sites that write no `figcaption` set picture and caption into one `div` of their own. The box holds the picture, the line,
perhaps a credit; a box that holds paragraphs of the article is none.
"""

from __future__ import annotations

from bodycopy.model import Block, Kind
from bodycopy.rules.phrases import class_names
from bodycopy.rules.view import View

MAX_CHARS = 300
MAX_BOX_CHARS = 450
MAX_BOX_BLOCKS = 3

_NAMES = class_names("caption.beside_image")


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind in (Kind.HEADING, Kind.TABLE, Kind.CODE, Kind.QUOTE, Kind.ITEM):
        return None
    if tag := view.within(block, "figure", "picture"):
        return tag
    if not block.images:
        return None
    for scope in view.scopes(block):
        if scope.chars > MAX_BOX_CHARS or scope.blocks > MAX_BOX_BLOCKS:
            return None
        if scope.tag in ("div", "span", "aside", "figure", "p") and (token := view.named(block, _NAMES)):
            return token
    return None
