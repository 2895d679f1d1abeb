"""Blocks that look like appeals, and whether they are where they should be.

A candidate is an innermost block-level element whose text matches a pattern of the data's list of words; the gold text
decides whether it should go or must stay. The list finds candidates on both sides and is no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bs4.dammit import UnicodeDammit
from lxml import etree, html

from bench.leaks import PRESENT
from bench.words import Shingle, Words, shingles, split_words

WORDS_FILE = "appeal-words.txt"

# Candidates are kept between runs: another number makes them be found anew.
REVISION = 1

SHINGLE = 3
LEAST_CHARS = 25
GOES = 0.3
STAYS = 0.6

_BLOCKS = frozenset(
    "p div li td th h1 h2 h3 h4 h5 h6 blockquote section article aside header footer nav form figure figcaption dd dt dl ul ol "
    "table tr pre address main fieldset details summary body tbody thead".split()
)
_UNSEEN = ("script", "style", "template", "noscript", "svg")
_TEXT = etree.XPath("string()")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True)
class AppealBlocks:
    """Candidates of a page by what should be, and what became of them."""

    due: int = 0
    leaked: tuple[str, ...] = ()
    staying: int = 0
    stripped: tuple[str, ...] = ()


@cache
def read_pattern(folder: Path) -> re.Pattern[str]:
    """The data's list of words as one pattern: case ignored, between word boundaries."""
    lines = (folder / WORDS_FILE).read_text(encoding="utf-8").splitlines()
    patterns = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


def find_candidates(page: bytes, pattern: re.Pattern[str]) -> list[str]:
    """The distinct texts of a page's innermost block-level elements that match the pattern, in reading order."""
    markup = UnicodeDammit(page, is_html=True).unicode_markup or ""
    try:
        tree = html.document_fromstring(_DECLARATION.sub("", markup))
    except etree.ParserError:  # an empty page
        return []
    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    found: dict[str, None] = {}
    for element in tree.iter(*_BLOCKS):
        if next(element.iterdescendants(*_BLOCKS), None) is None:
            text = " ".join(str(_TEXT(element)).split())
            if len(text) >= LEAST_CHARS and pattern.search(text):
                found[text] = None
    return list(found)


def judge_candidates(candidates: Sequence[str], gold: Words, ours: Words, by_character: bool) -> AppealBlocks:
    """Which candidates are due to go and leaked, which must stay and were stripped."""
    wanted, given = gold.triples, ours.triples
    due, leaked, staying, stripped = 0, [], 0, []
    for text in candidates:
        own = shingles(split_words(text, by_character).folded, SHINGLE)
        if not own:
            continue
        if _share(own, wanted) <= GOES:
            due += 1
            if _share(own, given) >= PRESENT:
                leaked.append(text)
        elif _share(own, wanted) >= STAYS:
            staying += 1
            if _share(own, given) <= GOES:
                stripped.append(text)
    return AppealBlocks(due, tuple(leaked), staying, tuple(stripped))


def _share(own: Iterable[Shingle], text: frozenset[Shingle]) -> float:
    own = list(own)
    return sum(shingle in text for shingle in own) / len(own)
