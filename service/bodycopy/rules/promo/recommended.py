"""What the page thinks the reader would like: widgets of recommendation engines, "You may also like".

Seen below stories, mixed with advertisements.
"""

from __future__ import annotations

from collections.abc import Iterable

from bodycopy.model import Block
from bodycopy.rules.cues import below_cues
from bodycopy.rules.signposts import MAX_ENTRIES, signpost, under_signpost
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return signpost(block, view, "promo.recommended")


def asked_in_context(view: View) -> Iterable[int]:
    """The blocks below a cue."""
    return below_cues(view, "promo.recommended", MAX_ENTRIES)


def match_in_context(block: Block, view: View) -> str | None:
    return under_signpost(block, view, "promo.recommended")
