"""Other stories on the same matter: the label, the list below it, the line in the middle of the text.

Seen between paragraphs ("Lesen Sie auch: ..."), in boxes beside the text and below it. A page whose links are its content names
them otherwise, and a paragraph that only begins with "Related" goes on like a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable

from bodycopy.model import Block
from bodycopy.rules.cues import below_cues
from bodycopy.rules.signposts import MAX_ENTRIES, signpost, under_signpost
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return signpost(block, view, "promo.related")


def asked_in_context(view: View) -> Iterable[int]:
    """The blocks below a cue."""
    return below_cues(view, "promo.related", MAX_ENTRIES)


def match_in_context(block: Block, view: View) -> str | None:
    return under_signpost(block, view, "promo.related")
