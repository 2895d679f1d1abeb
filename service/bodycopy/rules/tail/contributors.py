"""Who else worked on the story, and who edited or translated it.

Seen as the last line ("Reporting by A; Editing by B", "C contributed to this report", "Aus dem Englischen von D").
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.closing import closing_line
from bodycopy.rules.view import View

MAX_CHARS = 320


def match_cued(block: Block, view: View) -> str | None:
    return closing_line(block, view, "tail.contributors", MAX_CHARS)
