"""Readers' comments, by the class or id of the box that they stand in.

Where the comments are the page (a forum thread, answers to a question), they are its text and stay, and so do a product's
reviews where the scorer sees them in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bodycopy.model import Block, Scope
from bodycopy.phrases import class_names
from bodycopy.rules.view import View
from bodycopy.tokens import token_names

_NAMES = class_names("comment.thread")
_THREAD_NAMES = class_names("comment.thread", "thread")
_KEEPING = frozenset({"forum", "product"})
_THREAD_TYPES = frozenset({"discussionforumposting", "qapage", "question", "answer", "socialmediaposting", "comment"})

_ONE_COMMENT = re.compile(r"(?:comment|respond)(?:[-_]\w*)?$|(?:customer|user|product)?[-_]?reviews$", re.IGNORECASE)

# An article under which more was written than in it is still an article; below this there is none.
ARTICLE_CHARS = 600

# So much more in the comments than elsewhere, on a page that does not call itself an article, is a thread.
THREAD_TIMES = 2.5


def asked(view: View) -> Iterable[int]:
    """The blocks in an element that is named by a pattern, beside those of the table."""
    return (block.index for block in view.blocks if view.marked(block, _ONE_COMMENT.match))


def match(block: Block, view: View) -> str | None:
    token = comment_token(block, view)
    if not token or (view.page_type in _KEEPING and view.is_inside(block)):
        return None
    return None if view.fact(is_thread) else token


def comment_token(block: Block, view: View) -> str | None:
    """The class token or id around a block that says it is a comment."""
    return view.named(block, _NAMES) or view.marked(block, _ONE_COMMENT.match)


def is_thread(view: View) -> bool:
    """Whether the comments are what the page is there for."""
    if (view.metadata.article_type or "").lower() in _THREAD_TYPES:
        return True
    inside = [block for block in view.blocks if view.is_inside(block)]
    if inside and any(set(_THREAD_NAMES) & token_names(token) for scope in _wrappers(inside, view) for token in scope.tokens):
        return True
    commented = sum(len(block.text) for block in inside if comment_token(block, view))
    others = sum(len(block.text) for block in inside) - commented
    if (view.metadata.article_type or "").endswith("Article"):
        return False
    return commented > (others if others < ARTICLE_CHARS else THREAD_TIMES * others)


def _wrappers(inside: Sequence[Block], view: View) -> list[Scope]:
    """The elements that hold most of the page's text, which View does not ask for a block's role."""
    longest = max(inside, key=lambda block: len(block.text))
    own = {id(scope) for scope in view.scopes(longest)}
    return [scope for scope in view.all_scopes(longest) if id(scope) not in own]
