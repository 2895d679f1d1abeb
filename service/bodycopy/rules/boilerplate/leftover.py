"""What a machine was to replace and did not: shortcodes, placeholders of templates, code of widgets, blocks of nothing visible.

Seen between paragraphs ("[CTA_MODULE]", "{{banner id=3}}", "[newsletter form=12]") where a plug-in is gone. Only where it is
the whole block: manuals explain such things in sentences, and set them as code.
"""

from __future__ import annotations

import re

from bodycopy.model import Block, Kind
from bodycopy.rules.signposts import may_go
from bodycopy.rules.view import View

MAX_CHARS = 400

# Words in square brackets are an editor's; what has an assignment in it, or a joined name, is a machine's.
_SHORTCODE = re.compile(r"\[/?(?:[\w-]{2,40}\s[^\[\]]*=[^\[\]]*|[A-Za-z]+(?:[_-][A-Za-z0-9]+)+)\]")
_PLACEHOLDER = re.compile(r"(?:\$\$\w+\$\$|%%\w+%%|##\w+##|\{\{[^{}]*\}\}|\{%[^{}]*%\}|<%[^<>]*%>|\$\{[\w.]+\})")
# Joiners and marks of direction that stand alone.
_NOTHING = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe0f\ufeff\s]+")
_UNASKED = (Kind.CODE, Kind.TABLE)


def match(block: Block, view: View) -> str | None:
    text = block.text
    if len(text) > MAX_CHARS or block.kind in _UNASKED or not text:
        return None
    if text[0] not in "[{<$%#" and text[0].isprintable():
        return None
    if _NOTHING.fullmatch(text):
        return "nothing visible"
    found = _SHORTCODE.fullmatch(text) or _PLACEHOLDER.fullmatch(text)
    return text if found and may_go(block, view) else None
