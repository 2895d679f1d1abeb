"""All offers of a tree. What costs a search over the page is asked only where cheaper sources leave a gap.

The order of asking never changes the winner: a source that is asked late is ranked low. `everything` asks them all, so that a
caller who wants to see the sources sees the losers too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import Final

from lxml import etree

from bodycopy.metadata import authors
from bodycopy.metadata.address_dates import address_offers
from bodycopy.metadata.datesearch import last_dates
from bodycopy.metadata.harvest import Harvest, harvest
from bodycopy.metadata.headline import Site, choose_headline, heading_offers, home_titles
from bodycopy.metadata.jsonld import Linked, address, jsonld_offers, read_linked
from bodycopy.metadata.language import choose_language, language_tag
from bodycopy.metadata.metatags import metatag_offers
from bodycopy.metadata.microdata import microdata_offers
from bodycopy.metadata.near import near_offers
from bodycopy.metadata.offers import Offer
from bodycopy.metadata.sitename import after_colons
from bodycopy.metadata.strings import element_text, plain, words_of
from bodycopy.metadata.urls import base_url, canonical_offers, host_of
from bodycopy.metadata.visible import byline_offers, classed_elements, time_offers
from bodycopy.model import Include, Options

_HAS_MICRODATA = etree.XPath("boolean(//@itemprop)")
_TITLES_TO_MATCH: Final = 3
_HEADINGS_TO_SEARCH: Final = 30
_HEADLINE_START: Final = 15
# Half of the words in common make two wordings of one headline.
_ALIKE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Gathered:
    """The offers of a page, and what is needed to judge them."""

    offers: tuple[Offer, ...]
    linked: Linked
    base: str | None
    site: Site
    language: str | None
    headline: tuple[str, Offer] | None


def gather(tree: etree._Element, options: Options) -> Gathered:
    """Ask the structured sources, and the page itself where they leave authors or dates open."""
    page = harvest(tree)
    base = base_url(page, options.url)
    linked = _link(page, options.url)
    offers = list(_structured_offers(page, linked))
    declared = choose_language(offers)
    language = declared[0] if declared else None
    names = [offer.value for offer in offers if offer.field == "publisher"]
    site = Site((*names, *home_titles(page.headings)), host_of(options.url or base))
    headline = choose_headline([offer for offer in offers if offer.field == "headline"], site, **page_kind(offers))
    headline, heading = _shown(page, headline)
    everything = Include.SOURCES in options.include

    latest = options.reference_date
    classed = cache(partial(classed_elements, tree))
    offers += address_offers(options.url or base)
    offers += time_offers(page.times, language, latest)
    unsigned = everything or not authors.is_settled(offers, site, base)
    if heading is not None:
        offers += near_offers(heading, language, latest, authors=unsigned)
    if everything or (unsigned and not authors.is_settled(offers, site, base)):
        offers += byline_offers(tree, classed())
    offers += last_dates(page, offers, language, latest, classed, everything=everything)
    return Gathered(tuple(offers), linked, base, site, language, headline)


def _link(page: Harvest, url: str | None) -> Linked:
    urls = frozenset(address(known) for known in (url, page.link("canonical"), page.meta("og:url")) if known)
    headings = [element_text(heading) for heading in page.headings[:_TITLES_TO_MATCH]]
    return read_linked(page.scripts, urls, filter(None, (page.title, page.meta("og:title"), *headings)))


def _structured_offers(page: Harvest, linked: Linked) -> Iterator[Offer]:
    yield from jsonld_offers(linked)
    yield from metatag_offers(page)
    if _HAS_MICRODATA(page.tree):
        yield from microdata_offers(page.tree)
    yield from canonical_offers(page)
    if page.title:
        yield Offer("headline", plain(page.title), "title")
    yield from heading_offers(page.headings)
    if page.language and language_tag(page.language):
        yield Offer("inLanguage", page.language, "html[lang]")


def _shown(page: Harvest, headline: tuple[str, Offer] | None) -> tuple[tuple[str, Offer] | None, etree._Element | None]:
    """The headline with the element that shows it; where the page shows only what follows a colon, that is the headline."""
    if headline is None:
        return None, None
    heading = _heading(page, headline[0])
    rests = after_colons(headline[0]) if heading is None else ()
    shorter = next(((rest, node) for rest in rests if (node := _heading(page, rest)) is not None), None)
    return ((shorter[0], headline[1]), shorter[1]) if shorter else (headline, heading)


def _heading(page: Harvest, headline: str) -> etree._Element | None:
    """The element that shows the headline: a heading, or else any element with these words and no others."""
    words = words_of(headline)
    if not words:
        return None
    headings = (*page.headings, *islice(page.tree.iter("h2", "h3"), _HEADINGS_TO_SEARCH))
    texts = [(words_of(element_text(heading)), heading) for heading in headings]
    same = next((heading for own, heading in texts if own[-len(words) :] == words), None)
    if same is not None:
        return same
    alike = [(len(set(own) & set(words)) / max(len(set(own)), len(set(words))), heading) for own, heading in texts if own]
    likeness, heading = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    if heading is not None and likeness >= _ALIKE:
        return heading
    start = headline[:_HEADLINE_START]
    bare = (
        node
        for node in page.tree.iter("div", "span", "p", "font", "td", "a", "b", "strong")
        if node.text and start in node.text
    )
    return next((node for node in bare if words_of(node.text or "") == words), None)


def page_kind(offers: Sequence[Offer]) -> dict[str, bool]:
    """Whether the page says that it is news, and that it is an article at all."""
    types = [offer.value for offer in offers if offer.field == "articleType"]
    return {
        "news": any(name.endswith("NewsArticle") for name in types),
        "article": any(name.endswith(("Article", "Posting")) or name.casefold() == "article" for name in types),
    }
