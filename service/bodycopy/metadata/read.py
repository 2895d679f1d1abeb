"""The metadata of a tree, before its blocks are known: of each field the offer that is believed, and all others as
candidates."""

from __future__ import annotations

from typing import Final

from lxml import etree

from bodycopy.metadata.breadcrumbs import linked_breadcrumbs, shown_breadcrumbs
from bodycopy.metadata.gather import gather
from bodycopy.metadata.images import linked_images, read_images
from bodycopy.metadata.jsonld import Linked
from bodycopy.metadata.language import choose_language
from bodycopy.metadata.offers import Offer, as_candidates
from bodycopy.metadata.strings import plain
from bodycopy.metadata.topics import choose_first, choose_keywords
from bodycopy.metadata.urls import absolute_url
from bodycopy.model import Metadata, Options

_SINGLE_FIELDS: Final = (
    "description",
    "publisher",
    "articleSection",
    "mainImage",
    "canonicalUrl",
    "articleType",
    "isAccessibleForFree",
)
# A vote on which blocks are inside needs no more of a book.
_MAX_BODY: Final = 400_000
# Words of `isAccessibleForFree` and of `article:content_tier`, as they are written in pages.
_FREE: Final = {
    "true": True,
    "yes": True,
    "1": True,
    "free": True,
    "false": False,
    "no": False,
    "0": False,
    "locked": False,
    "metered": False,
}


def read_metadata(tree: etree._Element, options: Options) -> Metadata:
    """Read a page's metadata; the tree is not changed."""
    found = gather(tree, options)
    offers, base = found.offers, found.base
    credited = found.credited
    published, modified = found.dates
    keywords, keyword_offers = choose_keywords(offers)
    single = {field: choose_first(offers, field) for field in _SINGLE_FIELDS}
    value = {field: offer.value if offer else None for field, offer in single.items()}
    language = choose_language(offers)
    chosen = [
        *(offer for offer in single.values() if offer),
        *keyword_offers,
        *(credited.offers if credited else ()),
        *(pair[1] for pair in (found.headline, language) if pair),
        *(dated.offer for dated in (published, modified) if dated),
    ]
    return Metadata(
        headline=found.headline[0] if found.headline else None,
        description=value["description"],
        authors=credited.people if credited else (),
        date_published=published.iso if published else None,
        date_published_raw=published.offer.value if published else None,
        date_modified=modified.iso if modified else None,
        date_modified_raw=modified.offer.value if modified else None,
        language=found.language,
        canonical_url=absolute_url(value["canonicalUrl"], base),
        publisher=value["publisher"],
        section=value["articleSection"],
        keywords=keywords,
        breadcrumbs=linked_breadcrumbs(found.linked.graph, base) or shown_breadcrumbs(tree, base),
        main_image=absolute_url(value["mainImage"], base),
        images=(*read_images(found.figures, base), *linked_images(found.linked.graph, found.linked.article, base)),
        is_accessible_for_free=_FREE.get((value["isAccessibleForFree"] or "").lower()),
        article_type=_article_type(single["articleType"]),
        article_body=_article_body(found.linked),
        candidates=as_candidates((*offers, *found.others), chosen),
    )


def _article_type(offer: Offer | None) -> str | None:
    """The type that JSON-LD gives; `og:type` only says `article` or `website`."""
    return offer.value if offer and offer.source == "json-ld" else None


def _article_body(linked: Linked) -> str | None:
    body = linked.graph.text(linked.article.node, "articleBody") if linked.article else None
    return plain((body or "")[:_MAX_BODY]) or None
