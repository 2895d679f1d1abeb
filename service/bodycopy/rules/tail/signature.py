"""What a member of a forum has set under each of their posts.

By the class of its box, in threads; a letter's signature is part of the letter.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.phrases import class_names
from bodycopy.rules.comment.thread import is_thread
from bodycopy.rules.view import View

MAX_CHARS = 400

_NAMES = class_names("tail.signature")


def match_cued(block: Block, view: View) -> str | None:
    return view.named(block, _NAMES) if len(block.text) <= MAX_CHARS and view.fact(is_thread) else None
