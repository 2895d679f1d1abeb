"""trafilatura's opinion of the page, its settings those of its own defaults without comments and metadata.

Its process-wide duplicate filter stays off: an answer must not depend on the pages before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from trafilatura import bare_extraction

from bodycopy.model import Block
from bodycopy.votes.align import align

# What trafilatura lets through from odd trees. A voter that fails abstains; it must not take the page with it.
FAILURES = (etree.LxmlError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def trafilatura_vote(tree: etree._Element, blocks: Sequence[Block]) -> tuple[float, ...] | None:
    """For each block the share of it that trafilatura extracts; None where it extracts nothing.

    trafilatura works on a copy; `tree` must be made by lxml's HTML classes, as `parse` does.
    """
    try:
        document = bare_extraction(tree, include_comments=False, deduplicate=False, with_metadata=False)
    except FAILURES:
        return None
    text = getattr(document, "text", None)
    return align(blocks, text) if text else None
