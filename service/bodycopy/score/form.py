"""What the text of a block looks like, whatever it says: counts over characters, the same for every script.

Scripts without case have no capitals to count; those written without spaces count a character a word.
"""

from __future__ import annotations

import re

from bodycopy.model import Block, Kind

_SENTENCE_END = re.compile(r"[.!?…。！？؟।](?=[\s\"'”’»)\]]|$|[\u3040-\u9fff])")
_COMMA = re.compile("[,;:،、，；：]")
_CAPITAL = re.compile(r"\b[^\W\d_a-z]")
_DIGIT = re.compile(r"\d")
_MARK = re.compile(r"[|©®•·→»›/]")
_CLOSING = tuple('.!?…。！？؟।"”’»)')

# Texts longer than this look the same as their beginning; their length is told apart from their form.
SAMPLE_CHARS = 1000

NAMES = (
    "chars", "words", "word_chars", "sentences", "commas", "capitals", "digits", "marks", "closed", "question", "colon",
    "starts_low", "link_density", "links", "strong", "images", "kind", "level",
)  # fmt: skip

KIND_CODES = {kind: float(code) for code, kind in enumerate(Kind)}


def form(block: Block) -> tuple[float, ...]:
    """The form of one block, in the order of NAMES.

    `chars` and `words` are counts; `word_chars` the mean length of a word; `sentences`, `commas` per 100 characters; `capitals`
    the share of words with a first capital; `digits`, `marks` (separators, arrows) shares of characters; `closed`, `question`,
    `colon`, `starts_low` flags for the last and the first character; `link_density`, `strong` shares.
    """
    text = block.text
    sample = text[:SAMPLE_CHARS]
    chars, size = len(text), len(sample)
    words = _words(sample)
    last = text[-1]
    return (
        float(chars),
        words * chars / size,
        size / words,
        100 * len(_SENTENCE_END.findall(sample)) / size,
        100 * len(_COMMA.findall(sample)) / size,
        len(_CAPITAL.findall(sample)) / words,
        len(_DIGIT.findall(sample)) / size,
        len(_MARK.findall(sample)) / size,
        float(last in _CLOSING),
        float(last in "?？؟"),
        float(last in ":："),
        float(text[0].islower()),
        block.link_density,
        float(block.links),
        block.strong_chars / chars,
        float(len(block.images)),
        KIND_CODES[block.kind],
        float(block.level),
    )


_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def _words(text: str) -> int:
    spaced = text.count(" ") + 1
    return spaced if text.isascii() else spaced + len(_UNSPACED.findall(text))
