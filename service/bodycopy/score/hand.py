"""The evidence on each block, as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bodycopy.model import Block, Kind, Page, Scope
from bodycopy.votes import Votes

# Elements that stand around the article, and those that hold it (HTML standard, sections and grouping content).
AROUND = frozenset(("nav", "footer", "aside", "form", "button", "header", "dialog"))
HOLDERS = frozenset(("article", "main"))

# A sentence has at least so many characters in a script with spaces between words.
SENTENCE_CHARS = 60
SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "”", '"', "»", "“", ":")


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of one block; shares are from 0 to 1, votes None where the voter abstains."""

    trafilatura: float | None
    jsonld: float | None
    neighbours: float | None
    chars: int
    link_density: float
    is_sentence: bool
    is_heading: bool
    is_hidden: bool
    around: bool
    held: bool


def features(page: Page, votes: Votes) -> list[Features]:
    """One row a block, in the order of the blocks."""
    total = sum(len(block.text) for block in page.blocks) or 1
    context = _neighbour_votes(votes.trafilatura, page.blocks)
    rows = []
    for block in page.blocks:
        scopes = list(_own_scopes(page.scopes, block, total))
        tags = {scope.tag for scope in scopes}
        text = block.text
        rows.append(
            Features(
                trafilatura=votes.trafilatura[block.index] if votes.trafilatura else None,
                jsonld=votes.jsonld[block.index] if votes.jsonld else None,
                neighbours=context[block.index] if context else None,
                chars=len(text),
                link_density=block.link_density,
                is_sentence=len(text) >= SENTENCE_CHARS and text.endswith(SENTENCE_ENDS),
                is_heading=block.kind is Kind.HEADING,
                is_hidden=any(scope.hidden for scope in scopes),
                around=bool(tags & AROUND),
                held=any(page.scopes[at].tag in HOLDERS for at in _chain(page.scopes, block.scope)),
            )
        )
    return rows


def _own_scopes(scopes: Sequence[Scope], block: Block, total: int) -> Iterator[Scope]:
    """The scopes around a block that hold less than half of the page's text: what they say is not said of the page."""
    for at in _chain(scopes, block.scope):
        if scopes[at].chars * 2 > total:
            return
        yield scopes[at]


def _chain(scopes: Sequence[Scope], at: int) -> Iterator[int]:
    while at >= 0:
        yield at
        at = scopes[at].parent


def _neighbour_votes(votes: Sequence[float] | None, blocks: Sequence[Block]) -> list[float] | None:
    """The mean vote on the block before and the block after."""
    if votes is None:
        return None
    padded = [0.0, *votes, 0.0]
    return [(padded[at] + padded[at + 2]) / 2 for at in range(len(blocks))]
