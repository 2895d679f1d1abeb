"""What stands where something from another site would be: consent to load it, and directions around it.

Seen where a post, a video or a chart is embedded ("To show you this content we need your permission"). Stories about consent
are no notice on the page.
"""

from __future__ import annotations

from bodycopy.model import Block, Kind
from bodycopy.rules.signposts import may_go
from bodycopy.rules.view import View
from bodycopy.rules.wording import is_only, is_quoted

RULE = "boilerplate.embed"

MAX_CHARS = 420
_UNASKED = (Kind.CODE, Kind.TABLE)


def match_cued(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind in _UNASKED or not may_go(block, view):
        return None
    if whole := is_only(block, RULE, "whole"):
        return whole
    said = view.said(block, RULE, "strong")
    return said if said and not is_quoted(block.text, said) else None
