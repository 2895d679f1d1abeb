"""Pages made to harm whoever reads them, as generators: `MAKERS[name](scale)`, at full size with a scale of 1.

The tests send them to the service, and `cost` measures how the time that they take grows with their size.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

RULES = Path(__file__).parents[1] / "service" / "bodycopy" / "rules"
MILLION = 1_000_000

Maker = Callable[[float], bytes]


def nested(scale: float) -> bytes:
    count = int(MILLION * scale)
    return b"<div>" * count + b"deep" + b"</div>" * count


def siblings(scale: float) -> bytes:
    return b"<body>" + b"<p>x" * int(MILLION * scale)


def one_text(scale: float) -> bytes:
    return b"<p>" + b"word " * int(2 * MILLION * scale)


def one_word(scale: float) -> bytes:
    return b"<p>" + b"a" * int(10 * MILLION * scale)


def attributes(scale: float) -> bytes:
    return b"<p " + b" ".join(b"a%d=1" % number for number in range(int(100_000 * scale))) + b">text"


def classes(scale: float) -> bytes:
    return b'<p class="' + b" ".join(b"c%d" % number for number in range(int(100_000 * scale))) + b'">text'


def json_ld(scale: float) -> bytes:
    crumbs = [{"@type": "ListItem", "position": number, "name": "x" * 60} for number in range(int(200_000 * scale))]
    data = {"@type": "NewsArticle", "headline": "x", "author": crumbs, "breadcrumb": {"itemListElement": crumbs}}
    return b'<script type="application/ld+json">' + json.dumps(data).encode() + b"</script><p>text"


def deep_json_ld(scale: float) -> bytes:
    count = int(MILLION * scale)
    return b'<script type="application/ld+json">' + b'{"a":[' * count + b"]}" * count + b"</script><p>text"


def broken_json_ld(scale: float) -> bytes:
    return b'<script type="application/ld+json">{"headline": "' + b"\\'\"" * int(MILLION * scale) + b"</script><p>text"


def entities(scale: float) -> bytes:
    return b"<p>" + b"&amp;&#x1F600;&nosuch;&#0;&" * int(300_000 * scale)


def laughs(scale: float) -> bytes:
    depth = int(100 * scale) + 2
    declared = b"".join(b'<!ENTITY l%d "&l%d;&l%d;">' % (number, number - 1, number - 1) for number in range(1, depth))
    return b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha">' + declared + b"]><html><p>&l%d;" % (depth - 1)


def outside(scale: float) -> bytes:
    page = b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]><html><p>&f;'
    return page + b"<xi:include href='file:///etc/passwd'/>" * int(100_000 * scale)


def anchors(scale: float) -> bytes:
    count = int(100_000 * scale)
    links = (b"<a id=n%d href=#n%d>to the next</a>" % (number, (number + 1) % count) for number in range(count))
    return b"<body>" + b"".join(links)


def encodings(scale: float) -> bytes:
    return (
        b"<meta charset=utf-16><meta charset=shift_jis>" + "ä\u3042".encode() * 1000 + bytes(range(256)) * int(20_000 * scale)
    )


def zeros(scale: float) -> bytes:
    return b"<p>a\0" * int(MILLION * scale)


def unclosed(scale: float) -> bytes:
    return b"<table><tr><td><b><i><a href=x><p><ul><li><select><option><svg><math>" * int(50_000 * scale)


def closers(scale: float) -> bytes:
    return b"<b><i>" * int(5_000 * scale) + b"</p></div></table></b>" * int(200_000 * scale)


def comments(scale: float) -> bytes:
    return b"<!-- <p>" * int(MILLION * scale)


def scripts(scale: float) -> bytes:
    return b"<script><!--<script>" * int(500_000 * scale) + b"<p>text"


def tables(scale: float) -> bytes:
    return b"<table>" + b"<tr><td colspan=1000 rowspan=1000><table><tr><td>x</table>" * int(100_000 * scale)


def letters(scale: float) -> bytes:
    return b"<p>" + b"a a a " * int(200_000 * scale)


def spaces(scale: float) -> bytes:
    return b"<p>By" + b" \t\xc2\xa0" * int(300_000 * scale) + b"x"


def dates(scale: float) -> bytes:
    return b"<p>1/2/" * int(200_000 * scale) + b"<time datetime='" + b"2026-" * int(200_000 * scale) + b"'>"


def rule_words(scale: float) -> bytes:
    return b"<p>" + " ".join(many(list(words()), 10 * scale)).encode()


def near_words(scale: float) -> bytes:
    return b"<p>" + " ".join(many([word[:-1] for word in words()], 10 * scale)).encode()


def rule_paragraphs(scale: float) -> bytes:
    return b"<body>" + "".join(f"<p>{word}</p><p class='{word}'>x</p>" for word in many(list(words()), scale)).encode()


def many(entries: list[str], times: float) -> Iterator[str]:
    """The entries so many times over; of a part of them, those that stand evenly far apart."""
    if times >= 1:
        return islice(cycle(entries), int(len(entries) * times))
    return iter(entries[:: max(int(1 / times), 1)])


def words() -> Iterator[str]:
    """What the tables of the rules hold."""
    for table in sorted(RULES.rglob("*.toml")):
        yield from strings(tomllib.loads(table.read_text(encoding="utf-8")))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from strings(entry)


MAKERS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        nested, siblings, one_text, one_word, attributes, classes, json_ld, deep_json_ld, broken_json_ld, entities, laughs,
        outside, anchors, encodings, zeros, unclosed, closers, comments, scripts, tables, letters, spaces, dates, rule_words,
        near_words, rule_paragraphs,
    )
}  # fmt: skip
