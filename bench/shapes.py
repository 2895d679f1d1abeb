"""Pages of one kind of element, more of it than any page has: `SHAPES[name](size)` is the page.

Harmless ones (a scripture with numbered verses, a table of prices) stand beside those that only
an enemy would send. Most are rows of shapes.toml; `TEXTS` are pages of plain text.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count, repeat
from pathlib import Path

from bench.baits import ARTICLE, SENTENCE, TOP, filled

Pieces = Iterator[str]
Shape = Callable[[int], str]

SHOWN = f"<html lang=en><body><article>{TOP}{ARTICLE}"
TABLE = f"{SHOWN}<table>"
HEAD = "<html lang=en><head><title>The ferry crossed the strait</title>"
LD = f'{HEAD}<script type="application/ld+json">'
STARTS = {
    "SHOWN": SHOWN,
    "TABLE": TABLE,
    "LIST": f"{SHOWN}<ul>",
    "HEAD": HEAD,
    "PARAGRAPH": f"{SHOWN}<p>It was so that",
    "FIGURE": f"{SHOWN}<figure><img src=/a.jpg><figcaption>The ferry on Monday. Photo: Ann Lee",
    "SENTENCE": SENTENCE,
}


def wide_row() -> Pieces:
    """One row beside a few others."""
    yield f"{TABLE}<tr><td>a<td>b<tr><td>c<td>d<tr>"
    yield from (f"<td>{number}" for number in count())


def rows_beside_wide() -> Pieces:
    """Rows of two cells beside one of a thousand."""
    yield f"{TABLE}<tr>" + "<td>1" * 1000
    yield from (f"<tr><td>{number}<td>b" for number in count())


def wide_rows() -> Pieces:
    """Rows of three hundred cells."""
    yield TABLE
    yield from repeat("<tr>" + "<td>1" * 300)


def ragged() -> Pieces:
    """Rows that grow by a cell each."""
    yield TABLE
    yield from ("<tr>" + "<td>1" * number for number in count(1))


def spans() -> Pieces:
    """Cells that are as wide and as high as they may be."""
    yield TABLE
    yield from repeat("<tr><td colspan=99>a<td rowspan=99>b")


def own_names() -> Pieces:
    """Elements of a name each."""
    yield SHOWN
    yield from (f"<x-{number}>a</x-{number}>" for number in count())


def own_classes() -> Pieces:
    """Paragraphs of a class each."""
    yield SHOWN
    for number in count():
        yield f"<p class='c{number} d{number}' id=e{number}>word {number}</p>"


def authors() -> Pieces:
    """JSON-LD with an author after the other."""
    yield LD + '{"@type":"NewsArticle","headline":"The ferry","author":[{}'
    yield from (f',{{"@type":"Person","name":"Ann Lee{number}"}}' for number in count())


def graph() -> Pieces:
    """JSON-LD of articles that refer to each other."""
    yield LD + '{"@graph":[{"@id":"0","@type":"NewsArticle","author":{"@id":"1"}}'
    for number in count(1):
        article = {
            "@id": str(number),
            "@type": "NewsArticle",
            "headline": f"The ferry {number}",
            "isPartOf": {"@id": str(number + 1)},
            "author": {"@id": str(number - 1)},
            "hasPart": [{"@id": str(number * 7 % (number + 1))}],
        }
        yield "," + json.dumps(article)


def one_long_line(size: int) -> str:
    """A paragraph of nothing but sentences."""
    return f"{SHOWN}<p>{SENTENCE * (size // len(SENTENCE))}"


def story_in_a_script(size: int) -> str:
    """An article that stands only in the data of a script."""
    return f'<script>{{"a":"{"<p>a</p>" * (size // 8)}"}}</script>'


def ld_nested(size: int) -> str:
    """JSON-LD of an article whose author is an article."""
    opening = '{"@type":"NewsArticle","author":'
    return LD + opening * (size // len(opening))


def _row(start: str, pieces: list[str]) -> Pieces:
    yield filled(start, STARTS)
    texts = [filled(piece, STARTS) for piece in pieces]
    for number in count():
        yield texts[number % len(texts)].replace("NUMBER", str(number))


def _grown(pieces: Callable[[], Pieces], end: str, size: int) -> str:
    page: list[str] = []
    length = 0
    for piece in pieces():
        page.append(piece)
        length += len(piece)
        if length >= size:
            break
    return "".join(page) + end


def _rows(table: dict[str, list[str]]) -> dict[str, Shape]:
    return {
        name: partial(_grown, partial(_row, start, pieces), "")
        for name, (start, *pieces) in table.items()
    }  # fmt: skip


_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_MADE = (wide_row, rows_beside_wide, wide_rows, ragged, spans, own_names, own_classes)
_ENDED = (authors, graph)
_SIZED = (one_long_line, story_in_a_script, ld_nested)

SHAPES: dict[str, Shape] = {
    **_rows(_TABLES["pages"]),
    **{make.__name__: partial(_grown, make, "") for make in _MADE},
    **{make.__name__: partial(_grown, make, f"]}}</script><body>{TOP}{ARTICLE}") for make in _ENDED},
    **{make.__name__: make for make in _SIZED},
}
TEXTS = _rows(_TABLES["texts"])
