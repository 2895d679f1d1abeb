"""One walk over the tree for everything that metadata is read from; what it finds is cheap to look through afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

# Elements of their own that large sites use in the place of `<time>`.
_TIME_TAGS: Final = ("time", "relative-time", "local-time", "time-ago", "faceplate-timeago")
_TAGS: Final = ("html", "base", "meta", "link", "title", "script", "h1", "h2", "h3", "figure", *_TIME_TAGS)
# Most links lead to style sheets, icons and feeds.
_CANONICAL: Final = "canonical"
_KEY_ATTRIBUTES: Final = ("property", "name", "http-equiv")
# Pages with more than this many values of one kind are made by a fault; the first ones are as good as all.
_MAX_VALUES: Final = 200
# The longest values are lists of keywords and of a paper's authors.
_MAX_CONTENT: Final = 5_000
_MAX_TITLE: Final = 2_000


@dataclass(frozen=True, slots=True)
class Harvest:
    """The elements and attributes that may hold metadata.

    `metas` has the lower-cased `property`, `name` or `http-equiv` of `<meta>` as its keys, `links` the single words of `rel`.
    """

    tree: etree._Element
    language: str | None
    base: str | None
    title: str | None
    metas: Mapping[str, tuple[str, ...]]
    links: Mapping[str, tuple[str, ...]]
    scripts: tuple[str, ...]
    headings: tuple[etree._Element, ...]
    times: tuple[etree._Element, ...]
    figures: tuple[etree._Element, ...]

    def meta(self, *keys: str) -> str | None:
        """The first value of the first of these keys that the page has."""
        return next((value for key in keys for value in self.metas.get(key, ())), None)

    def link(self, rel: str) -> str | None:
        """The first target of that relation."""
        return next(iter(self.links.get(rel, ())), None)


def harvest(tree: etree._Element) -> Harvest:
    """Walk the tree once."""
    language = base = title = None
    metas: dict[str, list[str]] = {}
    links: dict[str, list[str]] = {}
    scripts: list[str] = []
    headings: list[etree._Element] = []
    times: list[etree._Element] = []
    figures: list[etree._Element] = []
    for element in tree.iter(*_TAGS):
        tag = element.tag
        if tag == "meta":
            _add_meta(element, metas)
        elif tag == "link":
            _add_link(element, links)
        elif tag == "script":
            if "ld+json" in (element.get("type") or "").lower() and (text := element.text):
                scripts.append(text)
        elif tag in {"h1", "h2", "h3"}:
            headings.append(element)
        elif tag in _TIME_TAGS:
            times.append(element)
        elif tag == "figure":
            figures.append(element)
        elif tag == "title":
            title = title or "".join(map(str, element.itertext()))[:_MAX_TITLE].strip() or None
        elif tag == "base":
            base = base or element.get("href")
        else:
            language = language or element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Harvest(
        tree,
        language or tree.get("xml:lang"),
        base,
        title,
        {key: tuple(values) for key, values in metas.items()},
        {key: tuple(values) for key, values in links.items()},
        tuple(scripts),
        tuple(headings[:_MAX_VALUES]),
        tuple(times[:_MAX_VALUES]),
        tuple(figures[:_MAX_VALUES]),
    )


def _add_meta(element: etree._Element, metas: dict[str, list[str]]) -> None:
    content = (element.get("content") or element.get("value") or "")[:_MAX_CONTENT].strip()
    if not content:
        return
    for attribute in _KEY_ATTRIBUTES:
        for key in (element.get(attribute) or "").lower().split():
            values = metas.setdefault(key, [])
            if len(values) < _MAX_VALUES and content not in values:
                values.append(content)


def _add_link(element: etree._Element, links: dict[str, list[str]]) -> None:
    rel = (element.get("rel") or "").lower()
    href = (element.get("href") or "").strip() if _CANONICAL in rel else ""
    for name in rel.split() if href else ():
        values = links.setdefault(name, [])
        if len(values) < _MAX_VALUES:
            values.append(href)
