"""Telling a page's title: by what the metadata say, by its heading, and in plain text by its words."""

from __future__ import annotations

import re
from itertools import pairwise

from bodycopy.model import Kind
from bodycopy.phrases import class_names
from bodycopy.rules.lines import normal
from bodycopy.rules.titlewords import best_line
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

# Text at the top of a page that no other follows so soon is a notice (cookies, an appeal), not the beginning of the text.
SOON = 8

_NO_TITLE = class_names("headline.title", "no_title")
# Sources that speak of the page as a whole; the headings on it speak for themselves.
_SOURCES = frozenset({"json-ld", "microdata", "og:title", "twitter:title", "title", "citation_title", "parsely-title"})
_SUFFIX = re.compile(r"(?<!\s)\s*(?:[|｜：»·]|(?<=\s)[-–—]{1,2}\s|::)[^|｜：»·–—]{2,60}$")


def known_titles(view: View) -> frozenset[str]:
    """What the metadata call the page (in plain text: its title line), normalised, also without the site's name behind it."""
    if not view.metadata.headline and view.blocks and view.blocks[0].scope < 0:
        line = view.fact(title_line)
        return frozenset(title_forms(view.blocks[line].text)) if line >= 0 else frozenset()
    offered = [one.value for one in view.metadata.candidates if one.field == "headline" and one.source in _SOURCES]
    titles = {title for title in [view.metadata.headline, *offered] if title}
    return frozenset(form for title in titles for form in title_forms(title))


def title_line(view: View) -> int:
    """The index of the title in plain text, -1 without one."""
    start = view.fact(opening)
    below = [block.text for block in view.blocks[start:] if len(block.text) >= MIN_RUNNING_CHARS and view.is_inside(block)]
    return best_line([block.text for block in view.blocks[:start]], below)


def title_forms(text: str) -> set[str]:
    """A text as a title, normalised: whole, and without the site's name behind it."""
    shorter = _SUFFIX.sub("", text)
    return {normal(text), normal(shorter) if len(shorter) >= MIN_CUT_CHARS else ""} - {""}


def opening(view: View) -> int:
    """The index of the first paragraph of running text that is not alone."""
    running = [
        block.index
        for block in view.blocks
        if block.kind is Kind.PARAGRAPH and len(block.text) >= MIN_RUNNING_CHARS and view.is_inside(block)
    ]
    return next((at for at, after in pairwise(running) if after - at <= SOON), running[0] if running else len(view.blocks))


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
