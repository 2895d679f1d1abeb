"""What the rules of the promo room share: lines that point away from the article, and the lists below them.

A table beside a rule may have these lists:

- `[class] names`: elements made for it; believed of short or link-dense blocks only
- `whole`: enough where it is the whole block
- `shelf`: the same, but a text's own list of links goes by these words too (a manual's "See also"), so a heading or the label
  over a list only names what the scorer leaves out
- `opening`: enough where a block begins with it and goes on as a link, or as a short line in plain text
- `strong`: enough anywhere in a short block
"""

from __future__ import annotations

from bodycopy.model import Block, Kind
from bodycopy.phrases import ORNAMENTS, class_names, fold
from bodycopy.rules.head import above_text, is_running
from bodycopy.rules.view import View
from bodycopy.rules.wording import is_only, is_quoted, opens
from bodycopy.tokens import token_words

# A signpost is a line; what an element made for related stories holds may be a teaser of some lines.
MAX_LINE_CHARS = 220
MAX_TEASER_CHARS = 320

LINKED = 0.4
MOSTLY_LINKED = 0.6
MAX_ENTRIES = 10

# A page is an article where this share of the text that the scorer believes in is running paragraphs, and so many of them.
# On pages made of teasers, products and links the same words are content, and only name what the scorer leaves out.
RUNNING_SHARE = 0.6
RUNNING_PARAGRAPHS = 3

# What has more words is the address of something ("related-deaths-among-adolescents-in-recent-years"), no class.
MAX_NAME_WORDS = 5

_UNASKED = (Kind.CODE, Kind.TABLE, Kind.QUOTE)
_COLONS = (":", "：", "|", "»", ">", "–", "—", "-", "…", "]", "】")
_STOPS = (".", "!", "。", "…", '."', ".”")


def signpost(block: Block, view: View, rule: str) -> str | None:
    """The words or the class token that make a block a signpost of this rule, None where it is none."""
    if block.kind in _UNASKED or len(block.text) > MAX_TEASER_CHARS or not may_go(block, view):
        return None
    token = view.named(block, class_names(rule))
    if token and len(token_words(token)) <= MAX_NAME_WORDS and _may_be_teaser(block, view):
        return token
    if whole := is_only(block, rule, "whole"):
        return whole
    if (shelf := is_only(block, rule, "shelf")) and not (view.is_inside(block) and _heads_list(block, view)):
        return shelf
    if len(block.text) > MAX_LINE_CHARS:
        return None
    opening = opens(block, view, rule, "opening")
    if opening and (block.link_density >= LINKED or _is_plain_line(block)) and not _is_sentence(block, view, opening):
        return opening
    strong = view.said(block, rule, "strong")
    return strong if strong and not is_quoted(block.text, strong) else None


def under_signpost(block: Block, view: View, rule: str) -> str | None:
    """The label over a list of stories that a block belongs to, None where it belongs to none."""
    if not _is_entry(block) or not may_go(block, view):
        return None
    if view.is_inside(block) and above_text(block, view):  # "Latest news" over the headline is the name of the section
        return None
    for steps in range(1, MAX_ENTRIES + 1):
        above = view.before(block, steps)
        if above is None:
            return None
        if label := is_only(above, rule, "whole") or (not view.is_inside(block) and is_only(above, rule, "shelf")):
            return f"under {label}"
        if not _is_entry(above):
            return None
    return None


def may_go(block: Block, view: View) -> bool:
    """Whether a rule of this room may take a block from the scorer: only out of an article."""
    return not view.is_inside(block) or view.fact(is_article) or _is_long_article(view)


def _is_long_article(view: View) -> bool:
    """Whether the scorer takes a page for an article, and one with paragraphs: it may be made of lists and tables as well."""
    return view.page_type == "article" and view.fact(paragraphs) >= RUNNING_PARAGRAPHS


def paragraphs(view: View) -> int:
    """How many running paragraphs a page has."""
    return sum(is_running(block, view) for block in view.blocks)


def is_article(view: View) -> bool:
    """Whether a page is mostly running text."""
    running = [len(block.text) for block in view.blocks if is_running(block, view)]
    inside = sum(len(block.text) for block in view.blocks if view.is_inside(block))
    return len(running) >= RUNNING_PARAGRAPHS and sum(running) >= RUNNING_SHARE * inside


def _is_entry(block: Block) -> bool:
    """Whether a block could be the title of another story: all link, or in plain text a line that no stop ends."""
    if len(block.text) > MAX_LINE_CHARS:
        return False
    return block.link_density >= MOSTLY_LINKED or (_is_plain_line(block) and not block.text.endswith(_STOPS))


def _may_be_teaser(block: Block, view: View) -> bool:
    """Whether a block is short or linked enough to be believed to be what the element around it is named."""
    return block.link_density >= LINKED or len(block.text) <= MAX_LINE_CHARS / 2 or not view.is_inside(block)


def _heads_list(block: Block, view: View) -> bool:
    """Whether a label is a heading, or has a list below it."""
    below = view.after(block)
    return block.kind is Kind.HEADING or (below is not None and below.kind is Kind.ITEM)


def _is_sentence(block: Block, view: View, opening: str) -> bool:
    """Whether the text goes on from the words of an opening to a full stop, as "Read more about the piers." does."""
    if opening[-1] in _COLONS or not view.is_inside(block) or not block.text.endswith(_STOPS):
        return False
    return not fold(block.text).lstrip(ORNAMENTS)[len(opening) :].lstrip().startswith(_COLONS)


def _is_plain_line(block: Block) -> bool:
    return block.scope < 0
