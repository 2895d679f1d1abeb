"""Offers inside a story: a price beside a button to buy, a shop's name on a button.

Seen in product reviews and gift guides, and as boxes in news. A review's prices are often what its reader wants, and a page
that sells something has its offer as its content: so this rule only names what the scorer leaves out, save for short lines of
boxes that are set into an article for nothing but an offer.
"""

from __future__ import annotations

import re

from bodycopy.model import Block
from bodycopy.phrases import class_names
from bodycopy.rules.signposts import is_article
from bodycopy.rules.view import View
from bodycopy.rules.wording import is_linked, is_only, is_pressable

RULE = "promo.shopping"

MAX_CHARS = 120

_PRICE = re.compile(r"(?:[$€£¥₹]|USD|EUR|GBP|CHF|kr\.?|zł|Kč)\s?\d|\d\s?(?:[€£¥₽₴]|EUR|USD|kr\b|zł|Kč|円|元)")


def match_cued(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS:
        return None
    if view.is_inside(block):
        return view.named(block, class_names(RULE, "embed")) if view.page_type == "article" and view.fact(is_article) else None
    words = is_only(block, RULE, "whole")
    if words and is_pressable(block):
        return words
    cue = view.said(block, RULE, "button")
    price = _PRICE.search(block.text)
    if cue and (is_linked(block) or price):
        return f"{cue}, {price[0]}" if price else cue
    token = view.named(block, class_names(RULE))
    return token if token and (price or is_linked(block)) else None
