"""Options out of names and strings, one reader for each kind of value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from bodycopy.model import Format, Include, Label, Mode, Options
from bodycopy.options.address import NoAddress, read_address
from bodycopy.options.day import ALLOWED_DAYS, read_day
from bodycopy.options.notes import Notes, bad_option, unknown_option

STRICT = "strict"
OPTION_NAMES = ("url", "keep", "include", "format", "reference_date", "mode", STRICT)
LIST_OPTIONS = frozenset({"keep", "include"})
DEADLINE = "deadline"
CALL_OPTIONS = (*OPTION_NAMES, DEADLINE)
"""Those of a call that may take only so long."""

_BOOLEANS = ("true", "false")
_ALLOWED_ADDRESSES = "http://... or https://... with a host"
_SECONDS = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?")
"""A number as JSON has it."""

_Pairs = Mapping[str, Sequence[str]]
_Word = TypeVar("_Word", bound=StrEnum)


def read_options(pairs: _Pairs) -> Options:
    """Turn option names with their values, in the order given, into Options.

    `keep` and `include` take several values, repeated or parted by commas; the others take one,
    which may be repeated. Blanks around a value and the case of words do not count. A value that
    cannot be read is left out, and the Options have a warning of it. Raises UnknownOption for a
    name that is no option, and BadOption for a `format` or `strict` that is not known, and in the
    place of any warning where `strict` is true. Each has name, value and what is allowed.
    """
    _refuse_unknown(pairs, OPTION_NAMES, OPTION_NAMES)
    return _read(pairs, Notes(_read_strict(pairs)))


def read_timed_options(
    pairs: _Pairs, most_seconds: float, allowed: Sequence[str] = CALL_OPTIONS
) -> tuple[Options, float | None]:
    """The same with `deadline`, the seconds that a page may take, None where it is not given.

    They are at most `most_seconds`. `allowed` are the names to tell where one is unknown.
    """
    _refuse_unknown(pairs, CALL_OPTIONS, allowed)
    notes = Notes(_read_strict(pairs))
    seconds = _read_seconds(pairs, most_seconds, notes)
    return _read(pairs, notes), seconds


def _refuse_unknown(pairs: _Pairs, known: Sequence[str], allowed: Sequence[str]) -> None:
    for name, values in pairs.items():
        if name not in known:
            raise unknown_option(name, values, allowed)


def _read(pairs: _Pairs, notes: Notes) -> Options:
    return Options(
        url=_read_url(pairs, notes),
        keep=_read_words("keep", pairs, Label, notes),
        include=_read_words("include", pairs, Include, notes),
        format=_read_format(pairs),
        reference_date=_read_reference_date(pairs, notes),
        mode=_read_mode(pairs, notes),
        warnings=notes.warnings,  # the last, since all the readers add to them
    )


def _distinct(name: str, pairs: _Pairs) -> list[str]:
    """The values of an option that takes one, each once."""
    return list(dict.fromkeys(value.strip() for value in pairs.get(name, ())))


def _single(name: str, pairs: _Pairs, notes: Notes) -> str | None:
    values = _distinct(name, pairs)
    if len(values) > 1:
        notes.ignore(name, ", ".join(values), "is given more than once", "one value")
        return None
    return values[0] if values else None


def _needed(name: str, pairs: _Pairs, known: Sequence[str], otherwise: str) -> str:
    """The word of an option that cannot be left out. Raises BadOption where it is not known."""
    given = _distinct(name, pairs)
    words = {value.lower() for value in given}
    if len(words) > 1:
        raise bad_option(name, ", ".join(given), "is given more than once", "one value")
    word = words.pop() if words else otherwise
    if word not in known:
        raise bad_option(name, given[0], "is not known", known)
    return word


def _read_strict(pairs: _Pairs) -> bool:
    return _needed(STRICT, pairs, _BOOLEANS, "false") == "true"


def _read_format(pairs: _Pairs) -> Format:
    """An unknown format is an error: any other would give the caller what he cannot read."""
    return Format(_needed("format", pairs, [word.value for word in Format], Format.JSON.value))


def _read_mode(pairs: _Pairs, notes: Notes) -> Mode:
    value = _single("mode", pairs, notes)
    if value is None:
        return Mode.AUTO
    known = [mode.value for mode in Mode]
    if value.lower() not in known:
        notes.ignore("mode", value, "is not known", known)
        return Mode.AUTO
    return Mode(value.lower())


def _read_words(name: str, pairs: _Pairs, words: type[_Word], notes: Notes) -> frozenset[_Word]:
    known = [word.value for word in words]
    given = [part.strip() for value in pairs.get(name, ()) for part in value.split(",")]
    unknown = dict.fromkeys(part for part in given if part and part.lower() not in known)
    if unknown:
        notes.ignore(name, ",".join(unknown), "is not known", known)
    return frozenset(words(part.lower()) for part in given if part and part not in unknown)


def _read_reference_date(pairs: _Pairs, notes: Notes) -> date | None:
    value = _single("reference_date", pairs, notes)
    if value is None:
        return None
    try:
        return read_day(value)
    except ValueError:
        notes.ignore("reference_date", value, "is not a day", ALLOWED_DAYS)
        return None


def _read_url(pairs: _Pairs, notes: Notes) -> str | None:
    value = _single("url", pairs, notes)
    if value is None:
        return None
    try:
        address = read_address(value)
    except NoAddress as error:
        notes.ignore("url", value, str(error), _ALLOWED_ADDRESSES)
        return None
    if address.completed:
        notes.complete("url", value, "has no scheme", "https is assumed", _ALLOWED_ADDRESSES)
    return address.href


def _read_seconds(pairs: _Pairs, most: float, notes: Notes) -> float | None:
    value = _single(DEADLINE, pairs, notes)
    if value is None:
        return None
    allowed = f"seconds above 0, at most {most:g}, such as 2.5"
    seconds = float(value) if _SECONDS.fullmatch(value) else 0
    if seconds <= 0:
        notes.ignore(DEADLINE, value, "is no time that a page could take", allowed)
        return None
    if seconds > most:
        notes.limit(DEADLINE, value, "is too long", f"{most:g} is taken", allowed)
        return most
    return seconds
