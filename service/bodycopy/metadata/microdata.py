"""Microdata (and the RDFa that looks like it): elements with `itemprop`.

Only properties of the article are wanted: those inside an item that is a person, an image or a comment belong to that item. An
author's name is read from the item around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from lxml import etree

from bodycopy.metadata.offers import Offer
from bodycopy.metadata.strings import element_text, plain
from bodycopy.metadata.visible import is_elsewhere

_FIELDS: Final[Mapping[str, str]] = {
    "headline": "headline",
    "name": "headline",
    "description": "description",
    "author": "authors",
    "creator": "authors",
    "datepublished": "datePublished",
    "datecreated": "datePublished",
    "datemodified": "dateModified",
    "publisher": "publisher",
    "articlesection": "articleSection",
    "keywords": "keywords",
    "inlanguage": "inLanguage",
    "isaccessibleforfree": "isAccessibleForFree",
    "image": "mainImage",
}
_ARTICLE_TYPES: Final = ("article", "posting", "recipe", "review", "creativework", "report", "question", "webpage", "blog")
_MAX_DEPTH: Final = 60
_MAX_PROPERTIES: Final = 400
# By the attribute: in a third of the time that elements with it take. Bounded at once: libxml2 joins parents in quadratic time.
_FIND = etree.XPath(f"(/descendant::*/@itemprop)[position() <= {_MAX_PROPERTIES}]/..")
_URL_ATTRIBUTES: Final = ("content", "src", "data-src", "href")


def microdata_offers(tree: etree._Element) -> Iterator[Offer]:
    """What the properties of the first article item say (or of no item at all)."""
    main: etree._Element | None = None
    story: etree._Element | None = None
    for element in _properties(tree):
        names = [name for name in (element.get("itemprop") or "").lower().split() if name in _FIELDS]
        if not names:
            continue
        fields = {_FIELDS[name] for name in names}
        scope = _scope(element)
        kind = item_type(scope)
        if (scope is not None and not kind.endswith(_ARTICLE_TYPES)) or _is_credit(element, fields):
            continue
        if scope is not None and not kind.endswith(("webpage", "blog")):
            if main is not None and scope is not main:
                continue
            main = scope
        if "authors" in fields:
            own = next(element.iterancestors("article"), None)
            if is_elsewhere(element) or (story is not None and own is not story):
                continue
            story = own
        for name in names:
            if not (name == "name" and (element.tag != "h1" or scope is None)):
                yield from _offer(element, _FIELDS[name])


def _properties(tree: etree._Element) -> list[etree._Element]:
    """The first elements with a property; a page with more of them is a list."""
    found = _FIND(tree)
    return [node for node in found if isinstance(node, etree._Element)] if isinstance(found, list) else []


def _is_credit(element: etree._Element, fields: set[str]) -> bool:
    """Whether an author stands in a figure, where it is the photographer."""
    return "authors" in fields and next(element.iterancestors("figure", "figcaption"), None) is not None


def _offer(element: etree._Element, field: str) -> Iterator[Offer]:
    source = "microdata"
    if field == "mainImage":
        image = element if element.get("itemscope") is None else next(element.iter("img"), element)
        url = next((value for name in _URL_ATTRIBUTES if (value := image.get(name))), None)
        if url:
            yield Offer(field, url, source)
    elif field in {"authors", "publisher"}:
        name, url = _named(element)
        if name:
            yield Offer(field, name, source, url, item_type(element))
    else:
        text = element.get("content") or element.get("datetime") or element_text(element)
        if text:
            yield Offer(field, plain(text), source)


def _named(element: etree._Element) -> tuple[str, str | None]:
    """The name of a person or organisation item, and the link that goes with it."""
    link = element if element.tag == "a" else next(element.iter("a"), None)
    url = link.get("href") if link is not None else None
    if element.get("content"):
        return plain(element.get("content") or ""), url
    named = next(
        (node for node in element.iter() if node is not element and "name" in (node.get("itemprop") or "").lower().split()),
        None,
    )
    if named is not None:
        return plain(named.get("content") or "") or element_text(named), url
    return element_text(element), url


def _scope(element: etree._Element) -> etree._Element | None:
    """The item that the property belongs to."""
    around = islice(element.iterancestors(), _MAX_DEPTH)
    return next((item for item in around if item.get("itemscope") is not None or item.get("itemtype")), None)


def item_type(item: etree._Element | None) -> str:
    """The last part of an item's type, lower-cased: `newsarticle`; empty where there is none."""
    kinds = (item.get("itemtype") or "").split() if item is not None else []
    return kinds[0].rstrip("/").rpartition("/")[2].lower() if kinds else ""
