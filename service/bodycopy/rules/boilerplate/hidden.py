"""Text that the page keeps from being seen: hidden elements, closed dialogs, words for screen readers only.

Seen as messages that a script shows later ("You have read all your free stories"), drafts, measuring text, and "opens in a new
window" beside links. Not all that is hidden is meant to stay so: tabs, accordions and "read on" buttons hide much of many
pages until they are pressed, so a larger hidden part is the scorer's to judge, and so is a page that is mostly such parts.
"""

from __future__ import annotations

from collections.abc import Iterable

from bodycopy.model import Block
from bodycopy.phrases import class_names
from bodycopy.rules.head import is_running
from bodycopy.rules.view import View

# Below this a hidden element holds a message, not a part of the text (development pages: nothing of the articles lost).
MESSAGE_CHARS = 300
# An article in plain sight has so many running paragraphs.
IN_SIGHT = 3
# A copy begins with so many of the same characters.
COPY_CHARS = 60

_FOR_SCREEN_READERS = class_names("boilerplate.hidden")
_ALWAYS = ("dialog",)
_COPY = "aria-hidden"


def asked(view: View) -> Iterable[int]:
    """The blocks in a hidden element; elsewhere it takes an element's name."""
    return view.hidden()


def match(block: Block, view: View) -> str | None:
    for scope in view.scopes(block):
        if scope.hidden in _ALWAYS:
            return scope.hidden
        if scope.hidden == _COPY and view.fact(_whole).count(_beginning(block)) > 1:
            return scope.hidden
        if scope.hidden and scope.hidden != _COPY and scope.chars <= MESSAGE_CHARS and view.fact(_in_sight) >= IN_SIGHT:
            return scope.hidden
    return view.named(block, _FOR_SCREEN_READERS) if len(block.text) <= MESSAGE_CHARS else None


def _in_sight(view: View) -> int:
    """How many running paragraphs of the page can be seen."""
    return sum(is_running(block, view) and not any(scope.hidden for scope in view.scopes(block)) for block in view.blocks)


def _whole(view: View) -> str:
    return "\n".join(block.text for block in view.blocks)


def _beginning(block: Block) -> str:
    """What a copy has in common with what it copies: it may be cut short, or have a stop where the other goes on."""
    return block.text[:COPY_CHARS].rstrip(".… ")
