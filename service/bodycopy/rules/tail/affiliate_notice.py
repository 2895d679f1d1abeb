"""That the publisher earns when a reader buys.

Seen at the top of product reviews and at the end. An article about affiliate marketing speaks of others' links.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.closing import closing_line
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return closing_line(block, view, "tail.affiliate_notice")
