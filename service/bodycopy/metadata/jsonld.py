"""JSON-LD: which of its things is the article of this page, and what it says.

A page may describe several articles: teasers in lists, the postings of a live blog, the issue that an article is part of.
Only things that the page itself puts in the first place are looked at, and among them the one that names this page wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from bodycopy.metadata.jsongraph import Graph, Thing, read_graph
from bodycopy.metadata.jsontext import read_scripts
from bodycopy.metadata.offers import Offer
from bodycopy.metadata.strings import MAX_TEXT, plain, words_of

# What may stand between the top of a document and the thing that the page is about.
_MAIN_TRAIL: Final = frozenset({"@graph", "mainEntity", "mainEntityOfPage", "subjectOf", "hasPart"})
_PAGE_TYPES: Final = frozenset(
    {"WebPage", "ItemPage", "FAQPage", "AboutPage", "CollectionPage", "QAPage", "ProfilePage", "MedicalWebPage"}
)
# Higher is nearer to an article. Types that end in Article or Posting and are not listed count as Article.
_TYPE_RANK: Final[Mapping[str, int]] = {
    **dict.fromkeys(
        ("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle"), 9
    ),
    **dict.fromkeys(("LiveBlogPosting", "Article", "BlogPosting", "ScholarlyArticle", "TechArticle", "Report"), 8),
    **dict.fromkeys(("DiscussionForumPosting", "SocialMediaPosting", "Question", "Recipe", "Review", "HowTo"), 7),
    **dict.fromkeys(("CreativeWork", "Book", "Course", "PodcastEpisode", "Episode", "Dataset"), 5),
    **dict.fromkeys(("VideoObject", "AudioObject", "ImageGallery", "MediaGallery"), 4),
    **dict.fromkeys(("Product", "ProductGroup", "Event", "JobPosting", "SoftwareApplication", "Movie"), 3),
}
_SOURCE: Final = "json-ld"
_MAX_KEYWORDS: Final = 50
# Longer texts are put into the wrong field. Twice the size of a value, since what stands for a letter may be an entity.
_MAX_TEXT: Final = 2 * MAX_TEXT
# More things in the first place are a list.
_MAX_MAIN: Final = 200


@dataclass(frozen=True, slots=True)
class Linked:
    """What the JSON-LD of a page amounts to: the article (or what is nearest to one) and the page around it."""

    graph: Graph
    article: Thing | None
    page: Thing | None


def read_linked(scripts: Iterable[str], urls: frozenset[str], titles: Iterable[str]) -> Linked:
    """Find the article. `urls` are the addresses of this page without scheme and query, `titles` what else names it.

    The questions of a FAQPage are a box of the page; only that of a QAPage is what the page is about.
    """
    graph = read_graph(read_scripts(scripts))
    stated = (thing for thing in graph.things if thing.types and _MAIN_TRAIL.issuperset(thing.trail))
    main = list(islice(stated, _MAX_MAIN))
    known = frozenset(words for title in titles if (words := words_of(plain(title))))
    asked = any("FAQPage" in thing.types for thing in main)
    ranked = [(rank, thing) for thing in main if (rank := _type_rank(thing)) > 0 and not (asked and "Question" in thing.types)]
    article = max(ranked, key=lambda pair: _fitness(graph, pair[1], pair[0], urls, known), default=(0, None))[1]
    page = next((thing for thing in main if not _PAGE_TYPES.isdisjoint(thing.types)), None)
    return Linked(graph, article, page)


def _type_rank(thing: Thing) -> int:
    return max((_TYPE_RANK.get(name, 8 if name.endswith(("Article", "Posting")) else 0) for name in thing.types), default=0)


def _fitness(
    graph: Graph, thing: Thing, rank: int, urls: frozenset[str], titles: frozenset[tuple[str, ...]]
) -> tuple[int, int, int, int]:
    own = {address(text) for key in ("url", "@id", "mainEntityOfPage") if (text := graph.text(thing.node, key))}
    headline = words_of(plain((graph.text(thing.node, "headline", "name") or "")[:_MAX_TEXT]))
    named = sum(headline == title or headline == title[: len(headline)] for title in titles) if len(headline) > 1 else 0
    media_alone = rank <= 5
    return (not media_alone, bool(urls & own) + min(named, 1), rank, -len(thing.trail))


def address(url: str) -> str:
    """A url without scheme, query, fragment and closing slash, to compare by."""
    url = url.split("#", 1)[0].split("?", 1)[0]
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url.rstrip("/")


def jsonld_offers(linked: Linked) -> Iterator[Offer]:
    """What the article says, and after it what the page says."""
    for thing, source in ((linked.article, _SOURCE), (linked.page, "json-ld WebPage")):
        if thing is not None:
            yield from _thing_offers(linked.graph, thing, source)


_TEXT_MEMBERS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("description", ("description", "abstract")),
    ("datePublished", ("datePublished",)),
    ("datePublished", ("dateCreated", "uploadDate")),
    ("dateModified", ("dateModified",)),
    ("dateModified", ("datemodified",)),
    ("inLanguage", ("inLanguage",)),
    ("articleSection", ("articleSection",)),
    ("isAccessibleForFree", ("isAccessibleForFree",)),
    ("canonicalUrl", ("url",)),
)


def _thing_offers(graph: Graph, thing: Thing, source: str) -> Iterator[Offer]:
    node = thing.node
    main = source == _SOURCE
    for key in ("headline", "name", "alternativeHeadline"):
        text = graph.text(node, key)
        if text:
            yield Offer("headline", plain(text[:_MAX_TEXT]), source if key == "headline" else f"{source} {key}")
    for field, keys in _TEXT_MEMBERS:
        for key in keys:
            text = _flag(node.get(key)) or graph.text(node, key)
            if text:
                yield Offer(field, plain(text[:_MAX_TEXT]), source if key == keys[0] == field else f"{source} {key}")
    yield from _people(graph, node, source)
    for publisher in graph.values(node, "publisher", "sourceOrganization"):
        name = _name(graph, publisher)
        if name:
            yield Offer("publisher", name, source)
    yield from _keywords(graph, node, source)
    yield from (
        Offer("mainImage", url, source)
        for value in graph.values(node, "image", "primaryImageOfPage")
        if (url := image_url(graph, value))
    )
    if main:
        yield from (Offer("articleType", name, source) for name in thing.types if name != "Product")


def _people(graph: Graph, node: Mapping[str, Any], source: str) -> Iterator[Offer]:
    for key in ("author", "creator"):
        for value in graph.values(node, key):
            name = _name(graph, value)
            if name:
                kind = value.get("@type") if isinstance(value, dict) else ""
                url = graph.text(value, "url", "sameAs") if isinstance(value, dict) else None
                yield Offer(
                    "authors",
                    name,
                    source if key == "author" else f"{source} {key}",
                    url,
                    kind if isinstance(kind, str) else "",
                )


def _name(graph: Graph, value: Any) -> str | None:
    """The name of a person or an organisation, which may be a string, an object, or an object whose name is an object."""
    if isinstance(value, str):
        return plain(value[:_MAX_TEXT]) or None
    if not isinstance(value, dict):
        return None
    text = graph.text(value, "name", "legalName", "alternateName")
    if not text:
        text = " ".join(part for key in ("givenName", "familyName") if (part := graph.text(value, key)))
    return plain(text[:_MAX_TEXT]) or None


def _keywords(graph: Graph, node: Mapping[str, Any], source: str) -> Iterator[Offer]:
    for value in list(graph.values(node, "keywords"))[:_MAX_KEYWORDS]:
        text = value if isinstance(value, str) else _name(graph, value)
        if text:
            yield Offer("keywords", plain(text[:_MAX_TEXT]), source)


def image_url(graph: Graph, value: Any) -> str | None:
    """The address of an image, which may be a string or an ImageObject."""
    if isinstance(value, str):
        return value.strip() or None
    return graph.text(value, "url", "contentUrl", "@id") if isinstance(value, dict) else None


def _flag(value: Any) -> str | None:
    return str(value).lower() if isinstance(value, bool) else None
