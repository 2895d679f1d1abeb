"""The name of the site, and titles without it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from bodycopy.metadata.strings import words_of

# Chinese and Japanese titles have no spaces around the mark.
_HAN: Final = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff1f"
_SEPARATOR = re.compile(
    r"(?<!\s)(?:\s+[|‖¦·•»«›‹~]\s+|\s+[-–—]+\s+|\s*\|+\s*|\s*[|｜ㅣ]\s*|\s+::?\s+|\s*[»«]\s+|\s+[_/]\s+)"
    rf"|(?<=[{_HAN}])[-_－—]+(?=[{_HAN}])"
)
# `Die Zeitung` and `Zeitung` are one name.
_ARTICLES = re.compile(r"\A(?:the|die|der|das|le|la|les|el|il|de|het|o|os)\s+", re.IGNORECASE)
# One of these is in every separator; most titles have none.
_MARKS = re.compile(r"[-|‖¦·•»«›‹~–—｜ㅣ:_/－]")
_BARS: Final = frozenset({"|", "||", "｜", "ㅣ", "»", "«", "·", "•", "::"})
# A site's name is short; so is a section's.
_MAX_NAME_WORDS: Final = 6
# A part that is cut off without evidence is at most this long, and leaves at least that many words.
_MAX_PART_WORDS: Final = 4
_MIN_LEFT_WORDS: Final = 3
_MAX_PIECES: Final = 12
_MIN_REST: Final = 5
_REMEMBERED: Final = 2_000
_MIN_NAME: Final = 4


# What is true of a string is true on every page; the same few are compared again and again.
@lru_cache(maxsize=_REMEMBERED)
def letters(text: str) -> str:
    """The letters and digits of a text, case folded, without anything between: how a name looks inside a host."""
    return "".join(words_of(text))


@dataclass(frozen=True)
class Site:
    """What is known of the site when titles are cleaned: its names and its host."""

    names: tuple[str, ...]
    host: str

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(map(letters, self.names))

    @cached_property
    def _bare_keys(self) -> frozenset[str]:
        return frozenset(letters(_ARTICLES.sub("", name)) for name in self.names)

    def is_name(self, title: str) -> bool:
        """Whether a title is but the site's name."""
        return letters(_ARTICLES.sub("", title)) in self._bare_keys or self.is_part_of_host(title)

    def is_part_of_host(self, title: str) -> bool:
        """Whether the host has a title in it, and nothing else says that it is the site's name."""
        key = letters(_ARTICLES.sub("", title))
        return len(key) > 3 and key in letters(self.host) and key not in self._keys


def without_site_name(title: str, names: Sequence[str], host: str) -> str:
    """The title without the site's name before or after it. `names` are what the page calls the site."""
    title = _without_prefix(" ".join(title.split()), names)
    known = {letters(name) for name in names} - {""}
    core = letters(host)
    pieces = _pieces(title)
    while len(pieces) > 1:
        if _is_site(pieces[-1][0], known, core):
            pieces = pieces[:-1]
        elif _is_site(pieces[0][0], known, core) and len(words_of(" ".join(text for text, _ in pieces[1:]))) > 1:
            pieces = pieces[1:]
        else:
            break
    return _joined(pieces)


def _without_prefix(title: str, names: Iterable[str]) -> str:
    """The title without a site's name and a colon before it."""
    for name in names:
        if name and title.casefold().startswith(f"{name.casefold()}:") and len(title) > len(name) + _MIN_REST:
            return title[len(name) + 1 :].strip()
    return title


def after_colons(title: str) -> Iterator[str]:
    """What follows the first colon, and the second."""
    rest = title
    for _ in range(2):
        _, mark, rest = rest.partition(": ")
        if mark and rest:
            yield rest


def without_site_part(title: str) -> str:
    """The title without a short part after its last bar, which is a site's or a section's name more often than not. A dash
    stays: it belongs to headlines."""
    pieces = _pieces(title)
    if len(pieces) < 2 or pieces[-2][1].strip() not in _BARS or len(words_of(pieces[-1][0])) > _MAX_PART_WORDS:
        return title
    left = _joined(pieces[:-1])
    return left if len(words_of(left)) >= _MIN_LEFT_WORDS else title


def runs_of(title: str) -> Iterator[str]:
    """What is left of a title when parts before or after a separator are cut off."""
    pieces = _pieces(title)[:_MAX_PIECES]
    for cut in range(1, len(pieces)):
        yield _joined(pieces[:cut])
        yield _joined(pieces[cut:])


def _joined(pieces: Sequence[tuple[str, str]]) -> str:
    return "".join(text + mark for text, mark in pieces[:-1]) + pieces[-1][0]


@lru_cache(maxsize=_REMEMBERED)
def _pieces(title: str) -> tuple[tuple[str, str], ...]:
    if not _MARKS.search(title):
        return ((title, ""),)
    pieces: list[tuple[str, str]] = []
    position = 0
    quoted = 0 <= title.find("«") < title.rfind("»")
    for match in _SEPARATOR.finditer(title):
        if quoted and match[0].strip() in {"«", "»"}:
            continue
        if match.start() > position:
            pieces.append((title[position : match.start()], match[0]))
        position = match.end()
    if position < len(title) or not pieces:
        pieces.append((title[position:], ""))
    return tuple(pieces)


def _begins(short: str, long: str) -> bool:
    """Whether two names are one, the longer with a word more: `Harbour Times` and `Harbour Times Online`."""
    return len(short) >= _MIN_NAME and long.startswith(short) and 2 * len(short) > len(long)


def _is_site(part: str, known: set[str], core: str) -> bool:
    key = letters(part)
    if not key:
        return True
    if key in known or any(_begins(*sorted((key, name), key=len)) for name in known):
        return True
    domain = re.sub(r"(?:www|com|org|net|co|uk|de|io|gov|edu)\Z", "", core)
    return len(key) >= 3 and (
        (key in core and len(key) * 2 >= len(domain))
        or (len(domain) >= 4 and domain in key and len(words_of(part)) <= _MAX_NAME_WORDS)
    )
