"""A string that names authors to the names. Pure.

`Von Jane Doe und John Roe, dpa` is three names, `Doe, Jane` is one, `Jane Doe, MD` is one with its degree, `Jane Doe, Staff
Writer` is one without her role. Addresses, handles, dates and roles are no names: none is better than a wrong one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from bodycopy.metadata.date_words import MODIFIED, PUBLISHED
from bodycopy.metadata.name_words import (
    AFTER_NAME,
    AGENCIES,
    AND,
    BY,
    BY_OR_PARTICLE,
    DEGREES,
    LABELS,
    MONTHS,
    NO_NAME_STARTS,
    OF,
    ROLE_NOUNS,
    ROLES,
    SECOND_HAND,
    WEEKDAYS,
)
from bodycopy.metadata.strings import plain, words_of

# The longest seen is a ministry's department of 90 characters.
_MAX_NAME: Final = 100
_MAX_WORDS: Final = 10
_MAX_TEXT: Final = 1_000
_MAX_LINE: Final = 160
_MAX_JOINT: Final = 10
# A person's name has two to five words; one more for a particle.
_MAX_PERSONAL_WORDS: Final = 5

_PHRASES: Final = "|".join(sorted((re.escape(word) for words in BY.values() for word in words), key=len, reverse=True))
_NOUNS: Final = "|".join(sorted((re.escape(word) for words in LABELS.values() for word in words), key=len, reverse=True))
_PARTICLES: Final = "|".join(BY_OR_PARTICLE)
_BY = re.compile(
    rf"\A\W*(?:(?:(?:{_NOUNS}|{_PHRASES})\s*[:：]|(?:{_PHRASES})(?:\s+|\Z))\W*)+|\A(?:{_PARTICLES})\s+(?=\S+\s+\S)",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(rf"\A\W*(?:(?:{_PHRASES}|{_PARTICLES})\s*[:：]?|(?:{_NOUNS})\s*[:：])\W*\Z", re.IGNORECASE)
_INTRODUCED = re.compile(rf"\A\W*(?:(?:{_PHRASES})\s|(?:{_NOUNS}|{_PHRASES})\s*[:：]|(?:{_PARTICLES})\s)", re.IGNORECASE)
_OTHERS: Final = "|".join(f"{re.escape(words)}\\b" if words[-1].isalpha() else re.escape(words) for words in SECOND_HAND)
_SECOND_HAND = re.compile(rf"\A\W*(?:{_OTHERS})", re.IGNORECASE)
_JOINT = re.compile(rf"\s*(?:[,&、]|,?\s*(?:{'|'.join(AND)}))\s*", re.IGNORECASE)
_JOINS_NEXT = re.compile(rf"(?:[,&;|]|\b(?:{'|'.join(AND)}))\W*\Z", re.IGNORECASE)
_JOINS_LAST = re.compile(rf"\A\W*(?:[,&;]|(?:{'|'.join(AND)})\b)", re.IGNORECASE)
_LABELLED_NAME = re.compile(r"(?:作者|记者|記者|撰文|執筆|筆者|글쓴이)\s*[:：]\s*([^\s:：|/]{2,20})")
_TITLE = re.compile(r"\A(?:(?:Dr|Prof|Mr|Mrs|Ms|Ing|Mag|Dipl)\b\.?\s*)+", re.IGNORECASE)
_LATER_BY = re.compile(rf"(?<=[\w.])\W+(?:(?:{_PHRASES}|{_PARTICLES})(?:\s*:)?\s+|(?:{_NOUNS}):\s+)(\S.*)", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|•·‧/]\s*|\s+[-–—]+\s+|\s*,\s+(?=\d)")
_MAX_PARTS: Final = 6
_HANDLE = re.compile(r"\A[a-z]|[a-z][A-Z]|[\d_.]")
_SIGN = re.compile(r"\s*\([a-zß-ÿ]{1,5}\)\s*\Z")
_SPLIT = re.compile(r"\s*[;|•·\n\u2022»]\s*|\s*[,，、]\s*|\s*/\s*|\s+&\s+|\s+[–—]\s+|\s+-\s+|\s+\+\s+")
_AND = re.compile(rf"\s+(?:{'|'.join(AND)})\s+")
# What may follow the names in the line that shows them: a section, and who did something else.
_LINE_END = re.compile(rf"(?<=\w)\s+(?:(?:{'|'.join(AFTER_NAME)})(?:\s|\Z)|(?:{_OTHERS})).*", re.DOTALL | re.IGNORECASE)
_NOTE_SIGNS = re.compile(r"(?<=[^\W\d])(?:\d{1,2}(?:,\d{1,2})*|[*†‡§]+)\Z")
_ADDRESS = re.compile(r"://|\bwww\.|^@|\.(?:html?|php|jpe?g|png)\b", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@\[(]{1,64}\s?(?:@|\[at\]|\(at\))\s?[^\s@]{1,100}\.\w+", re.IGNORECASE)
_DATE = re.compile(r"\b(?:19|20)\d{2}\b|\d{1,2}[.:/]\d{2}|\b\d{4,}\b|\A\d+(?:st|nd|rd|th)?\b")
_NO_NAME = re.compile(r"[?!:=<>{}]")
_BRACKETS = re.compile(r"\s*[(\[{][^()\[\]{}]*[)\]}]\s*")
_COMMA_NAME = re.compile(r"\A([^\W\d_][\w'’.-]*),\s+([^\W\d_][\w'’.-]*(?:\s[^\W\d_][\w'’.-]*)?)\Z")
_EDGES: Final = " \t,;:|/-–—•·*_&\"“”„«»'‘"
_TAIL_ROLE = re.compile(r"\s+(?:기자|記者|记者)\Z")
# Where a byline stops to be one: a date, a time, or what was done to the text afterwards.
_BYLINE_END = re.compile(
    rf"\W{{0,5}}(?:\b(?:(?:last\s+|first\s+)?(?:{MODIFIED}|{PUBLISHED}|reviewed|edited|"
    rf"fact[- ]checked|medically)\b|"
    rf"(?:(?:on|am|le|el|il|em|op|den|at|vom|il)\s+)?(?:(?:{WEEKDAYS}),?\s+)?(?:\d{{1,2}}\.?\s+)?\b(?:{MONTHS})\.?,?\s+\d|"
    rf"(?:(?:on|at|am|um|kl|à)\.?\s+)?\d{{1,4}}[./:-]\d{{1,2}}|\d+\s*(?:min|comments?|kommentare?|views?|hours?|days?)\b|"
    rf"(?:vor|ago|il y a|hace)\s+\d)).*",
    re.IGNORECASE | re.DOTALL,
)
_PERSONAL = re.compile(
    r"(?:(?:[^\W\d_a-zß-ÿ][\w'’.-]*|de|del|della|von|van|der|den|la|le|di|da|dos|al|bin|zu|ten|"
    r"ter)\s+){1,4}[^\W\d_a-zß-ÿ][\w'’-]+\Z"
)


def split_authors(text: str, *, structured: bool = False) -> tuple[str, ...]:
    """The names in a text such as a byline, in order; empty where it has none. Line breaks part names.

    `structured` says that the text comes from a field for authors and holds nothing else; there `Doe, Jane` cannot be two of
    them, and brackets belong to the name.
    """
    lines = [plain(line) for line in text[:_MAX_TEXT].split("\n")]
    if any(_ADDRESS.search(line) and " " not in line for line in lines):
        return ()
    names: list[str] = []
    for line in lines:
        line = _BY.sub("", _MAIL.sub(" ", line))
        if not is_second_hand(line):
            names += _split_line(
                line if structured else _LINE_END.sub("", _BYLINE_END.sub("", line)), names, structured=structured
            )
    kept = [name for name in names if not is_role_phrase(name)] if not structured or len(names) > 1 else names
    return tuple(dict.fromkeys(kept))


def _split_line(line: str, earlier: list[str], *, structured: bool) -> list[str]:
    line = line.strip(_EDGES)
    turned = _turned(line) if structured else None
    if turned:
        return [turned]
    line = _SIGN.sub("", line) if structured else _BRACKETS.sub(" ", line)
    names: list[str] = []
    for part in _SPLIT.split(line):
        if names and _is_degree(part):
            names[-1] = f"{names[-1]}, {part.strip()}"
        else:
            names.extend(name for piece in _and_parts(part) if (name := clean_name(piece)))
    return names


def clean_name(text: str) -> str | None:
    """One name without its introduction and role; None where it is no name."""
    name = _BY.sub("", _TAIL_ROLE.sub("", " ".join(text.split()))).strip(_EDGES)
    name = name if re.search(r"\b\w\.\Z|\b(?:Jr|Sr|Dr)\.\Z", name) else name.rstrip(".")
    name = _NOTE_SIGNS.sub("", name) if " " in name else name
    words = name.split()
    if not words or len(name) > _MAX_NAME or len(words) > _MAX_WORDS or len(name) < 2:
        return None
    if (
        _ADDRESS.search(name)
        or _DATE.search(name)
        or _NO_NAME.search(name)
        or not any(character.isalpha() for character in name)
    ):
        return None
    return None if is_role(name) or is_introduction(name) else name


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


def is_second_hand(text: str) -> bool:
    """Whether a text is about who reviewed, edited or illustrated, not about who wrote."""
    return _SECOND_HAND.match(text) is not None


def is_byline(text: str) -> bool:
    """Whether a short line says that it names authors: `By Jane Doe`, `Text: Jane Doe`."""
    match = _INTRODUCED.match(text) if len(text) <= _MAX_LINE else None
    if not match or is_second_hand(text):
        return False
    names = split_authors(text[match.end() - 1 :] if match[0][-1] not in ":：" else text[match.end() :])
    rest = text[match.end() :].strip(_EDGES)
    return bool(names) and not rest[:1].islower() and all(len(name.split()) <= _MAX_PERSONAL_WORDS + 1 for name in names)


def later_names(text: str) -> tuple[str, tuple[str, ...]]:
    """What a line says before its `by`, and the names after it: `Published May 31, 2024` and Jane Doe."""
    match = _LATER_BY.search(text) if len(text) <= _MAX_LINE else None
    names = split_authors(match[1]) if match else ()
    fit = match is not None and all(is_personal(name) or name[:1].isupper() for name in names)
    return (text[: match.start()], names) if match is not None and fit else (text, ())


def name_beside(text: str) -> str | None:
    """The name that stands in a line of parts, such as `Jane Doe | May 31, 2024`."""
    parts = _PARTS.split(text) if len(text) <= _MAX_LINE else []
    names = (_LINE_END.sub("", part).strip(_EDGES) for part in parts[:_MAX_PARTS]) if len(parts) > 1 else ()
    return next((name for name in names if is_personal(name)), None)


def labelled_name(text: str) -> str | None:
    """The name in a line of labels, as East Asian papers write it: `来源：江边晚报　记者：周铭`."""
    match = _LABELLED_NAME.search(text) if len(text) <= _MAX_LINE else None
    return match[1] if match else None


def is_introduction(text: str) -> bool:
    """Whether a text is but the words before a name: `By`, `Written by`, `Autor:`."""
    return len(text) <= 40 and _INTRODUCTION.match(text) is not None


def is_personal(text: str) -> bool:
    """Whether a text is built like the name of a person: two to five words, capitals where names have them."""
    return (
        len(text) <= 50 and text.count(" ") < _MAX_PERSONAL_WORDS and bool(_PERSONAL.match(text)) and not is_role_phrase(text)
    )


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
    """Whether that is a role in several words: `Senior Autos Reporter`, `Founder at Example`, `Read more`."""
    words = re.findall(r"[\w-]+", name.casefold())
    head = words[: next((place for place, word in enumerate(words) if word in OF), len(words))]
    return bool(words) and (words[0] in NO_NAME_STARTS or (bool(head) and head[-1] in ROLE_NOUNS))


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
