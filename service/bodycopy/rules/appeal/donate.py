"""Requests for donations to the site or its authors.

Seen as paragraphs at the end of an article ("we have a small favor to ask"), as a box with amounts, as a line with a link to
Patreon or PayPal. News about a charity asks nobody for anything: it has no first person and no imperative.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.pleas import plea
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    """The request, or a request and what is to be given."""
    return plea(block, view, "appeal.donate")
