"""Invitations to become a member of the site, its club or its circle of supporters.

Seen where a paper lives from members. A party's membership drive, or what a gym asks of its members, is news.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.pleas import plea
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return plea(block, view, "appeal.membership")
