"""Text to tree: the one place that parses markup.

libxml2 takes nearly every page as it is, in a millisecond or two, and is fast because it gives up where browsers do not:
at the first `</html>`, 256 elements deep, at ten million bytes of text in a row, at a comment or a script that nobody
closed. What comes after is lost, without a word. So a mark is put behind the page before it is parsed; where the mark is
not the last element of the tree, something swallowed the rest, and the page is mended (`mend`), then rescued (`rescue`).
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import HTMLParser
from lxml.html import HtmlElement

from bodycopy.mend import clean, close, continue_past_end, unframe
from bodycopy.rescue import flatten, only_text

# Above ten million bytes in one buffer libxml2 refuses long text even in pieces; fed bit by bit it takes any page.
_ONE_BUFFER = 9_000_000
_BIT = 1_000_000

# Who fills a table's grid cell by cell, as trafilatura does, takes minutes for a few cells that say they are a thousand wide.
WIDE_DIGITS = 2

# Where something else comes before `<html>` (a server's warning, say), libxml2 makes the root itself and then forgets what the
# tag says; browsers heed it.
_ROOT = re.compile(rb"<html\b[^<>]{1,2000}>", re.IGNORECASE)

_MARK = "bodycopy-end"
_MARK_BYTES = f"<{_MARK}></{_MARK}>".encode()

# trafilatura takes only trees of lxml.html's own class. One class for all tags is looked up without a call of Python for each
# element, which makes every walk over the tree nearly twice as fast.
_ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)

# Their content is not for readers of the page: text that stands in for a frame is shown by no browser.
_STANDINS = ("iframe", "noembed")
_SHADOW = ("shadowrootmode", "shadowroot")


def parse(text: str) -> etree._Element:
    """The `html` element of a page, which always has a `body`; element order and `sourceline` are those of the source.

    Comments and processing instructions are gone, and characters that no XML document may hold. Templates are gone, but
    for those that declare a shadow root: these are shown, and stand in the tree as `div`.
    """
    data = continue_past_end(clean(text))
    root = _read(data)
    if root is not None and _framed(root):
        data = unframe(data)
        root = _read(data)
    for mend in (close, flatten, only_text):
        if root is None:
            data = mend(data)
            root = _read(data)
    if root is None:
        root = etree.fromstring(b"<html><body></body></html>", _parser())
    if not root.attrib and (tag := _ROOT.search(data)):
        root.attrib.update(etree.fromstring(tag[0], _parser()).attrib)
    return _settle(root)


def add_story(tree: etree._Element, markup: str) -> None:
    """Put the HTML of a story that the page's scripts hold at the end of the page, as an `article`."""
    story = parse(markup).find("body")
    body = tree.find("body")
    if story is None or body is None:
        return
    story.tag = "article"
    body.append(story)


def _read(data: bytes) -> etree._Element | None:
    """The tree, or None if it does not reach the end of the page."""
    parser = _parser()
    root = _feed(data + _MARK_BYTES, parser) if len(data) > _ONE_BUFFER else etree.fromstring(data + _MARK_BYTES, parser)
    if root is None:
        return None
    last = root
    while len(last):
        last = last[-1]
    if last.tag != _MARK:
        return None
    remove(last)
    return root


def _parser() -> HTMLParser:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    parser.set_element_class_lookup(_ELEMENTS)
    return parser


def _feed(data: bytes, parser: etree.HTMLParser) -> etree._Element | None:
    for start in range(0, len(data), _BIT):
        parser.feed(data[start : start + _BIT])
    try:
        return parser.close()
    except etree.XMLSyntaxError:
        return None


def _framed(root: etree._Element) -> bool:
    return root.find("frameset") is not None or next(root.iter("noframes"), None) is not None


def _settle(root: etree._Element) -> etree._Element:
    """The tree with a body, with shadow roots in the open and without what no browser shows."""
    for element in list(root.iter("template", *_STANDINS)):
        if element.tag in _STANDINS:
            element.text = None
        elif any(element.get(name) for name in _SHADOW):
            element.tag = "div"
        else:
            remove(element)
    for cell in root.iter("td", "th"):
        _narrow(cell)
    if root.find("body") is None:
        etree.SubElement(root, "body")
    return root


def _narrow(cell: etree._Element) -> None:
    """Hold a cell to what a table can have: many rows or many columns, not both."""
    wide = len(cell.get("colspan", "")) >= WIDE_DIGITS
    for span in ("colspan", "rowspan"):
        if len(cell.get(span, "")) > WIDE_DIGITS:
            cell.set(span, "99")
    if wide and len(cell.get("rowspan", "")) >= WIDE_DIGITS:
        cell.set("rowspan", "9")


def remove(element: etree._Element) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "") or None
    else:
        parent.text = (parent.text or "") + (element.tail or "") or None
    parent.remove(element)
