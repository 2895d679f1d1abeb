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

from bodycopy.metadata.address_dates import address_offers
from bodycopy.metadata.authors import Credited, choose_authors, is_settled
from bodycopy.metadata.dates import Dated, choose_dates, is_told
from bodycopy.metadata.datesearch import last_dates
from bodycopy.metadata.harvest import Harvest, harvest
from bodycopy.metadata.headings import Heading, find_heading, heading_offers, read_headings
from bodycopy.metadata.headline import PageKind, Title, choose_headline, title_words, written_titles
from bodycopy.metadata.jsonld import Linked, address, jsonld_offers, read_linked
from bodycopy.metadata.language import choose_language, language_tag
from bodycopy.metadata.metatags import metatag_offers
from bodycopy.metadata.microdata import microdata_offers
from bodycopy.metadata.near import near_offers
from bodycopy.metadata.offers import Offer, is_article_type
from bodycopy.metadata.sitename import Site, after_colons, runs_of
from bodycopy.metadata.strings import element_text, plain
from bodycopy.metadata.urls import base_url, canonical_offers, host_of
from bodycopy.metadata.visible import byline_offers, marked_elements, time_offers
from bodycopy.model import Include, Options

_TITLES_TO_MATCH: Final = 3
_MAX_PARTS: Final = 4


@dataclass(frozen=True, slots=True)
class Gathered:
    """The offers of a page, what is needed to judge them, and what was chosen on the way (`dates`: of publication, of change);
    `others` were asked for to be shown, not to be judged."""

    offers: tuple[Offer, ...]
    others: tuple[Offer, ...]
    linked: Linked
    base: str | None
    language: str | None
    headline: tuple[str, Offer] | None
    credited: Credited | None
    dates: tuple[Dated | None, Dated | None]
    figures: tuple[etree._Element, ...]


def gather(tree: etree._Element, options: Options) -> Gathered:
    """Ask the structured sources, and the page itself where they leave authors or dates open."""
    page = harvest(tree)
    base = base_url(page, options.url)
    linked = _link(page, options.url)
    offers = list(_structured_offers(page, linked))
    declared = choose_language(offers)
    language = declared[0] if declared else None
    names = [offer.value for offer in offers if offer.field == "publisher"]
    host = host_of(options.url or base)
    headings = read_headings(page.headings, host)
    site = Site((*names, *(heading.text for heading in headings if heading.home)), host)
    kind = page_kind(offers)
    titles = written_titles(offers, site, kind)
    offers += heading_offers(headings, title_words(titles))
    headline, heading = _shown(page, headings, site, choose_headline(titles, offers, headings, site, kind))
    everything = Include.SOURCES in options.include

    latest = options.reference_date
    marked = cache(partial(marked_elements, tree))
    offers += address_offers(options.url or base)
    offers += time_offers(page.times, language, latest)
    if heading is not None:
        offers += near_offers(heading, language, latest)
    title = headline[0] if headline else ""
    credited = choose_authors(offers, site, base, title)
    unsigned = not is_settled(credited, site)
    bylines = tuple(byline_offers(marked())) if unsigned or everything else ()
    if unsigned and bylines:
        offers += bylines
        credited = choose_authors(offers, site, base, title)
    dates = choose_dates(offers, language, latest)
    undated = not is_told(dates[0])
    late = tuple(last_dates(page, offers, language, latest, marked)) if undated or everything else ()
    if undated and late:
        offers += late
        dates = choose_dates(offers, language, latest)
    others = (*(() if unsigned else bylines), *(() if undated else late))
    return Gathered(tuple(offers), others, linked, base, language, headline, credited, dates, page.figures)


def _link(page: Harvest, url: str | None) -> Linked:
    urls = frozenset(address(known) for known in (url, page.link("canonical"), page.meta("og:url")) if known)
    headings = islice((heading for heading in page.headings if heading.tag == "h1"), _TITLES_TO_MATCH)
    return read_linked(page.scripts, urls, filter(None, (page.title, page.meta("og:title"), *map(element_text, headings))))


def _structured_offers(page: Harvest, linked: Linked) -> Iterator[Offer]:
    yield from jsonld_offers(linked)
    yield from metatag_offers(page)
    yield from microdata_offers(page.tree)
    yield from canonical_offers(page)
    if page.title:
        yield Offer("headline", plain(page.title), "title")
    if page.language and language_tag(page.language):
        yield Offer("inLanguage", page.language, "html[lang]")


def _shown(
    page: Harvest, headings: Sequence[Heading], site: Site, title: Title | None
) -> tuple[tuple[str, Offer] | None, etree._Element | None]:
    """The headline with the element that shows it; where the page shows only a part of a title, that is the headline."""
    if title is None:
        return None, None
    element = find_heading(headings, page.tree, title.text)
    parts = (*after_colons(title.text), *islice(runs_of(title.text), _MAX_PARTS)) if element is None else ()
    own = (part for part in parts if not site.is_name(part))
    shorter = ((part, node) for part in own if (node := find_heading((), page.tree, part)) is not None)
    text, element = next(shorter, (title.text, element))
    return (text, title.offer), element


def page_kind(offers: Sequence[Offer]) -> PageKind:
    """Whether the page says that it is news, and that it is an article at all."""
    types = [offer.value for offer in offers if offer.field == "articleType"]
    return PageKind(any(name.endswith("NewsArticle") for name in types), any(map(is_article_type, types)))
