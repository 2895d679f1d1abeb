"""Buttons to share, send, print or save the page, and their messages ("Link copied").

Seen above and below the text, and floating beside it. A line is such a button if it is made of nothing but words to share
with and names of networks; a sentence about Facebook has other words. A bare name of a network counts only beside its like.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from bodycopy.model import Block, Kind
from bodycopy.phrases import class_names, word_list
from bodycopy.rules.lines import is_made_of, left_over, words
from bodycopy.rules.view import View

MAX_CHARS = 160
MAX_NAMED_CHARS = 120
MAX_PHRASE_CHARS = 80
LINK_DENSITY = 0.5

_NAMES = class_names("header.share")
_WEAK_NAMES = class_names("header.share", "weak")
_UNASKED = (Kind.TABLE, Kind.CODE, Kind.QUOTE)


def asked(view: View) -> Iterable[int]:
    """The blocks made of nothing but words to share with; elsewhere it takes a phrase or an element's name."""
    return (at for at, verb in enumerate(view.fact(share_lines)) if verb is not None)


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind in _UNASKED:
        return None
    if len(block.text) <= MAX_NAMED_CHARS:
        if (token := view.named(block, _NAMES)) and _is_button(block):
            return token
        if (token := view.named(block, _WEAK_NAMES)) and _few_others(block.text) and block.kind is not Kind.HEADING:
            return token
    phrase = view.said(block, "header.share", "phrases")
    if phrase and len(block.text) <= MAX_PHRASE_CHARS and (_few_others(block.text) or block.link_density > LINK_DENSITY):
        return phrase
    return _made_of(block, view)


def _is_button(block: Block) -> bool:
    return block.link_density > LINK_DENSITY or not block.text.endswith((".", "。")) or _few_others(block.text)


def _few_others(text: str) -> bool:
    """Whether at least half of the words are words of such buttons."""
    return 2 * len(left_over(text, share_words())) <= len(words(text))


def _made_of(block: Block, view: View) -> str | None:
    verb = view.fact(share_lines)[block.index]
    if verb is None:
        return None
    said = words(block.text)
    if verb and (len(said) > 1 or block.link_density > LINK_DENSITY or block.kind is Kind.OTHER or block.scope < 0):
        return verb
    beside = [other for other in (view.before(block), view.after(block)) if other]
    if any(view.fact(share_lines)[other.index] is not None for other in beside) and (block.links or block.scope < 0):
        return verb or said[0]
    return None


def share_lines(view: View) -> tuple[str | None, ...]:
    """For each block the verb in it if it is made of nothing but words to share with."""
    return tuple(map(_share_line, view.blocks))


def _share_line(block: Block) -> str | None:
    """The verb in a line made of nothing but words to share with; empty if it only names networks, None if it is more."""
    if len(block.text) > MAX_CHARS or block.text.endswith(".") or not is_made_of(block.text, share_words()):
        return None
    said = words(block.text)
    verbs, networks = word_list("header.share", "verbs"), word_list("header.share", "networks")
    verb = next((word for word in said if word in verbs), "")
    return verb if verb or any(word in networks for word in said) else None


@cache
def share_words() -> frozenset[str]:
    """All the words of which such a line may be made."""
    return frozenset().union(*(word_list("header.share", group) for group in ("verbs", "networks", "words")))
