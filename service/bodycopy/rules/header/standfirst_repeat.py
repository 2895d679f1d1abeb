"""The standfirst, where the page's metadata repeat it word for word: who asks for the summary has it as `description`.

By its class, or by its place in the head of a page that calls itself an article.
"""

from __future__ import annotations

from collections.abc import Iterable

from bodycopy.model import Block, Kind
from bodycopy.phrases import class_names
from bodycopy.rules.head import head_span, in_head, is_running
from bodycopy.rules.lines import normal
from bodycopy.rules.view import View

MIN_WORDS = 5

# Newsrooms write a standfirst and a description; elsewhere the description is often made of the first paragraph.
_ARTICLE = "Article"

# The first paragraph of a text, which descriptions are made of, is made of sentences.
_STOPS = (".", "!", "?", "…", "。", "।", '."', ".”", ".»")

_NAMES = class_names("header.standfirst_repeat")
_WIDE_NAMES = class_names("header.standfirst_repeat", "wide")


def asked(view: View) -> Iterable[int]:
    """The blocks of the head, where the page has a description."""
    return view.fact(head_span) if view.metadata.description else ()


def match(block: Block, view: View) -> str | None:
    described = view.metadata.description
    if not described or not in_head(block, view):
        return None
    text = normal(block.text)
    if text.count(" ") < MIN_WORDS - 1 or text != normal(described):
        return None
    if token := view.named(block, _NAMES):
        return token
    if not view.is_inside(block) or _is_no_sentence(block, view):
        return "metadata description"
    if not (view.metadata.article_type or "").endswith(_ARTICLE):
        return None
    if token := view.named(block, _WIDE_NAMES):
        return token
    return "metadata description" if view.within(block, "header", "hgroup") or _stands_apart(block, view) else None


def _is_no_sentence(block: Block, view: View) -> bool:
    """Whether a block is a line without a stop, and something else than running text follows."""
    return block.kind is Kind.PARAGRAPH and not block.text.endswith(_STOPS) and _stands_apart(block, view)


def _stands_apart(block: Block, view: View) -> bool:
    """Whether something else than the next paragraph follows: a first paragraph of the text is followed by the second."""
    after = view.after(block)
    return after is not None and not is_running(after, view)
