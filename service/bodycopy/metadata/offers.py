"""What a source says of a field, before anybody has judged it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from bodycopy.model import Candidate

# What `Offer.kind` says of names that the page introduces: `By Jane Doe`.
INTRODUCED: Final = "introduced"


class Offer(NamedTuple):
    """A value that `source` offers for `field` (the schema.org name), as it stood in the page.

    `url` goes with names (an author's page, a breadcrumb's target); `kind` is the type that the source gave it, for example
    `Organization`, or INTRODUCED.
    """

    field: str
    value: str
    source: str
    url: str | None = None
    kind: str = ""


def as_candidates(offers: Iterable[Offer], chosen: Iterable[Offer]) -> tuple[Candidate, ...]:
    """Offers as the candidates of the answer, each value once a source; `chosen` are the winners."""
    winners = {(offer.field, offer.value, offer.source) for offer in chosen}
    seen = dict.fromkeys((offer.field, offer.value, offer.source) for offer in offers)
    return tuple(Candidate(*key, chosen=key in winners) for key in seen)


def is_article_type(name: str) -> bool:
    """Whether a type of schema.org, or of OpenGraph, is an article's."""
    return name.endswith(("Article", "Posting")) or name.casefold() == "article"
