"""The `<meta>` tags: OpenGraph, Twitter, Dublin Core, Parsely, Sailthru, citation_*, and the tags that many sites made up.

A tag is a source of its own; this file only says which tag speaks of which field. Which one is believed is `ranking`'s
business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from bodycopy.metadata.harvest import Harvest
from bodycopy.metadata.offers import Offer
from bodycopy.metadata.strings import plain

TAGS: Final[Mapping[str, tuple[str, ...]]] = {
    "headline": (
        "og:title",
        "twitter:title",
        "parsely-title",
        "sailthru.title",
        "citation_title",
        "cxenseparse:title",
        "dc.title",
        "dcterms.title",
        "title",
        "headline",
        "mrf:title",
    ),
    "description": (
        "og:description",
        "description",
        "twitter:description",
        "sailthru.description",
        "dc.description",
        "dcterms.abstract",
        "dcterms.description",
        "citation_abstract",
    ),
    "authors": (
        "author",
        "article:author",
        "article:author_name",
        "article:authors",
        "authors",
        "byl",
        "byline",
        "parsely-author",
        "sailthru.author",
        "citation_author",
        "citation_authors",
        "cxenseparse:author",
        "mrf:authors",
        "dc.creator",
        "dcterms.creator",
        "dc.contributor",
        "og:author",
        "og:article:author",
        "book:author",
        "creator",
        "twitter:creator:name",
        "vr:author",
        "dable:author",
        "page.author",
        "ob_author",
    ),
    "datePublished": (
        "article:published_time",
        "article:published",
        "article.published",
        "og:published_time",
        "og:article:published_time",
        "og:pubdate",
        "published_time",
        "datepublished",
        "date_published",
        "publish_date",
        "publish-date",
        "published-date",
        "pubdate",
        "pub_date",
        "publication_date",
        "publicationdate",
        "article_date_original",
        "originalpublicationdate",
        "cxenseparse:recs:publishtime",
        "cxenseparse:publishtime",
        "parsely-pub-date",
        "sailthru.date",
        "sailthru.expire_date_start",
        "citation_publication_date",
        "citation_online_date",
        "citation_date",
        "dcterms.issued",
        "dcterms.created",
        "dcterms.date",
        "dc.date.issued",
        "dc.date.created",
        "dc.date",
        "dcsext.articlefirstpublished",
        "displaydate",
        "article:post_date",
        "article:create",
        "created",
        "date.created",
        "date.available",
        "timestamp",
        "buildtime",
        "date",
    ),
    "dateModified": (
        "article:modified_time",
        "article:modified",
        "article:updated_time",
        "article.updated",
        "og:updated_time",
        "og:modified_time",
        "og:article:modified_time",
        "datemodified",
        "date_modified",
        "modified_time",
        "modified",
        "updated",
        "lastmod",
        "last-modified",
        "last_modified",
        "dcterms.modified",
        "dc.date.modified",
        "revised",
        "date.updated",
    ),
    "publisher": (
        "og:site_name",
        "publisher",
        "dc.publisher",
        "citation_publisher",
        "citation_journal_title",
        "application-name",
    ),
    "articleSection": (
        "article:section",
        "og:article:section",
        "parsely-section",
        "section",
        "sailthru.section",
        "dc.type.section",
    ),
    "keywords": (
        "news_keywords",
        "article:tag",
        "keywords",
        "parsely-tags",
        "sailthru.tags",
        "citation_keywords",
        "dc.subject",
    ),
    "mainImage": (
        "og:image",
        "og:image:secure_url",
        "og:image:url",
        "twitter:image",
        "twitter:image:src",
        "sailthru.image.full",
    ),
    "inLanguage": ("og:locale", "language", "content-language", "dc.language", "dcterms.language", "citation_language"),
    "canonicalUrl": ("og:url", "twitter:url"),
    "articleType": ("og:type",),
    "isAccessibleForFree": ("article:content_tier",),
}


# The element of that name, and the byline on the page, are sources of their own.
_SHARED: Final = frozenset({"title", "byline"})


def tag_source(name: str) -> str:
    """What a tag is called as a source."""
    return f"meta[{name}]" if name in _SHARED else name


_LISTED: Final = tuple((field, name) for field, names in TAGS.items() for name in names)
# The places of a tag in the tables; it may speak of several fields.
_PLACES: Final[Mapping[str, tuple[tuple[int, str], ...]]] = {
    tag: tuple((place, field) for place, (field, name) in enumerate(_LISTED) if name == tag) for _, tag in _LISTED
}


def metatag_offers(page: Harvest) -> Iterator[Offer]:
    """What the tags say, field after field. Where `article:tag` and the like stand several times, each is an offer."""
    known = sorted((place, name) for name in page.metas for place in _PLACES.get(name, ()))
    for (_, field), name in known:
        source = tag_source(name)
        yield from (Offer(field, text, source) for value in page.metas[name] if (text := plain(value)))
    yield from _labelled(page)


def _labelled(page: Harvest) -> Iterator[Offer]:
    """Twitter's cards hold pairs of a label and a value in any language: `Written by`, `Jane Doe`."""
    for number in ("1", "2"):
        label, value = page.meta(f"twitter:label{number}"), page.meta(f"twitter:data{number}")
        if label and value and label.strip(" :").casefold() in AUTHOR_LABELS:
            yield Offer("authors", plain(value), f"twitter:data{number}")


# What the label of an author is in a Twitter card, as the large publishing systems write it.
AUTHOR_LABELS: Final = frozenset(
    {
        "written by", "by", "author", "authors", "posted by", "verfasst von", "geschrieben von", "autor", "von", "écrit par",
        "auteur", "par", "escrito por", "por", "scritto da", "autore", "geschreven door", "skrevet af", "skrevet av",
        "skriven av", "napisane przez", "kirjoittanut", "автор", "написано автором", "napsal", "yazan", "yazar",
        "執筆者", "作者", "작성자", "كُتب بواسطة",
    }
)  # fmt: skip
