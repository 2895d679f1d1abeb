"""Cuts plain text into blocks: a line a block, or a paragraph a block where lines are hard-wrapped.

Text comes out of other tools in both forms, with or without blank lines. Which one it is is decided once for the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bodycopy.blocks.crowd import joined_lines
from bodycopy.model import Block, Kind, Page

# Wrapped lines are about as long as each other and no longer than this.
MAX_WRAP_CHARS = 100
MIN_WRAP_CHARS = 40
# A wrapped line is filled: the first word of the next would not have fitted.
WRAPPED_SHARE = 0.7
MIN_WRAPPED_LINES = 4

MAX_HEADING_CHARS = 120
SENTENCE_ENDS = ".!?…。！？؟।:;,"

_ITEM = re.compile(r"(?:[-*•·‣–▪●○]|\(?\d{1,3}[.)])\s+(?=\S)")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")

Line = tuple[int, str]


def cut_lines(text: str) -> Page:
    """Blocks of a plain text in reading order, unscored and unlabelled; they have line spans and no scopes."""
    lines = [
        (number, " ".join(_INVISIBLE.sub("", line).split()))
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1)
    ]
    groups = list(_paragraphs(lines))
    if _is_wrapped(groups):
        cut = [part for group in groups for part in _unwrapped(group)]
    else:
        cut = [[line] for group in groups for line in group]
    return Page(tuple(_block(index, part) for index, part in enumerate(joined_lines(cut))))


def _paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    """Runs of lines without a blank one between them."""
    group: list[Line] = []
    for line in [*lines, (0, "")]:
        if line[1]:
            group.append(line)
        elif group:
            yield group
            group = []


def _is_wrapped(groups: list[list[Line]]) -> bool:
    """Whether lines end because they are full, not because a paragraph does."""
    inner = [(line[1], after[1]) for group in groups for line, after in pairwise(group)]
    if len(inner) < MIN_WRAPPED_LINES:
        return False
    width = max(len(line) for group in groups for _, line in group)
    if not MIN_WRAP_CHARS <= width <= MAX_WRAP_CHARS:
        return False
    full = sum(len(line) + 1 + len(after.split(" ", 1)[0]) > width - 2 for line, after in inner)
    return full >= WRAPPED_SHARE * len(inner)


def _unwrapped(group: list[Line]) -> Iterator[list[Line]]:
    """A run of wrapped lines as one block, list items apart."""
    part: list[Line] = []
    for line in group:
        if part and _ITEM.match(line[1]):
            yield part
            part = []
        part.append(line)
    yield part


def _block(index: int, part: list[Line]) -> Block:
    text = " ".join(line for _, line in part)
    first, last = part[0][0], part[-1][0]
    path = f"line {first}" if first == last else f"lines {first}-{last}"
    marker = _ITEM.match(text)
    kind = Kind.ITEM if marker else Kind.HEADING if _is_heading(text) else Kind.PARAGRAPH
    return Block(
        index,
        kind,
        text[marker.end() :] if marker else text,
        1 if marker else 2 if kind is Kind.HEADING else 0,
        path=path,
        span=(first, last),
    )


def _is_heading(text: str) -> bool:
    return len(text) <= MAX_HEADING_CHARS and text[-1] not in SENTENCE_ENDS and len(text.split()) > 1
