"""A picture's credit: "Photo: Ann Lee/Example Agency", "(AP Photo/Ann Lee)", a caption that ends "... on Sunday. Reuters".

A line that is a credit and nothing else goes anywhere, and so does a longer one if its end speaks of a photo. Where it only
names an agency, it is a caption next to a picture or (in plain text) between headline and text: agencies end the last
paragraph of a story, too.
"""

from __future__ import annotations

from statistics import median

from bodycopy.model import Block, Kind, Label
from bodycopy.rules.credits import (
    agency,
    bracketed,
    bracketed_label,
    is_claim,
    label_at_start,
    label_near_end,
    name_after_stop,
    run_in,
    sign,
)
from bodycopy.rules.head import in_head, is_heading, is_running, text_at
from bodycopy.rules.view import View

MAX_LINE_CHARS = 160
MAX_CAPTION_CHARS = 500

# In plain text, what stands over a credit may be a caption, a subheading or the end of a paragraph: captions are sentences, and
# few.
CAPTION_CHARS = range(40, 260)

_UNASKED = (Kind.TABLE, Kind.CODE, Kind.QUOTE, Kind.ITEM)
_STOPS = (".", "。", ".”", '."', ")")


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CAPTION_CHARS or block.kind in _UNASKED or is_heading(block):
        return None
    return credit_line(block, view) or _at_end(block, view)


def asked_in_context(view: View) -> range:
    """The lines of a plain text."""
    return view.lines()


def match_in_context(block: Block, view: View) -> str | None:
    """In plain text, a caption whose credit has a line of its own, and one between the counters of a gallery."""
    if block.scope >= 0 or len(block.text) > MAX_CAPTION_CHARS or block.kind in _UNASKED:
        return None
    after, before = view.after(block), view.before(block)
    if after and view.label(after) is Label.CAPTION and _could_be_caption(block, view):
        return credit_line(after, view)
    if before and view.label(before) is Label.CAPTION and not credit_line(before, view):
        return bracketed(block.text) or run_in(block.text)
    return None


def credit_line(block: Block, view: View) -> str | None:
    """The sign of a credit in a block that is nothing else."""
    if len(block.text) > MAX_LINE_CHARS:
        return None
    near = bool(block.images) or in_head(block, view)
    label = label_at_start(block.text, view.said(block, "caption.credit", "labels"))
    if not near and label and sign(block.text):
        return None
    if label and len(block.text) > len(label) + 2 and _is_short(block.text):
        credit = label if block.images or not view.said(block, "caption.credit", "vague") else None
    else:
        credit = (bracketed(block.text) if block.text[0] in "([（" else None) or (sign(block.text) if near else None)
        credit = credit or agency(block.text, strict=not near)
    return credit if credit and (block.images or not is_claim(block.text)) else None


def _could_be_caption(block: Block, view: View) -> bool:
    """Whether a paragraph is a sentence or two, and no longer than the paragraphs of this text are."""
    size = len(block.text)
    return size in CAPTION_CHARS and size <= view.fact(usual_chars) and block.text.endswith(_STOPS)


def usual_chars(view: View) -> float:
    """The median length of the page's running text."""
    return median([len(block.text) for block in view.blocks if is_running(block, view)] or [0])


def _is_short(text: str) -> bool:
    return not text.endswith(("?", "!")) and text.count(". ") <= 1


def _at_end(block: Block, view: View) -> str | None:
    """A caption with its credit at the end."""
    if told := bracketed_label(block.text) or label_near_end(block.text):
        return told
    if not (block.images or _in_plain_head(block, view)):
        return None
    return bracketed(block.text) or run_in(block.text) or _unknown_agency(block, view)


def _unknown_agency(block: Block, view: View) -> str | None:
    return name_after_stop(block.text) if _over_plain_text(block, view) else None


def _over_plain_text(block: Block, view: View) -> bool:
    """Whether a line of plain text stands between the headline and the first paragraph, or looks like that paragraph itself."""
    above = view.before(block)
    under = above is not None and view.label(above) in (Label.HEADLINE, Label.HEADER)
    return block.scope < 0 and under and block.index <= view.fact(text_at)


def _in_plain_head(block: Block, view: View) -> bool:
    return block.scope < 0 and in_head(block, view) and block.index + 1 < len(view.blocks)
