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
from typing import Any, Final

import chompjs
import orjson

# The largest script seen on development pages is a live blog of 841,000 characters with 20,000 marks. A script of this size and
# with this many marks is read in about 10 ms, the worst case included.
_MAX_CHARS: Final = 1_500_000
_MAX_MARKS: Final = 60_000
# chompjs and the standard library are slower; broken scripts larger than this are salvaged.
_MAX_BROKEN_CHARS: Final = 200_000
_MAX_DOCUMENTS: Final = 20
_SALVAGED_CHARS: Final = 65_536

_WRAPPER = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*(?:\*/)?\s*\Z"
)
_START = re.compile(r"[\[{]")
_SALVAGED_NAMES: Final = "headline|datePublished|dateModified|articleSection|description|inLanguage"
_SALVAGED = re.compile(rf'"({_SALVAGED_NAMES})"\s*:\s*"(.{{1,1000}}?)"\s*(?=,\s*"[@\w]+"\s*:|[}}\]])', re.DOTALL)
_SALVAGED_AUTHOR = re.compile(
    r'"(?:author|creator)"\s*:\s*[\[{\s]{0,20}(?:"@type"\s*:\s*"\w{1,30}"\s*,\s*)?"name"\s*:\s*"([^"\\]{1,200})"'
)
_SALVAGED_TYPE = re.compile(r'"@type"\s*:\s*"(\w*(?:Article|Posting))"')


def read_json(text: str) -> list[Any]:
    """The documents in a script, mended as far as needed; empty where there is nothing to read."""
    if not _START.search(text, 0, 1_000):
        return []
    if len(text) > _MAX_CHARS or sum(map(text.count, "{[,")) > _MAX_MARKS:
        return salvage(text)
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        pass
    else:
        return [value] if isinstance(value, dict | list) else []
    if len(text) > _MAX_BROKEN_CHARS:
        return salvage(text)
    text = _WRAPPER.sub("", text)
    return _read_documents(text) or _read_unescaped(text) or _read_javascript(text) or salvage(text)


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
