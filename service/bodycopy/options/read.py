"""From the strings of a caller to Options: the one place that knows how options are written.

The HTTP service and the command line share it, so that both take the same names and values and refuse the same ones.
Nothing is forgiven: a pipeline that misspells an option should learn it from its first page, not from its ten thousandth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from bodycopy.errors import BadOption, UnknownOption
from bodycopy.model import Format, Include, Label, Mode, Options

OPTION_NAMES = ("url", "keep", "include", "format", "reference_date", "mode")
LIST_OPTIONS = frozenset({"keep", "include"})
URL_SCHEMES = ("http", "https")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BLANK_OR_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\s]")
_SHOWN_CHARS = 200
"""So much of a bad value is repeated to the caller; it may be as long as a page."""

_Word = TypeVar("_Word", bound=StrEnum)


def read_options(pairs: Mapping[str, Sequence[str]]) -> Options:
    """Turn option names with their values, in the order given, into Options.

    `keep` and `include` take several values, repeated or parted by commas; the others take one. Raises UnknownOption for
    a name that is no option and BadOption for a value that it cannot have, each with name, value and what is allowed.
    """
    for name, values in pairs.items():
        if name not in OPTION_NAMES:
            raise unknown_option(name, values)
    return Options(
        url=_read_url(_single("url", pairs)),
        keep=_read_words("keep", pairs.get("keep", ()), Label),
        include=_read_words("include", pairs.get("include", ()), Include),
        format=_read_word("format", _single("format", pairs), Format.JSON),
        reference_date=_read_day(_single("reference_date", pairs)),
        mode=_read_word("mode", _single("mode", pairs), Mode.AUTO),
    )


def unknown_option(name: str, values: Iterable[str] = (), allowed: Sequence[str] = OPTION_NAMES) -> UnknownOption:
    """The error for an option that does not exist."""
    return UnknownOption(
        f"There is no option {shown(name)!r}. Options are: {', '.join(allowed)}.",
        option=shown(name),
        value=shown(",".join(values)),
        allowed=list(allowed),
    )


def bad_option(name: str, value: str, problem: str, allowed: Sequence[str] | str) -> BadOption:
    """The error for a value that an option cannot have; `problem` completes the sentence "The value of the option ..."."""
    listed = allowed if isinstance(allowed, str) else ", ".join(allowed)
    return BadOption(
        f"The value {shown(value)!r} of the option {name!r} {problem}. Allowed: {listed}.",
        option=name,
        value=shown(value),
        allowed=allowed if isinstance(allowed, str) else list(allowed),
    )


def shown(value: str) -> str:
    """A caller's string, short enough to be repeated in an error."""
    return value if len(value) <= _SHOWN_CHARS else value[:_SHOWN_CHARS] + "..."


def _single(name: str, pairs: Mapping[str, Sequence[str]]) -> str | None:
    values = pairs.get(name, ())
    if len(values) > 1:
        raise bad_option(name, ", ".join(values), "is given more than once", "one value")
    return values[0] if values else None


def _read_words(name: str, values: Sequence[str], words: type[_Word]) -> frozenset[_Word]:
    allowed = [word.value for word in words]
    given = [part.strip() for value in values for part in value.split(",")]
    for part in given:
        if part and part not in allowed:
            raise bad_option(name, part, "is not known", allowed)
    return frozenset(words(part) for part in given if part)


def _read_word(name: str, value: str | None, otherwise: _Word) -> _Word:
    """The word that stands for a value, `otherwise` where none is given."""
    if value is None:
        return otherwise
    words = type(otherwise)
    allowed = [word.value for word in words]
    if value not in allowed:
        raise bad_option(name, value, "is not known", allowed)
    return words(value)


def _read_day(value: str | None) -> date | None:
    if value is None:
        return None
    try:
        # fromisoformat alone would also take 20261124 and week dates
        return date.fromisoformat(value if _DAY.fullmatch(value) else "")
    except ValueError as error:
        raise bad_option("reference_date", value, "is not a day", "a calendar day as YYYY-MM-DD") from error


def _read_url(value: str | None) -> str | None:
    if value is None:
        return None
    if not _is_web_address(value):
        raise bad_option("url", value, "is not an absolute web address", "http://... or https://... with a host")
    return value


def _is_web_address(value: str) -> bool:
    if _BLANK_OR_CONTROL.search(value):
        return False
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme in URL_SCHEMES and bool(host)
