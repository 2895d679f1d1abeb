"""What was wrong in an earlier version, and notes of the editors.

Seen at the end of stories, sometimes at their top in italics. A story about a correction does not speak of itself.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.closing import closing_line
from bodycopy.rules.view import View

MAX_CHARS = 600


def match_cued(block: Block, view: View) -> str | None:
    return closing_line(block, view, "tail.correction", MAX_CHARS)
