"""Offers of a subscription: to the paper, the magazine, the channel, the podcast; prices, trials, thanks to subscribers.

Seen as boxes and ribbons, and as the last line of a post ("consider becoming a paid subscriber"). What a streaming service
costs, or how many subscribers it has, is news.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.pleas import plea
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return plea(block, view, "appeal.subscribe")
