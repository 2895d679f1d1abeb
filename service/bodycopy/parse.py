"""Text to tree: the one place that parses markup."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HTMLParser

_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>", re.IGNORECASE)
_EMPTY = b"<html><body></body></html>"


def parse(text: str) -> etree._Element:
    """Parse a page; the answer is its `html` element, which always has a `body`."""
    clean = _XML_DECLARATION.sub("", text.replace("\x00", "\ufffd"), count=1)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = etree.fromstring(clean.encode("utf-8", "replace") or _EMPTY, parser)
    if root is None:
        root = etree.fromstring(_EMPTY, etree.HTMLParser())
    if root.find("body") is None:
        etree.SubElement(root, "body")
    return root
