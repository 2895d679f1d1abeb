"""Lines that say who wrote: `By Jane Doe`, `Jane Doe | May 31, 2024`, `Published May 31, 2024 by Jane Doe`. Pure.

`names` takes a text that holds names apart; this file tells whether a line of a page is such a text, and where in it they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bodycopy.metadata.name_words import AND, SORTED_BY
from bodycopy.metadata.names import (
    EDGES,
    LABEL_NOUNS,
    MAX_PERSONAL_WORDS,
    PARTICLES,
    PHRASES,
    is_introduction,
    is_personal,
    is_second_hand,
    split_authors,
    without_line_end,
)
from bodycopy.metadata.strings import lowered

_MAX_LINE: Final = 160
_MAX_JOINT: Final = 10
_MAX_PARTS: Final = 6

# For texts in lower case.
_INTRODUCED = re.compile(rf"\A\W*(?:(?:{PHRASES})\s|(?:{LABEL_NOUNS}|{PHRASES})\s*[:：]|(?:{PARTICLES})\s)")
_JOINT = re.compile(rf"\s*(?:[,&、]|(?:,\s*)?(?:{'|'.join(AND)}))\s*", re.IGNORECASE)
_JOINS_NEXT = re.compile(rf"(?:[,&;|]|\b(?:{'|'.join(AND)}))[^\w,&;|]*\Z", re.IGNORECASE)
_JOINS_LAST = re.compile(rf"\A\W*(?:[,&;]|(?:{'|'.join(AND)})\b)", re.IGNORECASE)
_LABELLED_NAME = re.compile(r"(?:作者|记者|記者|撰文|執筆|筆者|글쓴이)\s*[:：]\s*([^\s:：|/]{2,20})")
_LATER_BY = re.compile(rf"(?<=[\w.])\W+(?:(?:{PHRASES}|{PARTICLES})(?:\s*:)?\s+|(?:{LABEL_NOUNS}):\s+)(\S.*)")
_PARTS = re.compile(r"(?<!\s)(?:\s*[|•·‧/]\s*|\s+[-–—]+\s+|\s*,\s+(?=\d))")


def byline_of(lines: Sequence[str]) -> str:
    """What names the authors in the lines of a byline, as one line.

    The names follow the introduction, or stand in the first line; the lines after them (role, place, date, share buttons) count
    only where a comma or an `and` ties them on.
    """
    start = next((place for place, line in enumerate(lines) if is_introduction(line) or is_byline(line)), 0)
    named: list[str] = []
    tied = False
    for line in lines[start:]:
        if is_second_hand(line) or (named and not tied and not _JOINS_LAST.match(line)):
            break
        names = () if is_joint(line) else split_authors(line)
        named += names
        tied = (bool(named) and bool(_JOINS_NEXT.search(line))) or (bool(named) and not names and tied)
    return ", ".join(named)


def is_joint(text: str) -> bool:
    """Whether a text is but what joins two names: a comma, an `and`."""
    return len(text) <= _MAX_JOINT and _JOINT.fullmatch(text) is not None


def is_byline(text: str) -> bool:
    """Whether a short line says that it names authors: `By Jane Doe`, `Text: Jane Doe`."""
    match = _INTRODUCED.match(lowered(text)) if len(text) <= _MAX_LINE else None
    if not match or is_second_hand(text):
        return False
    names = split_authors(text[match.end() - 1 :] if match[0][-1] not in ":：" else text[match.end() :])
    rest = text[match.end() :].strip(EDGES)
    sorting = names[:1] == (rest,) and rest.casefold() in SORTED_BY
    return (
        bool(names)
        and not sorting
        and not rest[:1].islower()
        and all(len(name.split()) <= MAX_PERSONAL_WORDS + 1 for name in names)
    )


def later_names(text: str) -> tuple[str, tuple[str, ...]]:
    """What a line says before its `by`, and the names after it: `Published May 31, 2024` and Jane Doe."""
    match = _LATER_BY.search(lowered(text)) if len(text) <= _MAX_LINE else None
    names = split_authors(text[match.start(1) : match.end(1)]) if match else ()
    fit = match is not None and all(is_personal(name) or name[:1].isupper() for name in names)
    return (text[: match.start()], names) if match is not None and fit else (text, ())


def name_beside(text: str) -> str | None:
    """The name that stands in a line of parts, such as `Jane Doe | May 31, 2024`."""
    parts = _PARTS.split(text) if len(text) <= _MAX_LINE else []
    names = (without_line_end(part).strip(EDGES) for part in parts[:_MAX_PARTS]) if len(parts) > 1 else ()
    return next((name for name in names if is_personal(name)), None)


def labelled_name(text: str) -> str | None:
    """The name in a line of labels, as East Asian papers write it: `来源：江边晚报　记者：周铭`."""
    match = _LABELLED_NAME.search(text) if len(text) <= _MAX_LINE and not text.isascii() else None
    return match[1] if match else None
