"""Invitations to a newsletter, and what its form says: the field, the consent, the thanks.

Seen between paragraphs, under the article, over a form; often the last sentence of a box whose first is written like a teaser.
A story about newsletters names them without asking the reader for an address.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.pleas import plea
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return plea(block, view, "appeal.newsletter")
