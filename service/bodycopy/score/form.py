"""What the text of a block looks like, whatever it says: counts over characters, the same for every script.

Scripts without case have no capitals to count; those written without spaces count a character a word. The characters of all
blocks are looked up at once in a table of what each is, which takes a tenth of the time of regular expressions block by block.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bodycopy.model import Block, Kind

# What a character is, as a set of bits.
WORD, LETTER, DIGIT, COMMA, MARK, STOP, AFTER_STOP, UNSPACED, SPACE, CLOSING, QUESTION, COLON, LOW = (
    1 << bit for bit in range(13)
)

_MEMBERS = {
    COMMA: ",;:،、，；：",
    MARK: "|©®•·→»›/",
    STOP: ".!?…。！？؟।",
    AFTER_STOP: "\"'”’»)]",
    SPACE: " ",
    CLOSING: '.!?…。！？؟।"”’»)',
    QUESTION: "?？؟",
    COLON: ":：",
}
_RANGES = {
    AFTER_STOP: (("\u3040", "\u9fff"),),
    UNSPACED: (("\u0e00", "\u0e7f"), ("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff")),
}
_FIRST_ASTRAL = 0x10000

# Texts longer than this look the same as their beginning; their length is told apart from their form.
SAMPLE_CHARS = 1000

NAMES = (
    "chars", "words", "word_chars", "sentences", "commas", "capitals", "digits", "marks", "closed", "question", "colon",
    "starts_low", "link_density", "links", "strong", "images", "kind", "level",
)  # fmt: skip

KIND_CODES = {kind: float(code) for code, kind in enumerate(Kind)}


def forms(blocks: Sequence[Block]) -> NDArray[np.float32]:
    """The forms of some blocks, at least one: blocks x NAMES.

    `chars` and `words` are counts; `word_chars` the mean length of a word; `sentences`, `commas` per 100 characters; `capitals`
    the share of words with a first capital; `digits`, `marks` (separators, arrows) shares of characters; `closed`, `question`,
    `colon`, `starts_low` flags for the last and the first character; `link_density`, `strong` shares.
    """
    texts = [block.text for block in blocks]
    samples = [text[:SAMPLE_CHARS] for text in texts]
    chars, size = np.array([len(text) for text in texts]), np.array([len(sample) for sample in samples])
    spaces, unspaced, sentences, commas, capitals, digits, marks = _counts(signs("".join(samples)), size)
    words = spaces + 1 + unspaced
    first = signs("".join([text[0] for text in texts]))
    last = signs("".join([text[-1] for text in texts]))
    columns = [
        chars,
        words * chars / size,
        size / words,
        100 * sentences / size,
        100 * commas / size,
        capitals / words,
        digits / size,
        marks / size,
        last & CLOSING != 0,
        last & QUESTION != 0,
        last & COLON != 0,
        first & LOW != 0,
        np.array([block.link_chars for block in blocks]) / chars,
        [block.links for block in blocks],
        np.array([block.strong_chars for block in blocks]) / chars,
        [len(block.images) for block in blocks],
        [KIND_CODES[block.kind] for block in blocks],
        [block.level for block in blocks],
    ]
    return np.array(columns, dtype=np.float32).T


def _counts(told: NDArray[np.uint16], size: NDArray[Any]) -> list[NDArray[np.float64]]:
    """In texts of some sizes that follow each other: spaces, characters of scripts without spaces, ends of sentences, commas,
    words with a capital, digits and marks."""
    ends = np.cumsum(size)
    starts = ends - size
    before = np.roll(told, 1)
    before[starts] = 0
    after = np.roll(told, -1)
    after[ends - 1] = AFTER_STOP
    found = (
        told & SPACE,
        told & UNSPACED,
        (told & STOP != 0) & (after & AFTER_STOP != 0),
        told & COMMA,
        (told & LETTER != 0) & (before & WORD == 0),
        told & DIGIT,
        told & MARK,
    )
    # No sample has more characters than 16 bits count, which takes half of the time of wider numbers.
    return [np.add.reduceat(one != 0, starts, dtype=np.uint16).astype(np.float64) for one in found]


def signs(text: str) -> NDArray[np.uint16]:
    """What each character of a text is."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if points.max() < _FIRST_ASTRAL:
        return _table()[points]
    basic = points < _FIRST_ASTRAL
    told = _table()[np.where(basic, points, 0)]
    found, places = np.unique(points[~basic], return_inverse=True)
    told[~basic] = np.array([_bits(chr(point)) for point in found], dtype=np.uint16)[places]
    return told


@cache
def _table() -> NDArray[np.uint16]:
    """What each character of the basic plane is."""
    table = np.array([_bits(chr(point)) for point in range(_FIRST_ASTRAL)], dtype=np.uint16)
    for bit, members in _MEMBERS.items():
        table[[ord(member) for member in members]] |= bit
    for bit, ranges in _RANGES.items():
        for low, high in ranges:
            table[ord(low) : ord(high) + 1] |= bit
    return table


def _bits(char: str) -> int:
    """What a character is by Unicode."""
    if char.isalnum():
        if char.isdecimal():
            return WORD | DIGIT
        return (WORD if "a" <= char <= "z" else WORD | LETTER) | (LOW if char.islower() else 0)
    return WORD if char == "_" else AFTER_STOP if char.isspace() else LOW if char.islower() else 0
