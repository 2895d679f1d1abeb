"""Pages of any size, the harmless kinds beside the hostile ones: `KINDS[name](size)` is a Source of about so many bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, cycle, islice

from bench.hostile import MAKERS, Maker
from bench.shapes import SHAPES, TEXTS
from bodycopy.model import Source, SourceType

SMALL_SCALE = 0.002
"""What the size of a hostile page is guessed from."""

WORDS = (
    "the ferry crossed a grey strait before dawn and nobody on board had slept although it was calm for once so they stood at "
    "the rail with cups of coffee while two gulls followed us and an old man told how his brother had built the first pier"
).split()

Kind = Callable[[int], Source]


def sentences() -> Iterator[str]:
    """Sentences of eight to twenty words, without end; the same each time."""
    words = cycle(WORDS)
    for number in count():
        yield " ".join(islice(words, 8 + number * 5 % 13)).capitalize() + "."


def paragraphs() -> Iterator[str]:
    """Paragraphs of three to five sentences, without end."""
    source = sentences()
    for number in count():
        yield " ".join(islice(source, 3 + number % 3))


def article() -> Iterator[str]:
    """An article as a news site gives it: paragraphs, some with a link, headings, figures, links to other stories."""
    yield "<html lang=en><head><title>The ferry</title></head><body><nav><a href=/>Home</a></nav><article><h1>The ferry</h1>"
    for number, text in enumerate(paragraphs()):
        yield f"<p>{text} <a href=/{number}>More of this</a> was said.</p>" if number % 4 == 0 else f"<p>{text}</p>"
        if number % 7 == 6:
            yield f"<h2>Part {number}</h2>"
            yield f"<figure><img src=/{number}.jpg><figcaption>A view. Photo: Bo Lind</figcaption></figure>"
        if number % 11 == 10:
            yield f"<aside class=related><a href=/story-{number}>Read more: another story of the strait</a></aside>"


def discussion() -> Iterator[str]:
    """A thread of comments, each with its author and the time."""
    yield "<body><article><h1>The ferry</h1><p>Is it late again?</p></article><section id=comments>"
    for number, text in enumerate(paragraphs()):
        yield f"<div class=comment><b class=author>user{number}</b> <time>2 May 2025</time><p>{text}</p></div>"


def listing() -> Iterator[str]:
    """Teasers with links, as the front page of a site has them."""
    yield "<body><main>"
    for number, text in enumerate(sentences()):
        yield f"<div class=teaser><h3><a href=/story/{number}>{text}</a></h3><p>{text}</p><i>{number % 28 + 1}/5/2025</i></div>"


def table() -> Iterator[str]:
    """One table of many rows."""
    yield "<body><h1>Sailings</h1><table>"
    for number in count():
        yield f"<tr><td>{number}</td><td>Pier {number % 9}</td><td>0{number % 9}:30</td><td>{WORDS[number % 40]}</td></tr>"


def menu() -> Iterator[str]:
    """One list of links in lists."""
    yield "<body><ul>"
    for number in count():
        yield f"<li><a href=/{number}>{WORDS[number % len(WORDS)]}</a><ul><li><a href=/{number}/a>sub</a></li></ul></li>"


def short_paragraphs() -> Iterator[str]:
    """Paragraphs of a few words."""
    yield "<body>"
    for number in count():
        yield f"<p>{WORDS[number % len(WORDS)]} {number}</p>"


def text_lines() -> Iterator[str]:
    """Plain text: paragraphs and short lines."""
    for number, text in enumerate(paragraphs()):
        yield f"{text}\n\n" if number % 3 else f"{text}\n\nPart {number}\n\nRead more\n\n"


def short_lines() -> Iterator[str]:
    """Plain text of short lines."""
    for number in count():
        yield f"{WORDS[number % len(WORDS)]} {number}\n"


def _cut(pieces: Callable[[], Iterator[str]], kind: SourceType) -> Kind:
    def grow(size: int) -> Source:
        page = bytearray()
        for piece in pieces():
            page += piece.encode()
            if len(page) >= size:
                break
        return Source(bytes(page), kind)

    return grow


def _scaled(maker: Maker) -> Kind:
    def grow(size: int) -> Source:
        guess = SMALL_SCALE * size / len(maker(SMALL_SCALE))
        return Source(maker(guess * size / max(len(maker(guess)), 1)))

    return grow


def _encoded(maker: Callable[[int], str], kind: SourceType) -> Kind:
    return lambda size: Source(maker(size).encode()[:size], kind)


KINDS: dict[str, Kind] = {
    **{each.__name__: _cut(each, SourceType.HTML) for each in (article, discussion, listing, table, menu, short_paragraphs)},
    **{each.__name__: _cut(each, SourceType.TEXT) for each in (text_lines, short_lines)},
    **{name: _scaled(maker) for name, maker in MAKERS.items()},
    **{name: _encoded(maker, SourceType.HTML) for name, maker in SHAPES.items()},
    **{name: _encoded(maker, SourceType.TEXT) for name, maker in TEXTS.items()},
}
