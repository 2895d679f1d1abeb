"""Readers' comments, by the class or id of the box that they stand in.

Where the comments are the page (a forum thread, answers to a question), they are its text and stay.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.phrases import class_names
from bodycopy.rules.view import View

_NAMES = class_names("comment.thread")
_THREAD_TYPES = frozenset({"discussionforumposting", "qapage", "question", "answer", "socialmediaposting", "comment"})

# An article under which more was written than in it is still an article; below this there is none.
ARTICLE_CHARS = 600


def match(block: Block, view: View) -> str | None:
    token = view.named(block, _NAMES)
    return token if token and not view.fact(is_thread) else None


def is_thread(view: View) -> bool:
    """Whether the comments are what the page is there for."""
    if (view.metadata.article_type or "").lower() in _THREAD_TYPES:
        return True
    inside = [block for block in view.blocks if view.is_inside(block)]
    commented = sum(len(block.text) for block in inside if view.named(block, _NAMES))
    others = sum(len(block.text) for block in inside) - commented
    return others < ARTICLE_CHARS and commented > others
