"""What an XPath selects, as elements and bounded in number."""

from __future__ import annotations

from typing import Final

from lxml import etree

# What is looked for (bylines, dates, properties) stands early; a page with more of them is a list.
_MAX_SELECTED: Final = 400


def select(path: etree.XPath, tree: etree._Element) -> list[etree._Element]:
    """The first elements that a path selects, in document order."""
    found = path(tree)
    return [node for node in found[:_MAX_SELECTED] if isinstance(node, etree._Element)] if isinstance(found, list) else []
