"""Pages of very many short blocks: what would be a crowd of crumbs becomes fewer and longer blocks.

All that comes after the cutting takes 30 to 50 microseconds a block, however short it is: 70 kB of
one-letter lines, which are no article, would take 1.6 s. So behind the first MOST_BLOCKS a short
block takes in the next one. Nothing is lost: the text is all there, and a block of JOINED_CHARS or
more stands for itself, so that a book keeps its paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from bodycopy.model import Block, Kind

# Of 1,000 development pages the largest has 2,168.
MOST_BLOCKS = 3000
JOINED_CHARS = 100

_IN_LINES = (Kind.CODE, Kind.TABLE)


def is_crumb(blocks: list[Block]) -> bool:
    """Whether the last block is to take in the next one."""
    return len(blocks) > MOST_BLOCKS and len(blocks[-1].text) < JOINED_CHARS


def joined(first: Block, second: Block) -> Block:
    """Two blocks as one, at the place of the second, which holds both."""
    alike = first.kind is second.kind
    text = f"{first.text}\n{second.text}" if alike and first.kind in _IN_LINES else _line(first.text, second.text)
    between = "\n" if first.kind is Kind.CODE else "" if first.kind is Kind.TABLE else " "
    return second._replace(
        index=first.index,
        kind=first.kind if alike else Kind.PARAGRAPH,
        text=text,
        level=first.level if alike else 0,
        span=(first.span[0], second.span[1]),
        link_chars=first.link_chars + second.link_chars,
        links=first.links + second.links,
        strong_chars=first.strong_chars + second.strong_chars,
        images=first.images + second.images,
        html=f"{first.html}{between}{second.html}" if alike else "",
    )


def joined_lines(parts: Iterable[list[tuple[int, str]]]) -> Iterator[list[tuple[int, str]]]:
    """The parts of a plain text, lines with their numbers, with the crumbs among them joined."""
    parts = iter(parts)
    yield from islice(parts, MOST_BLOCKS)
    gathered: list[tuple[int, str]] = []
    chars = 0
    for part in parts:
        gathered += part
        chars += sum(len(line) for _, line in part)
        if chars >= JOINED_CHARS:
            yield gathered
            gathered, chars = [], 0
    if gathered:
        yield gathered


def _line(first: str, second: str) -> str:
    return " ".join(f"{first} {second}".split())
