"""The way to the page: JSON-LD's BreadcrumbList, else microdata's, else the links in an element named so."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any, Final

from lxml import etree

from bodycopy.metadata.jsongraph import Graph
from bodycopy.metadata.strings import element_text, plain
from bodycopy.metadata.urls import absolute_url
from bodycopy.model import Breadcrumb

# A way is short; longer lists are navigation or a fault.
_MAX_STEPS: Final = 20
_MAX_NAME: Final = 200
_HOLDERS: Final = ("nav", "ol", "ul", "div", "p", "span")
_NAMES: Final = ("class", "aria-label", "itemtype")
# The way to a page stands above it.
_MAX_HOLDERS: Final = 1_500


def linked_breadcrumbs(graph: Graph, base: str | None) -> tuple[Breadcrumb, ...]:
    """The longest BreadcrumbList of the JSON-LD, by position."""
    ways = [_way(graph, thing.node, base) for thing in graph.things if "BreadcrumbList" in thing.types]
    return max(ways, key=len, default=())


def _way(graph: Graph, node: Mapping[str, Any], base: str | None) -> tuple[Breadcrumb, ...]:
    items = [item for item in graph.values(node, "itemListElement") if isinstance(item, dict)]
    if len(items) > _MAX_STEPS:
        return ()
    placed = sorted(enumerate(items), key=lambda pair: (_position(pair[1]), pair[0]))
    steps: list[Breadcrumb] = []
    for _, item in placed:
        target = graph.resolve(item.get("item"))
        name = graph.text(item, "name") or (graph.text(target, "name") if isinstance(target, dict) else None)
        address = (
            target
            if isinstance(target, str)
            else graph.text(target, "@id", "url")
            if isinstance(target, dict)
            else graph.text(item, "url")
        )
        if name and len(name) <= _MAX_NAME:
            steps.append(Breadcrumb(plain(name), absolute_url(address, base)))
    return tuple(steps)


def _position(item: Mapping[str, Any]) -> float:
    try:
        return float(item.get("position") or 0)
    except (TypeError, ValueError):
        return 0.0


def shown_breadcrumbs(tree: etree._Element, base: str | None) -> tuple[Breadcrumb, ...]:
    """The links of the first breadcrumb element of the page."""
    for holder in islice(tree.iter(*_HOLDERS), _MAX_HOLDERS):
        # All attributes at once first: they are read in half the time that three of them take one by one.
        if "readcrumb" in " ".join(map(str, holder.values())) and any("readcrumb" in holder.get(name, "") for name in _NAMES):
            links = [(element_text(link, _MAX_NAME), link.get("href")) for link in islice(holder.iter("a"), _MAX_STEPS + 1)]
            steps = [Breadcrumb(text, absolute_url(href, base)) for text, href in links if text]
            # Numbers are the pages of a list.
            if any(step.name.isdigit() for step in steps):
                continue
            if 0 < len(steps) <= _MAX_STEPS:
                return tuple(dict.fromkeys(steps))
    return ()
