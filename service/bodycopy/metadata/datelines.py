"""Lines that hold dates: which dates, and of what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from bodycopy.metadata.date_words import ENTRY, FOREIGN, MODIFIED, PUBLISHED, STAND
from bodycopy.metadata.datetext import parse_date
from bodycopy.metadata.relative import parse_relative
from bodycopy.metadata.strings import lowered

_FIELDS: Final = {"modified": "dateModified", "published": "datePublished"}
_EDGES: Final = " ,;|·•–—-("
# Words in a date line that are not the date.
_MAX_CHARS: Final = 80
_MAX_OTHER_WORDS: Final = 9
_WORDS = re.compile(r"[^\W\d]+")
# So many characters after its label hold a date with its weekday.
_STATED_CHARS: Final = 32
# For texts in lower case.
_STATED = re.compile(rf"\W{{0,3}}(?:{PUBLISHED})\b(?:\s+(?:on|am|le|el|il|em|op|den|dne))?\s*:?(?=\W{{0,3}}(?:\w+,? )?\d)")
_ENTRY = re.compile("|".join(ENTRY))
_YEAR = re.compile(r"199\d|20\d\d")
_LABEL = re.compile(
    rf"(?<!\w)(?:(?P<modified>{MODIFIED}|{STAND})|(?P<published>{PUBLISHED})|(?P<foreign>(?:{FOREIGN})\b))|(?P<sign>©)",
    re.IGNORECASE,
)


def dated_parts(text: str, language: str | None, reference: date | None = None) -> tuple[tuple[str, str], ...]:
    """The dates of a line, each as the field that the word before it names, and the string that was read.

    `Published 3 May 2024. Updated 5 May 2024` gives two; of `3 May 2024, updated 5 May 2024` the first is the publication's.
    A word after a line's only date counts as one before it. Dates of something else are left out.
    """
    return tuple(_parts(text, language, reference)) if _reads(text, language, reference) else ()


def _parts(text: str, language: str | None, reference: date | None) -> Iterator[tuple[str, str]]:
    labels = list(_LABEL.finditer(text))
    if not labels:
        yield "datePublished", text
        return
    starts = [label.start() for label in labels]
    parts = [text[: starts[0]], *(text[start:stop] for start, stop in zip(starts, [*starts[1:], len(text)], strict=True))]
    roles = ["published", *(label.lastgroup or "" for label in labels)]
    dated = [(role, part) for role, part in zip(roles, parts, strict=True) if _reads(part, language, reference)]
    if len(dated) == 1 and dated[0][1] == parts[0]:
        dated = [(roles[1], text)]
    for role, part in dated:
        if role in _FIELDS:
            yield _FIELDS[role], text if len(dated) == 1 else part.strip(_EDGES)


def stated_day(text: str, language: str | None) -> str | None:
    """The date that a longer text gives as its own publication's: what follows `Published`, its first word, or the words of
    `ENTRY`."""
    if not _YEAR.search(text):
        return None
    lower = lowered(text)
    match = _STATED.match(lower) or _ENTRY.search(lower)
    date_text = text[match.end() : match.end() + _STATED_CHARS].lstrip() if match else ""
    return date_text if parse_date(date_text, language) else None


def is_date_line(text: str, language: str | None, reference: date | None = None) -> bool:
    """Whether a line is made of a date and few words beside it, and is about the text it stands with."""
    if len(text) > _MAX_CHARS:
        return False
    return bool(dated_parts(text, language, reference)) and len(_WORDS.findall(text)) <= _MAX_OTHER_WORDS


def _reads(text: str, language: str | None, reference: date | None) -> bool:
    return bool(parse_date(text, language) or (reference and parse_relative(text, language, reference)))
