"""A string that names authors to the names. Pure.

`Von Jane Doe und John Roe, dpa` is three names, `Doe, Jane` is one, `Jane Doe, MD` is one with its degree, `Jane Doe, Staff
Writer` is one without her role. Addresses, handles, dates and roles are no names: none is better than a wrong one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from bodycopy.metadata.date_words import MODIFIED, PUBLISHED
from bodycopy.metadata.name_words import (
    AFTER_NAME,
    AGENCIES,
    AND,
    BY,
    BY_OR_PARTICLE,
    COLLECTIVES,
    DEGREES,
    LABELS,
    MONTHS,
    NO_NAME_STARTS,
    OF,
    RANKS,
    ROLE_NOUNS,
    ROLES,
    SECOND_HAND,
    WEEKDAYS,
)
from bodycopy.metadata.strings import lowered, plain, words_of

# The longest seen is a ministry's department of 90 characters.
_MAX_NAME: Final = 100
_MAX_WORDS: Final = 10
_MAX_TEXT: Final = 1_000
_TEXTS_REMEMBERED: Final = 2_000
# A person's name has two to five words; one more for a particle.
MAX_PERSONAL_WORDS: Final = 5
_SENTENCE_WORDS: Final = 4
_TRAILING: Final = 2
# The longest words before the name of one who reviewed, with what may follow them.
_MAX_LEAD: Final = 30

PHRASES: Final = "|".join(sorted((re.escape(word) for words in BY.values() for word in words), key=len, reverse=True))
LABEL_NOUNS: Final = "|".join(sorted((re.escape(word) for words in LABELS.values() for word in words), key=len, reverse=True))
PARTICLES: Final = "|".join(BY_OR_PARTICLE)
# For texts in lower case, as are all that have words in them.
_BY = re.compile(
    rf"\A\W*(?:(?:(?:{LABEL_NOUNS}|{PHRASES})\s*[:：]|(?:{PHRASES})(?:\s+|\Z))\W*)+|\A(?:{PARTICLES})\s+(?=\S+\s+\S)"
)
_INTRODUCTION = re.compile(rf"\A\W*(?:(?:{PHRASES}|{PARTICLES})\s*[:：]?|(?:{LABEL_NOUNS})\s*[:：])\W*\Z")
_OTHERS: Final = "|".join(f"{re.escape(words)}\\b" if words[-1].isalpha() else re.escape(words) for words in SECOND_HAND)
_SECOND_HAND = re.compile(rf"\A\W*(?:{_OTHERS})")
_LEAD_END: Final = " :"
_LEAD_WORDS: Final = frozenset(words.rstrip(":").rpartition(" ")[2] for words in SECOND_HAND)
_SECOND_HAND_LAST = re.compile(rf"\b(?:{_OTHERS})\W*\Z")
_TITLE = re.compile(r"\A(?:(?:Dr|Prof|Mr|Mrs|Ms|Ing|Mag|Dipl)\b\.?\s*)+", re.IGNORECASE)
# `Morgan & Morgan` is one.
_FIRM = re.compile(r"(\w+) & \1(?: \w+)?")
_HANDLE = re.compile(r"\A[a-z]|[a-z][A-Z]|[\d_.]")
# White space is looked at from where it begins, and from nowhere else: a run of it would otherwise cost its square.
_SIGN = re.compile(r"(?<!\s)\s*\([a-zß-ÿ]{1,5}\.?\)\s*\Z")
_SPLIT = re.compile(r"(?<!\s)(?:\s*[;|•·\n\u2022»]\s*|\s*[,，、]\s*|\s*/\s*|\s+&\s+|\s+[–—]\s+|\s+-\s+|\s+\+\s+)")
_AND = re.compile(rf"(?<!\s)\s+(?:{'|'.join(AND)})\s+")
# What may follow the names in the line that shows them: a section, and who did something else.
_LINE_END = re.compile(rf"(?<=\w)\s+(?:(?:{'|'.join(AFTER_NAME)})(?:\s|\Z)|(?:{_OTHERS}))")
_NOTE_SIGNS = re.compile(r"(?<=[^\W\d])(?:\d{1,2}(?:,\d{1,2})*|[*†‡§]+)\Z")
_ADDRESS = re.compile(r"://|\bwww\.|^@|\.(?:html?|php|jpe?g|png)\b", re.IGNORECASE)
_MAIL_SIGNS = re.compile(r"[@\[(]")
_MAIL = re.compile(r"[^\s@\[(]{1,64}\s?(?:@|\[at\]|\(at\))\s?[^\s@]{1,100}\.\w+", re.IGNORECASE)
_DATE = re.compile(r"\b(?:19|20)\d{2}\b|\d{1,2}[.:/]\d{2}|\b\d{4,}\b|\A\d+(?:st|nd|rd|th)?\b")
_NO_NAME = re.compile(r"[?!:：=<>{}]")
_BRACKETS = re.compile(r"(?<!\s)\s*[(\[{][^()\[\]{}]*[)\]}]\s*")
_COMMA_NAME = re.compile(r"\A([^\W\d_][\w'’.-]*),\s+([^\W\d_][\w'’.-]*(?:\s[^\W\d_][\w'’.-]*)?)\Z")
EDGES: Final = " \t,;:|/-–—•·*_&\"“”„«»'‘"
_TAIL_ROLE = re.compile(r"(?<!\s)\s+(?:기자|記者|记者)\Z")
# Where a byline stops to be one: a date, a time, or what was done to the text afterwards.
_BYLINE_END = re.compile(
    rf"(?:\b(?:(?:last\s+|first\s+)?(?:{MODIFIED}|{PUBLISHED}|reviewed|edited|"
    rf"fact[- ]checked|medically)\b|"
    rf"(?:(?:on|am|le|el|il|em|op|den|at|vom|il)\s+)?(?:(?:{WEEKDAYS}),?\s+)?(?:\d{{1,2}}\.?\s+)?\b(?:{MONTHS})\.?,?\s+\d|"
    rf"(?:(?:on|at|am|um|kl|à)\.?\s+)?\d{{1,4}}[./:-]\d{{1,2}}|\d+\s*(?:min|comments?|kommentare?|views?|hours?|days?)\b|"
    rf"(?:vor|ago|il y a|hace)\s+\d))"
)
_GAP = re.compile(r"\W{1,5}\Z")
_PERSONAL = re.compile(
    r"(?:(?:[^\W\d_a-zß-ÿ][\w'’.-]*|de|del|della|von|van|der|den|la|le|di|da|dos|al|bin|zu|ten|"
    r"ter)\s+){1,4}[^\W\d_a-zß-ÿ][\w'’-]+\Z"
)


def split_authors(text: str, *, structured: bool = False) -> tuple[str, ...]:
    """The names in a text such as a byline, in order; empty where it has none. Line breaks part names.

    `structured` says that the text comes from a field for authors and holds nothing else; there `Doe, Jane` cannot be two of
    them, and brackets belong to the name.
    """
    return _names_in(text[:_MAX_TEXT], structured)


# What is true of a string is so on any page; a byline is asked about where it is found, and again where it is read.
@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _names_in(text: str, structured: bool) -> tuple[str, ...]:
    lines = [plain(line) for line in text.split("\n")]
    if any(_ADDRESS.search(line) and " " not in line for line in lines):
        return ()
    names: list[str] = []
    for line in lines:
        line = _without_by(_MAIL.sub(" ", line) if _MAIL_SIGNS.search(line) else line)
        if not is_second_hand(line):
            names += _split_line(line if structured else without_line_end(_without_end(line)), names, structured=structured)
    kept = [name for name in names if not is_role_phrase(name)] if not structured or len(names) > 1 else names
    kept = kept if structured else [name for name in kept if not _trails_off(name)]
    if any(map(is_personal, kept)):
        kept = [name for name in kept if not is_collective(name)]
    return tuple(dict.fromkeys(kept))


def _without_by(text: str) -> str:
    """A text without the introduction before its names."""
    match = _BY.match(lowered(text))
    return text[match.end() :] if match else text


def _without_end(line: str) -> str:
    match = _BYLINE_END.search(lowered(line))
    return _GAP.sub("", line[: match.start()]) if match else line


def without_line_end(line: str) -> str:
    """A line of names without what follows them."""
    match = _LINE_END.search(lowered(line))
    return line[: match.start()] if match else line


def _split_line(line: str, earlier: list[str], *, structured: bool) -> list[str]:
    line = line.strip(EDGES)
    turned = _turned(line) if structured else None
    if turned:
        return [turned]
    line = _SIGN.sub("", line) if structured else _BRACKETS.sub(" ", line)
    names: list[str] = []
    for part in [line] if _FIRM.fullmatch(line) else _SPLIT.split(line):
        if names and _is_degree(part):
            names[-1] = f"{names[-1]}, {part.strip()}"
        elif not names or structured or not is_role_phrase(part):
            names.extend(name for piece in _and_parts(part) if (name := clean_name(piece)))
    return names


def clean_name(text: str) -> str | None:
    """One name without its introduction and role; None where it is no name."""
    name = _without_by(_TAIL_ROLE.sub("", " ".join(text.split()))).strip(EDGES)
    name = name if re.search(r"\b\w\.\Z|\b(?:Jr|Sr|Dr)\.\Z", name) else name.rstrip(".")
    name = _NOTE_SIGNS.sub("", name) if " " in name else name
    words = _without_rank(name.split())
    name = " ".join(words)
    if not words or len(name) > _MAX_NAME or len(words) > _MAX_WORDS or len(name) < 2:
        return None
    if (
        _ADDRESS.search(name)
        or _DATE.search(name)
        or _NO_NAME.search(name)
        or not any(character.isalpha() for character in name)
    ):
        return None
    no_name = is_role(name) or is_introduction(name) or is_sentence(words) or name.casefold() in AFTER_NAME
    return None if no_name else name


def _without_rank(words: list[str]) -> list[str]:
    """The words of a name without the role that begins with a rank after them."""
    place = next((place for place, word in enumerate(words) if place > 1 and word.casefold() in RANKS), None)
    return words[:place] if place is not None and words[-1].casefold() in ROLE_NOUNS else words


def is_sentence(words: Sequence[str]) -> bool:
    """Whether most of four words or more are in lower case, as in no name."""
    small = [word for word in words[1:] if word[:1].islower() and word not in OF and word not in AND]
    return len(words) >= _SENTENCE_WORDS and 2 * len(small) >= len(words)


def _trails_off(name: str) -> bool:
    """Whether three words or more end with one in lower case, as a sentence does that was cut off, and no house's name."""
    *others, last = name.split()
    house = last in COLLECTIVES or not OF.isdisjoint(others)
    return len(others) >= _TRAILING and last[:1].islower() and not house


def is_second_hand(text: str) -> bool:
    """Whether a text is about who reviewed, edited or illustrated, not about who wrote."""
    return _SECOND_HAND.match(lowered(text)) is not None


def leads_second_hand(text: str) -> bool:
    """Whether a text ends with the words before the name of one who reviewed, edited or illustrated."""
    last = text[-_MAX_LEAD:].rstrip(_LEAD_END).rpartition(" ")[2].lower()
    return last in _LEAD_WORDS and _SECOND_HAND_LAST.search(lowered(text[-_MAX_LEAD:])) is not None


def is_introduction(text: str) -> bool:
    """Whether a text is but the words before a name: `By`, `Written by`, `Autor:`."""
    return len(text) <= 40 and _INTRODUCTION.match(lowered(text)) is not None


def is_personal(text: str) -> bool:
    """Whether a text is built like the name of a person: two to five words, capitals where names have them."""
    return (
        len(text) <= 50
        and text.count(" ") < MAX_PERSONAL_WORDS
        and _PERSONAL.match(text) is not None
        and not is_collective(text)
        and not is_role_phrase(text)
    )


def is_collective(name: str) -> bool:
    """Whether that is a group at a house."""
    return name.rpartition(" ")[2].casefold() in COLLECTIVES


def name_key(name: str) -> str:
    """A name to compare by: letters only, accents and titles away, so that `janedoe`, `Dr. Jane Doé` and `Jane Doe` are one."""
    plain_name = "".join(
        sign for sign in unicodedata.normalize("NFKD", _TITLE.sub("", name)) if not unicodedata.combining(sign)
    )
    return "".join(words_of(plain_name))


def is_handle(name: str) -> bool:
    """Whether that is the name of an account (`janedoe`, `jane.doe`, `JaneD`) rather than of anybody."""
    return name.isascii() and " " not in name and _HANDLE.search(name) is not None


def is_role(name: str) -> bool:
    """Whether the words say what somebody is, not who."""
    return name.casefold().strip(" .") in ROLES


def is_role_phrase(name: str) -> bool:
    """Whether that is a role in several words: `Senior Autos Reporter`, `Founder at Example`, `Read more`, `harbour news`."""
    words = re.findall(r"[\w-]+", name.casefold())
    head = words[: next((place for place, word in enumerate(words) if word in OF), len(words))]
    account = name.islower() and bool(words) and words[-1] in ROLES
    return account or (bool(words) and (words[0] in NO_NAME_STARTS or (bool(head) and head[-1] in ROLE_NOUNS)))


def is_agency(name: str) -> bool:
    """Whether that is a news agency."""
    return name.casefold().strip(" .()") in AGENCIES


def _is_degree(part: str) -> bool:
    words = [word for word in re.split(r"[\s,]+", part.strip()) if word]
    return bool(words) and all(word.replace(".", "").casefold() in DEGREES and not word.islower() for word in words)


def _and_parts(text: str) -> list[str]:
    """The sides of an `and`, unless it stands inside one name (`Chips and Cheese`, `Ministry of Health and Sports`)."""
    parts = _AND.split(text)
    return parts if all(part[:1].isupper() or not part[:1].isascii() or is_agency(part) for part in parts) else [text]


def _turned(text: str) -> str | None:
    """`Doe, Jane` as Jane Doe, where it can be nothing else."""
    match = _COMMA_NAME.match(text)
    if not match or any(is_agency(part) or is_role(part) or _is_degree(part) for part in match.groups()):
        return None
    return f"{match[2]} {match[1]}"
