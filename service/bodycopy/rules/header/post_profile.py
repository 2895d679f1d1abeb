"""Who wrote a post of a thread: name, rank, number of posts, day of joining, in a box beside the post.

Seen in forums, by the class of the box; on other pages such a box is about the author of the whole.
"""

from __future__ import annotations

from bodycopy.model import Block, Kind
from bodycopy.phrases import class_names
from bodycopy.rules.comment.thread import is_thread
from bodycopy.rules.view import View

MAX_CHARS = 80

_NAMES = class_names("header.post_profile")


def match_cued(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind is Kind.CODE or not view.fact(is_thread):
        return None
    return view.named(block, _NAMES)
