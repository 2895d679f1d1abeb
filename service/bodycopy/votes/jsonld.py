"""The publisher's own word: the `articleBody` of a page's JSON-LD, where there is one."""

from __future__ import annotations

from collections.abc import Sequence

from bodycopy.model import Block, Metadata
from bodycopy.votes.align import align

# Shorter ones are a description put into the wrong field.
MIN_CHARS = 250


def jsonld_vote(metadata: Metadata, blocks: Sequence[Block]) -> tuple[float, ...] | None:
    """For each block the share of it that stands in `articleBody`; None where the page has none to speak of."""
    text = metadata.article_body
    return align(blocks, text) if text and len(text) >= MIN_CHARS else None
