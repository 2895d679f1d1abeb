"""A short line that shares a small box with a picture, and hardly anything else.

Sites that write no `figcaption` set picture and caption into one `div` of their own. The box holds the picture, the line,
perhaps a credit; a box that holds paragraphs of the article is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from bodycopy.model import Block, Kind
from bodycopy.phrases import class_names
from bodycopy.rules.view import View
from bodycopy.tokens import token_words

MAX_CHARS = 300
MAX_BOX_CHARS = 450
MAX_BOX_BLOCKS = 3

_NAMES = class_names("caption.beside_image")


def asked(view: View) -> Iterable[int]:
    """The blocks that follow an image or share a figure with one."""
    return chain(view.inside("figure", "picture"), (block.index for block in view.blocks if block.images))


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind not in (Kind.PARAGRAPH, Kind.OTHER):
        return None
    for scope in view.scopes(block):
        if scope.chars > MAX_BOX_CHARS or scope.blocks > MAX_BOX_BLOCKS:
            return None
        if scope.tag in ("figure", "picture"):
            return scope.tag
        if block.images and scope.tag in ("div", "span", "aside", "p"):
            token = next((token for token in scope.tokens if _first_word(token) in _NAMES), None)
            if token:
                return token
    return None


def _first_word(token: str) -> str:
    """The word that a class token begins with: `image_image-widget__LYZT4` is an image, `no-image-border` is not."""
    return next(iter(token_words(token)), "")
