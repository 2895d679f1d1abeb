"""trafilatura's opinion of the page, its settings those of its own defaults without comments and metadata.

Without the opinions that it asks for in turn (`fast=True`: no readability, no jusText) it takes a third less time, and the
snippets of traf-dev come out worse, also with a scorer that was trained so: 0.9435 instead of 0.9461.

Its process-wide duplicate filter stays off: an answer must not depend on the pages before it.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import chain
from typing import cast

from lxml import etree
from trafilatura import bare_extraction

from bodycopy.model import Block, Page
from bodycopy.parse import remove
from bodycopy.votes.align import align
from bodycopy.votes.burden import is_too_much

# An element that holds no likelier block is not shown to trafilatura: menus, footers, lists of other stories. It then needs
# little more than half of the time, and its vote is the same but for 0.6 % of the text.
UNLIKELY = 0.02
# Finding an element by its path takes as long as it has siblings, so only so many are taken away, the largest.
MOST = 300

# What trafilatura lets through from odd trees. A voter that fails abstains; it must not take the page with it.
FAILURES = (etree.LxmlError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def trafilatura_vote(tree: etree._Element, page: Page) -> tuple[float, ...] | None:
    """For each block the share of it that trafilatura extracts; None where it extracts nothing, or would take too long.

    If the blocks have scores, elements that hold nothing likely are left out. trafilatura works on a copy; `tree` must be made
    by lxml's HTML classes, as `parse` does.
    """
    try:
        shown = _likely(tree, page) if page.scopes and any(block.score for block in page.blocks) else tree
        if is_too_much(shown):
            return None
        document = bare_extraction(shown, include_comments=False, deduplicate=False, with_metadata=False)
    except FAILURES:
        return None
    text = getattr(document, "text", None)
    return align(page.blocks, text) if text else None


def _likely(tree: etree._Element, page: Page) -> etree._Element:
    """A copy of a tree without the largest elements that hold nothing likely."""
    copy = deepcopy(tree)
    document = copy.getroottree()
    # All are looked for before any is removed: a path counts siblings.
    found = [cast("list[etree._Element]", document.xpath(path)) for path in _unlikely(page)]
    for element in chain.from_iterable(found):
        remove(element)
    return copy


def _unlikely(page: Page) -> list[str]:
    """The paths of the largest elements of which no block has a score to speak of."""
    best = [0.0] * len(page.scopes)
    for block in page.blocks:
        best[block.scope] = max(best[block.scope], block.score)
    for at in range(len(page.scopes) - 1, 0, -1):
        parent = page.scopes[at].parent
        best[parent] = max(best[parent], best[at])
    inside: dict[int, Block] = {}
    for block in page.blocks:
        at, largest = block.scope, -1
        while at > 0 and best[at] < UNLIKELY:
            at, largest = page.scopes[at].parent, at
        if largest > 0 and page.scopes[largest].tag != "body":
            inside.setdefault(largest, block)
    chosen = sorted(inside, key=lambda at: -page.scopes[at].chars)[:MOST]
    return ["/".join(inside[at].path.split("/")[: page.scopes[at].depth + 2]) for at in chosen]
