"""The site's own header and menus: navigation, login, search, language, links to skip them all.

Links to the next page or to other stories are no part of it, even in a `nav`. Only short lines and lists of links: a page
whose whole text stands in an element named "header" keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable

from bodycopy.model import Block, Kind
from bodycopy.phrases import class_names
from bodycopy.rules.head import above_text
from bodycopy.rules.view import View
from bodycopy.rules.wording import is_only

MAX_CHARS = 200
MAX_SKIP_CHARS = 60
LINK_DENSITY = 0.6

_NAMES = class_names("header.site")
_ELSEWHERE = class_names("header.site", "elsewhere")
_ROLES = class_names("header.site", "roles")
_UNASKED = (Kind.TABLE, Kind.CODE, Kind.QUOTE)


def asked(view: View) -> Iterable[int]:
    """The blocks in a `nav`; elsewhere it takes words or an element's name."""
    return view.inside("nav")


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_CHARS or block.kind in _UNASKED:
        return None
    skip = view.said(block, "header.site", "skip")
    if skip and len(block.text) <= MAX_SKIP_CHARS:
        return skip
    if whole := is_only(block, "header.site", "whole"):
        return whole if block.kind is Kind.OTHER or block.link_density > LINK_DENSITY or above_text(block, view) else None
    if view.named(block, _ELSEWHERE):
        return None
    linked = block.link_density > LINK_DENSITY
    if linked and (tag := view.within(block, "nav")):
        return tag
    if linked or above_text(block, view):
        return view.named(block, _NAMES) or view.marked(block, _ROLES.__contains__)
    return None
