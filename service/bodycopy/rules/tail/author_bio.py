"""Who the author is: a few lines under the text, in a box of their own or in the third person.

Seen under opinion pieces and features ("Jane Doe is a freelance writer based in Leeds"), beside a portrait, over a list of the
author's other stories. A person whom the article itself describes has running text after the description.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bodycopy.model import Block, Kind
from bodycopy.phrases import class_names, fold
from bodycopy.rules.closing import is_over
from bodycopy.rules.view import View
from bodycopy.rules.wording import is_only, is_quoted, opens

MAX_CHARS = 700
MAX_BOXED_CHARS = 1200

# Before the name there is room for a title ("Our correspondent", "Prof. Dr.").
TITLE_WORDS = 3
BEGINNING_CHARS = 120
BULLETS = "•*–-—| "

# "Jane Doe has been a freelance technology journalist": a name, and what writers for a site are called in English; the tables
# hold what they are called elsewhere.
_PROFESSION = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){2,4}(?:is|was|has been) "
    r"(an? (?:[\w&-]+ ){0,5}(?:writer|journalist|reporter|editor|columnist|correspondent|blogger))\b"
)

_NAMES = class_names("tail.author_bio")
_UNASKED = (Kind.CODE, Kind.TABLE)


def asked(view: View) -> Iterable[int]:
    """The blocks that say what somebody is; elsewhere it takes words or an element's name."""
    return (block.index for block in view.blocks if " is a" in block.text or " was a" in block.text or " been a" in block.text)


def match(block: Block, view: View) -> str | None:
    if block.kind in _UNASKED or len(block.text) > MAX_BOXED_CHARS:
        return None
    if token := view.named(block, _NAMES):
        return token
    if len(block.text) > MAX_CHARS or not (is_over(block, view) or not view.is_inside(block)):
        return None
    name = _begins_with_author(block, view)
    role = view.said(block, "tail.author_bio", "role")
    if name and role and _introduces(fold(block.text), name, role):
        return f"{name} ... {role}"
    if found := _PROFESSION.match(block.text):
        return found[1]
    said = view.said(block, "tail.author_bio", "strong")
    if said and not is_quoted(block.text, said):
        return said
    return opens(block, view, "tail.author_bio", "opening") or is_only(block, "tail.author_bio", "whole")


def _introduces(text: str, name: str, role: str) -> bool:
    """Whether a text begins with the name, or has the role right after it: "whether she covers" has not."""
    return text.lstrip(BULLETS).startswith(name) or text.partition(name)[2].lstrip().startswith(role)


def _begins_with_author(block: Block, view: View) -> str | None:
    """The name of one of the page's authors, where a block begins with it."""
    beginning = fold(block.text[:BEGINNING_CHARS])
    names = [fold(author.name) for author in view.metadata.authors if " " in author.name]
    return next((name for name in names if name in beginning and beginning.partition(name)[0].count(" ") <= TITLE_WORDS), None)
