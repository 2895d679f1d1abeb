"""The article that stands only in the data of a page's scripts.

Pages that are built in the browser carry what they will show as data for the first rendering (hydration): the article is a
string of HTML in JSON, often inside a string of JavaScript once more. Where a page shows next to no text of its own, the
longest such string is its text; failing that, the `articleBody` of its JSON-LD.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape

from lxml import etree

from bodycopy.model import Page

# A page that shows fewer characters than this outside of its links shows no article; a story shorter than that is none.
# Shops and lists that load their text later show more.
MAX_SHOWN = 500
MIN_STORY = 400

# JSON in a string of JSON in a string of JavaScript: so deep do frameworks wrap.
MAX_DEPTH = 3
# A string shorter than this holds no story, and is not looked into.
MIN_LITERAL = 300

_STRING_EDGE = re.compile(r'\\.|"', re.DOTALL)
# A paragraph as it stands, with its signs escaped, or escaped twice; the last backslash before the first sign is enough to see.
_PARAGRAPH = re.compile(r"(?:<|\\u003[cC])p(?:>|\\+u003[eE]|[\s/])")
_TAG = re.compile(r"<[^<>]*>")


def shows_nothing(page: Page) -> bool:
    """Whether a page has next to no text but links."""
    return sum(len(block.text) - block.link_chars for block in page.blocks) < MAX_SHOWN


def story_in_scripts(tree: etree._Element, article_body: str | None) -> str | None:
    """The HTML of the story that a page's scripts hold, None where they hold none."""
    found = max(_stories(tree), key=_reading_chars, default="")
    if _reading_chars(found) >= MIN_STORY:
        return found
    if article_body and len(article_body) >= MIN_STORY:
        return f"<p>{escape(article_body, quote=False)}</p>"
    return None


def _stories(tree: etree._Element) -> Iterator[str]:
    pushed: list[str] = []
    for script in tree.iter("script"):
        text = script.text
        if text and len(text) >= MIN_LITERAL and _PARAGRAPH.search(text):
            found = list(_literals(text))
            yield from _in_literals(found, MAX_DEPTH)
            pushed += found
    if pushed:
        # Data that is sent in several pushes may break off in the middle of a string.
        parts = [text for text in _decoded(pushed) if not _is_markup(text)]
        yield from _in_text("".join(parts), MAX_DEPTH - 1)


def _in_literals(literals: list[str], depth: int) -> Iterator[str]:
    for text in _decoded(literals):
        yield from _in_text(text, depth - 1)


def _in_text(text: str, depth: int) -> Iterator[str]:
    """The stories in a decoded string: those of the strings inside of it, or the string itself."""
    if _is_markup(text):
        yield text
    elif depth > 0:
        yield from _in_literals(list(_literals(text)), depth)


def _is_markup(text: str) -> bool:
    return text.lstrip().startswith("<")


def _decoded(literals: list[str]) -> Iterator[str]:
    for literal in literals:
        try:
            value = json.loads(literal, strict=False)
        except ValueError:
            continue
        yield value


def _literals(text: str) -> Iterator[str]:
    """The strings in double quotes that may hold paragraphs, quotes included; linear in the text, however it is broken."""
    start = -1
    for edge in _STRING_EDGE.finditer(text):
        if edge[0] != '"':
            continue
        if start < 0:
            start = edge.start()
            continue
        if edge.end() - start >= MIN_LITERAL and _PARAGRAPH.search(text, start, edge.end()):
            yield text[start : edge.end()]
        start = -1


def _reading_chars(markup: str) -> int:
    return len(_TAG.sub("", markup))
