"""Who thinks that a block is inside: each voter gives a share from 0 to 1 for every block, or abstains (None).

A voter is a witness, not a judge: the scorer weighs it, and must do without it where it is silent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from bodycopy.model import Metadata, Page
from bodycopy.votes.jsonld import jsonld_vote
from bodycopy.votes.trafilatura import trafilatura_vote


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes on a page: for each voter a share per block, in the order of the blocks, or None where it abstains."""

    trafilatura: tuple[float, ...] | None = None
    jsonld: tuple[float, ...] | None = None

    def heard(self) -> tuple[str, ...]:
        """The names of those who gave their vote."""
        return tuple(name for name, vote in (("jsonld", self.jsonld), ("trafilatura", self.trafilatura)) if vote is not None)


def cheap_votes(page: Page, metadata: Metadata) -> Votes:
    """Ask those about a page that came as HTML who cost next to nothing: all but trafilatura."""
    return Votes(jsonld=jsonld_vote(metadata, page.blocks))


def all_votes(tree: etree._Element, page: Page, votes: Votes) -> Votes:
    """Ask trafilatura as well, which takes about as long as all the rest of a page's way."""
    return replace(votes, trafilatura=trafilatura_vote(tree, page))


def no_votes() -> Votes:
    """The votes on a page that nobody can be asked about: plain text."""
    return Votes()
