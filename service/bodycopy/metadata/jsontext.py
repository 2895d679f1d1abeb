"""The text of a JSON-LD script to values, however broken it is, in bounded time.

Well-formed text goes through orjson. Otherwise the usual faults are mended one after another: control characters inside
strings, comments and CDATA marks around the text, entities for quotes, several documents in one script; then chompjs reads
what is JavaScript rather than JSON (trailing commas, bare keys, single quotes). What nobody can read, and what is too large
to be an article, is searched for the few members that matter, `salvage`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

import chompjs
import orjson

# The largest script seen on development pages is a live blog of 841,000 characters with 20,000 marks. A script of this size and
# with this many marks is read in about 10 ms, the worst case included.
_MAX_CHARS: Final = 1_500_000
_MAX_MARKS: Final = 60_000
# chompjs and the standard library are slower; broken scripts larger than this are salvaged. All but one of those on
# development pages have less than 20,000 characters and 200 marks; that one is salvaged.
_MAX_BROKEN_CHARS: Final = 100_000
_MAX_BROKEN_MARKS: Final = 4_000
# A listing has a hundred scripts. Those after so many, or after so much, are not looked at.
_MAX_SCRIPTS: Final = 200
_MAX_DOCUMENTS: Final = 20
_MAX_BROKEN: Final = 20
_BROKEN: Final = object()
_SALVAGED_CHARS: Final = 65_536

# Both are matched at one place only: what begins a text, and what its last characters are.
_WRAPPER_START = re.compile(r"\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)")
_WRAPPER_END = re.compile(r"(?://\s?)?(?:-->|\]\]>)\s?(?:\*/)?\Z")
_WRAPPER_CHARS: Final = 20
_START = re.compile(r"[\[{]")
_SALVAGED_NAMES: Final = "headline|datePublished|dateModified|articleSection|description|inLanguage"
_SALVAGED = re.compile(rf'"({_SALVAGED_NAMES})"\s*:\s*"(.{{1,1000}}?)"\s*(?=,\s*"[@\w]+"\s*:|[}}\]])', re.DOTALL)
_SALVAGED_AUTHOR = re.compile(
    r'"(?:author|creator)"\s*:\s*[\[{\s]{0,20}(?:"@type"\s*:\s*"\w{1,30}"\s*,\s*)?"name"\s*:\s*"([^"\\]{1,200})"'
)
_SALVAGED_TYPE = re.compile(r'"@type"\s*:\s*"(\w*(?:Article|Posting))"')


def read_scripts(scripts: Iterable[str]) -> Iterator[Any]:
    """The documents in the scripts of a page, as far as the bounds above allow for all of them together."""
    chars = marks = broken = 0
    for text in islice(scripts, _MAX_SCRIPTS):
        chars += len(text)
        if chars > _MAX_CHARS or broken > _MAX_BROKEN:
            yield from salvage(text)
            continue
        marks += _count_marks(text)
        if marks > _MAX_MARKS:
            yield from salvage(text)
            continue
        value = _well_formed(text)
        if value is _BROKEN:
            broken += 1
            yield from read_json(text)
        elif isinstance(value, dict | list):
            yield value


def read_json(text: str) -> list[Any]:
    """The documents in a script, mended as far as needed; empty where there is nothing to read."""
    if not _START.search(text, 0, 1_000):
        return []
    if len(text) > _MAX_CHARS or _count_marks(text) > _MAX_MARKS:
        return salvage(text)
    value = _well_formed(text)
    if value is not _BROKEN:
        return [value] if isinstance(value, dict | list) else []
    if len(text) > _MAX_BROKEN_CHARS or _count_marks(text) > _MAX_BROKEN_MARKS:
        return salvage(text)
    text = _unwrapped(text)
    return _read_documents(text) or _read_unescaped(text) or _read_javascript(text) or salvage(text)


def _unwrapped(text: str) -> str:
    """A script without the marks of a comment or of CDATA around it."""
    start = _WRAPPER_START.match(text)
    text = text[start.end() if start else 0 :].rstrip()
    end = _WRAPPER_END.search(text, max(len(text) - _WRAPPER_CHARS, 0))
    return text[: end.start()] if end else text


def _count_marks(text: str) -> int:
    return sum(map(text.count, "{[,"))


def _well_formed(text: str) -> Any:
    """The value of JSON that is as it should be, else `_BROKEN`."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return _BROKEN


def _read_documents(text: str) -> list[Any]:
    """One or more documents after one another; none if anything else than JSON stands between them."""
    decoder = json.JSONDecoder(strict=False)
    documents: list[Any] = []
    position = 0
    while len(documents) < _MAX_DOCUMENTS and (start := _START.search(text, position)):
        try:
            value, position = decoder.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            return documents
        documents.append(value)
    return documents


def _read_unescaped(text: str) -> list[Any]:
    """Text whose quotes were written as entities."""
    if "&quot;" not in text and "&#34;" not in text:
        return []
    return _read_documents(html.unescape(text))


def _read_javascript(text: str) -> list[Any]:
    try:
        return [chompjs.parse_js_object(text, loader_kwargs={"strict": False})]
    except (ValueError, RecursionError):
        return []


def salvage(text: str) -> list[Any]:
    """The first members of an article that can still be told apart in text that is no JSON, as one document."""
    head = text[:_SALVAGED_CHARS]
    kind = _SALVAGED_TYPE.search(head)
    if not kind:
        return []
    found: dict[str, Any] = {"@type": kind[1]}
    for match in _SALVAGED.finditer(head, kind.start()):
        found.setdefault(match[1], match[2].replace('\\"', '"').replace("\\/", "/"))
    author = _SALVAGED_AUTHOR.search(head, kind.start())
    if author:
        found["author"] = author[1]
    return [found]
