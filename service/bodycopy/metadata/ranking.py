"""In which order sources are believed, field by field: first come, first taken. Tables only.

Headline and authors have more to weigh than the source (see `headline`, `authors`); for them this is where a tie ends. The
order is measured on the development pages: a source stands where the pages on which it disagrees with the ones below it speak
for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bodycopy.metadata.metatags import TAGS, tag_source

_ORDER: Final[Mapping[str, tuple[str, ...]]] = {
    "description": ("og:description", "description", "json-ld", "twitter:description", "microdata"),
    "authors": ("json-ld", "json-ld creator", "json-ld WebPage", "microdata", "citation_author", "parsely-author", "author"),
    "datePublished": ("json-ld", "article:published_time", "microdata", "og:published_time", "json-ld WebPage"),
    "dateModified": ("json-ld", "article:modified_time", "microdata", "og:updated_time", "json-ld WebPage"),
    "publisher": ("json-ld", "og:site_name", "json-ld WebPage", "microdata", "publisher", "application-name"),
    "articleSection": ("json-ld", "article:section", "microdata"),
    "keywords": ("news_keywords", "json-ld", "article:tag", "keywords"),
    "mainImage": ("og:image", "og:image:secure_url", "og:image:url", "twitter:image", "json-ld", "microdata"),
    "inLanguage": ("json-ld", "html[lang]", "og:locale", "content-language"),
    "canonicalUrl": ("link[canonical]", "og:url", "json-ld"),
    "articleType": ("json-ld", "og:type"),
    "isAccessibleForFree": ("json-ld", "microdata", "json-ld WebPage", "article:content_tier"),
}
# What the page shows, and what is only guessed, after all that was written for machines.
_LAST: Final = (
    "time[pubdate]",
    "near headline",
    "time",
    "above headline",
    "date block",
    "a[rel=author]",
    "byline",
    "name by date",
    "labelled block",
    "block",
    "dateline",
    "script",
    "url",
    "lone block",
    "htmldate",
)
# Tags that hold now the day of publication and now that of the last change; the page knows better.
_VAGUE: Final[Mapping[str, tuple[str, ...]]] = {
    "datePublished": ("date", "dc.date", "dcterms.date", "dcterms.created", "created", "timestamp", "buildtime"),
}


def rank(field: str, source: str) -> int:
    """The place of a source for a field; lower is better. Those not listed stand between tags and visible text."""
    return _PLACES.get(field, {}).get(family(source), _UNRANKED)


def is_shown(field: str, source: str) -> bool:
    """Whether a source is what the page shows or a guess, and not what was written for machines."""
    return rank(field, source) >= _SHOWN


def is_vague(source: str) -> bool:
    """Whether a tag holds now the day of publication and now that of the last change."""
    return source in _VAGUE["datePublished"]


def family(source: str) -> str:
    """`block 12` is a `block`."""
    head, _, tail = source.rpartition(" ")
    return head if tail.isdigit() else source


_UNRANKED: Final = 500
_SHOWN: Final = 600
_AFTER_BESIDE: Final = _SHOWN + 10 * _LAST.index("near headline") + 1
_PLACES: Final[Mapping[str, Mapping[str, int]]] = {
    field: {
        **{source: _SHOWN + 10 * place for place, source in enumerate(_LAST)},
        **{source: 100 + place for place, source in enumerate(map(tag_source, TAGS.get(field, ())))},
        **{source: _AFTER_BESIDE + place for place, source in enumerate(_VAGUE.get(field, ()))},
        **{source: place for place, source in enumerate(order)},
    }
    for field, order in _ORDER.items()
}
