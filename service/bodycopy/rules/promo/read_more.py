"""An invitation to read on: the button under a teaser, the line with a link between paragraphs.

Seen in the middle of stories ("READ MORE: ...") and under teasers. In a sentence the words have no link behind them.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.signposts import signpost
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return signpost(block, view, "promo.read_more")
