"""A picture's credit: "Photo: Ann Lee/Example Agency", "(AP Photo/Ann Lee)", a caption that ends "... on Sunday. Reuters".

A line that is a credit and nothing else goes anywhere. A longer one, with the credit at its end, is a caption where captions
stand: next to a picture, or (in plain text) between headline and text; agencies end the last paragraph of a story, too.
"""

from __future__ import annotations

from bodycopy.model import Block, Kind
from bodycopy.rules.credits import agency, bracketed, credit_labels, label_at_start, run_in, sign
from bodycopy.rules.head import in_head, is_heading
from bodycopy.rules.view import View

MAX_LINE_CHARS = 160
MAX_CAPTION_CHARS = 500

_UNASKED = (Kind.TABLE, Kind.CODE, Kind.QUOTE, Kind.ITEM)


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CAPTION_CHARS or block.kind in _UNASKED or is_heading(block):
        return None
    return _alone(block, view) or _at_end(block, view)


def _alone(block: Block, view: View) -> str | None:
    """A block that is a credit and nothing else."""
    if len(block.text) > MAX_LINE_CHARS:
        return None
    label = label_at_start(block.text, view.said(block, "caption.credit", "labels"))
    if label and (block.images or not view.said(block, "caption.credit", "vague")) and _is_short(block.text):
        return label
    if bracketed(block.text, credit_labels()) and block.text[0] in "([（":
        return block.text[:MAX_LINE_CHARS]
    copyright_sign = sign(block.text)
    if copyright_sign and (block.images or in_head(block, view)):
        return copyright_sign
    return agency(block.text) if block.images or in_head(block, view) else None


def _is_short(text: str) -> bool:
    return not text.endswith(("?", "!")) and text.count(". ") <= 1


def _at_end(block: Block, view: View) -> str | None:
    """A caption with its credit at the end."""
    if not (block.images or _in_plain_head(block, view)):
        return None
    return bracketed(block.text, credit_labels()) or run_in(block.text)


def _in_plain_head(block: Block, view: View) -> bool:
    return block.scope < 0 and in_head(block, view) and block.index + 1 < len(view.blocks)
