"""Apps of the site, push messages, channels in messengers: "Download our app", "Turn on notifications", "Not now".

Seen as banners at the edges and as the last line of an article. A review of an app speaks of the app, not of "our app".
"""

from __future__ import annotations

from bodycopy.model import Block
from bodycopy.rules.pleas import plea
from bodycopy.rules.view import View


def match_cued(block: Block, view: View) -> str | None:
    return plea(block, view, "appeal.app")
