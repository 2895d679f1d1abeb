"""Accounts and logins that stand between the reader and the text: "Create a free account to continue", "Forgot password?".

Seen as walls over the text, and as forms in the page's header. How to log in to some service is what a how-to is about.
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.pleas import plea
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return plea(block, view, "appeal.registration")
