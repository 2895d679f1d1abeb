"""Markup that tells nothing: paragraphs in a row without a class, a link, an image or a section.

Seen where a tool has wrapped plain text in tags, in mail archives and on very old pages. What holds for plain text holds for
these: the form of the lines and their order is all there is to judge by.
"""

from __future__ import annotations

from dataclasses import replace

from bodycopy.model import Page

# Elements that say no more of their content than a line break does.
TELLING_NOTHING = frozenset(("html", "body", "div", "p", "span", "center", "font", "pre", "h1", "h2", "h3", "h4", "h5", "h6"))


def forget_markup(page: Page) -> Page:
    """The page as plain text would be, without scopes, where its markup tells nothing; else the page as it is."""
    if any(scope.tokens or scope.hidden or scope.tag not in TELLING_NOTHING for scope in page.scopes):
        return page
    if any(block.links or block.images for block in page.blocks):
        return page
    return replace(page, blocks=tuple(block._replace(scope=-1) for block in page.blocks), scopes=())
