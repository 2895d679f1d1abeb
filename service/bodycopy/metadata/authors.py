"""Who wrote it: people and organisations, their names parted and cleaned; none rather than a wrong one.

The best source that names somebody is taken whole, because a list put together from several sources names one person twice. Two
corrections: names of people go before the name of the site, which systems put in as a stopgap, and the address of an author's
page is taken from any source that has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Final

from bodycopy.metadata.headline import Site
from bodycopy.metadata.names import is_agency, is_personal, split_authors
from bodycopy.metadata.offers import Offer
from bodycopy.metadata.ranking import rank
from bodycopy.metadata.sitename import letters
from bodycopy.metadata.urls import absolute_url
from bodycopy.model import Person

# More names than this are a masthead, not a byline.
_MAX_AUTHORS: Final = 30
_MAX_VISIBLE: Final = 8
VISIBLE: Final = frozenset({"near headline", "byline", "a[rel=author]", "name by date", "block"})


@dataclass(frozen=True, slots=True)
class Credited:
    """The authors of one source, and the offers that they came from."""

    people: tuple[Person, ...]
    offers: tuple[Offer, ...]


def choose_authors(offers: Sequence[Offer], site: Site, base: str | None) -> Credited | None:
    """The authors of the best source; None where no source names anybody."""
    credited = [group for group in read_authors(offers, base) if group.people]
    if not credited:
        return None
    named = [group for group in credited if not all(_is_stopgap(person.name, site) for person in group.people)]
    stopgap = credited[0] if credited[0] not in named else None
    if stopgap is not None:
        named = [group for group in named if group.offers[0].source not in VISIBLE or _is_signed(group)]
    if not named and stopgap is not None and stopgap.offers[0].source in VISIBLE:
        return None
    best = (named or credited)[0]
    urls = {letters(person.name): person.url for group in reversed(credited) for person in group.people if person.url}
    people = tuple(Person(person.name, person.url or urls.get(letters(person.name))) for person in best.people)
    one_each = best.offers[0].source.startswith(("json-ld", "microdata"))
    return Credited(people if one_each else _without_stopgap(people, site), best.offers)


def read_authors(offers: Sequence[Offer], base: str | None) -> list[Credited]:
    """What each source says, best source first."""
    ranked = sorted((offer for offer in offers if offer.field == "authors"), key=lambda offer: rank("authors", offer.source))
    groups: list[Credited] = []
    for source, members in groupby(ranked, key=lambda offer: offer.source):
        listed = tuple(islice(members, _MAX_AUTHORS + 1))
        people = _people(listed, base, structured=source.startswith(("json-ld", "microdata", "citation")))
        if len(people) <= (_MAX_VISIBLE if source in VISIBLE else _MAX_AUTHORS):
            groups.append(Credited(people, listed))
    return groups


def _people(offers: Iterable[Offer], base: str | None, *, structured: bool) -> tuple[Person, ...]:
    found: dict[str, Person] = {}
    for offer in offers:
        names = split_authors(offer.value, structured=structured)
        url = absolute_url(offer.url, base) if len(names) == 1 else None
        for name in names:
            key = letters(name)
            if key and (key not in found or not found[key].url):
                found[key] = Person(name if key not in found else found[key].name, url)
    return tuple(found.values())


def is_settled(offers: Sequence[Offer], site: Site, base: str | None) -> bool:
    """Whether the page itself need not be asked: somebody is named who is not but the site."""
    credited = choose_authors(offers, site, base)
    return credited is not None and not all(_is_stopgap(person.name, site) for person in credited.people)


def _is_signed(group: Credited) -> bool:
    """Whether visible names are so surely authors that they replace the site's name in a structured source."""
    return group.offers[0].source != "name by date" and all(is_personal(person.name) for person in group.people)


def _is_stopgap(name: str, site: Site) -> bool:
    """Whether a name is the site's own, which says nothing about who wrote."""
    return site.is_name(name) and not is_agency(name)


def _without_stopgap(people: tuple[Person, ...], site: Site) -> tuple[Person, ...]:
    """People without the site's name, which a tag holds beside theirs; the name alone stays."""
    return tuple(person for person in people if not _is_stopgap(person.name, site)) or people
