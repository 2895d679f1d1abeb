"""Telling a page's title: by what the metadata says, by its heading, and in plain text by its words.

In plain text nothing says which line is the title, but a title speaks of what the text speaks of: its words come again in
the paragraphs below, those of menus, slogans and buttons do not.
"""

from __future__ import annotations

import re

from bodycopy.model import Block, Kind
from bodycopy.rules.lines import normal, words
from bodycopy.rules.view import View

MAX_TITLE_CHARS = 300
MIN_RUNNING_CHARS = 100

# Two titles are the same in other words if the shorter one has this many words, nearly all of which are in the longer
# one, and is no mere fragment of it.
NEAR_WORDS = 3
NEAR_SHARE = 0.8
NEAR_LENGTH = 0.4
MIN_PART_CHARS = 12
PART_LENGTH = 0.5

# What is left of a title without the site's name must still be one.
MIN_CUT_CHARS = 12

# Plain text: how far above the first paragraph a title may stand, how many paragraphs are asked for its words, how many
# letters of a word must agree (languages inflect), and what a word that does not come again takes off.
LINES_ABOVE = 40
PARAGRAPHS_ASKED = 8
STEM = 5
UNHEARD = 0.5
MIN_LINE_WORDS = 2
MAX_LINE_CHARS = 160

_NO_TITLE = frozenset(
    {"logo", "site-title", "site-name", "site-logo", "branding", "site-branding", "masthead", "breadcrumb"}
    | {"breadcrumbs", "crumb"}
)
_SENTENCES = re.compile(r"[^\W\d_]{3}[.:] [^\W\d_]")
# Sources that speak of the page as a whole; the headings on it speak for themselves.
_SOURCES = frozenset({"json-ld", "microdata", "og:title", "twitter:title", "title", "citation_title", "parsely-title"})
_SUFFIX = re.compile(r"\s*(?:[|｜：»·]|\s[-–—]{1,2}\s|::)[^|｜：»·–—]{2,60}$")
_LINE_END = re.compile(r"[.,:;…]$")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def known_titles(view: View) -> frozenset[str]:
    """What the metadata call the page, normalised, also without the site's name behind it."""
    offered = [one.value for one in view.metadata.candidates if one.field == "headline" and one.source in _SOURCES]
    titles = {title for title in [view.metadata.headline, *offered] if title}
    shorter = {_SUFFIX.sub("", title) for title in titles}
    long_enough = {title for title in shorter if len(title) >= MIN_CUT_CHARS}
    return frozenset(normal(title) for title in titles | long_enough) - {""}


def opening(view: View) -> int:
    """The index of the first paragraph of running text."""
    for block in view.blocks:
        if block.kind is Kind.PARAGRAPH and len(block.text) >= MIN_RUNNING_CHARS and view.is_inside(block):
            return block.index
    return len(view.blocks)


def first_h1(view: View) -> int:
    """The index of the first `h1` above the text that is neither a site's name nor a step of a breadcrumb, -1 without one.

    Below the first paragraph an `h1` has to say what the metadata say: there it may be a section of the text.
    """
    headings = [
        block
        for block in view.blocks
        if block.kind is Kind.HEADING and block.level == 1 and len(block.text) <= MAX_TITLE_CHARS
        if not view.named(block, _NO_TITLE)
    ]
    titles = view.fact(known_titles)
    told = next((block.index for block in headings if is_near(normal(block.text), titles)), -1)
    above = headings[0].index if headings and headings[0].index < view.fact(opening) else -1
    return told if told >= 0 else above


def is_near(text: str, titles: frozenset[str]) -> bool:
    """Whether a normalised text says what one of the titles says, with words left out or added."""
    ours = text.split()
    return any(_is_part(text, title) or _is_near(ours, title.split()) for title in titles)


def _is_part(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= max(MIN_PART_CHARS, PART_LENGTH * len(long)) and short in long


def _is_near(one: list[str], other: list[str]) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < NEAR_WORDS or len(short) < NEAR_LENGTH * len(long):
        return False
    pool = set(long)
    return sum(word in pool for word in short) >= NEAR_SHARE * len(short)


def title_line(view: View) -> int:
    """The index of the title in plain text, -1 without one."""
    start = view.fact(opening)
    heard = _heard(view, start)
    best, best_at = 0.0, -1
    for block in view.blocks[max(0, start - LINES_ABOVE) : start]:
        worth = _worth(block, heard)
        if worth > best:
            best, best_at = worth, block.index
    return best_at


def _worth(block: Block, heard: set[str]) -> float:
    text = block.text
    if len(text) > MAX_LINE_CHARS or _LINE_END.search(text) or _SENTENCES.search(text):
        return 0.0
    stems = _stems(text)
    if len(stems) < MIN_LINE_WORDS:
        return 0.0
    known = sum(stem in heard for stem in stems)
    return known - UNHEARD * (len(stems) - known)


def _heard(view: View, start: int) -> set[str]:
    paragraphs = [block for block in view.blocks[start:] if len(block.text) >= MIN_RUNNING_CHARS and view.is_inside(block)]
    return {stem for block in paragraphs[:PARAGRAPHS_ASKED] for stem in _stems(block.text)}


def _stems(text: str) -> list[str]:
    """Beginnings of the longer words; pairs of characters in scripts without spaces."""
    stems = []
    for word in words(text):
        if _HAN.match(word):
            stems += [word[at : at + 2] for at in range(len(word) - 1)]
        elif len(word) >= STEM - 1:
            stems.append(word[:STEM])
    return stems
