"""Phrase tables: the words that rules look for, as data by language beside the rule.

`appeal/donate.toml` holds the phrases of the rule `appeal.donate`:

    [en]
    strong = ["make a donation", "support our journalis*"]
    weak = ["donat*"]

The names of the lists are the rule's own. Phrases are lower case with straight apostrophes and single spaces; they match
whole words, and a `*` at the end leaves the last word open (for languages that inflect). All tables together make one
Aho-Corasick automaton, so a block is read once for all rules, in time linear in its length whatever the number of phrases.

A list that rules only compare whole lines with (`word_list`) is named in `unscanned` at the top of its table and kept out of
the automaton: names of months and the like would be found in every block for nothing.

The table `[class]` is no language: its lists are names by which a rule knows the elements around a block (`class_names`).
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import accumulate, chain
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation

# Quotation marks, apostrophes and spaces are typed in several ways; one of each kind is enough to look for. The Turkish capital
# I with a dot would become two characters in lower case.
PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "İ": "i"}

# Scripts written without spaces have no word boundaries to hold a phrase to: Thai, kana, Han, Hangul's particles follow.
UNSPACED = (("\u0e00", "\u0e7f"), ("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"), ("\uf900", "\ufaff"))

FIRST_INDIC = "\u0900"
_VOWEL_SIGNS = ("Mn", "Mc")

CLASS_TABLE = "class"
UNSCANNED = "unscanned"

# Each room looks at all blocks of a page again: their texts are read once if those of a large page are remembered.
TEXTS_REMEMBERED = 2000

ORNAMENTS = (
    " \t\n\r.,:;!?…·•*+-–—−|/\\<>«»‹›→←↑↓➔➜➡⟶»▶►▸▼■●◆★☆✓✔✉"
    "()[]{}\"'“”„‚‘’0123456789#&=~_©®™\u200b\u200e\u200f\ufe0f、。，：！？・…「」『』【】《》（）؛،؟"
)

# A line on which one phrase is the whole text is not longer than this.
MAX_LINE = 90

# No rule looks for words in a block a tenth as long. The scorer of plain text does, where a page is one line; a longer one
# is no page, and its phrases are more than there is memory for.
LONGEST_SCANNED = 50_000

Hits = dict[tuple[str, str], str]
Owners = tuple[tuple[bool, list[tuple[str, str]]], ...]


@lru_cache(maxsize=TEXTS_REMEMBERED)
def fold(text: str) -> str:
    """Text in the spelling of the tables: lower case, straight quotes, plain spaces. Keeps no offsets."""
    if text.isascii():
        return text.lower().replace("`", "'")
    # Most texts have one or two of these signs; to look for each is quicker than `str.translate`.
    for sign, plain in PLAIN.items():
        if sign in text:
            text = text.replace(sign, plain)
    return text.lower()


@lru_cache(maxsize=TEXTS_REMEMBERED)
def bare(text: str) -> str:
    """The words of a line in the spelling of the tables, without what stands around them."""
    return fold(text).strip(ORNAMENTS)


def scan(text: str) -> Hits:
    """The phrases in a text, as (rule, list) -> the first phrase of that list which occurs."""
    return scan_all([text])[0]


def scan_all(texts: Sequence[str]) -> list[Hits]:
    """The phrases in each of some texts, those up to LONGEST_SCANNED characters: one walk of the automaton over all of them."""
    folded = [fold(text) if len(text) <= LONGEST_SCANNED else "" for text in texts]
    found: list[Hits] = [{} for _ in folded]
    ends = list(accumulate(len(text) + 1 for text in folded))
    whole = "\n".join(folded)
    entries = _entries()
    at = 0
    for number, start, stop in _walk(whole):
        while stop > ends[at]:
            at += 1
        hits = found[at]
        phrase, owners = entries[number]
        for open_end, closed_or_open in owners:
            if _is_whole(whole, start, stop, open_end):
                for owner in closed_or_open:
                    hits.setdefault(owner, phrase)
    return found


def _walk(text: str) -> list[tuple[int, int, int]]:
    """All phrases in a text, in the order of their ends: the number of the entry, where it starts and where it stops."""
    try:
        return _automaton().find_matches_as_indexes(text, overlapping=True)
    except UnicodeEncodeError:  # half of a surrogate pair, which a page's own JSON can hold
        return _automaton().find_matches_as_indexes(text.encode("utf-8", "replace").decode(), overlapping=True)


def word_list(rule: str, group: str) -> frozenset[str]:
    """All phrases of one list, whatever their language: for rules that ask whether a line is made of nothing else."""
    return _lists().get((rule, group), frozenset())


@cache
def class_names(rule: str, group: str = "names") -> frozenset[str]:
    """The names of elements (of one to three words, joined by hyphens) in the table `[class]` beside a rule."""
    return frozenset(_tables()[rule][CLASS_TABLE][group])


@cache
def rules_by_name() -> dict[str, frozenset[str]]:
    """For each name of elements in the tables the rules that know it."""
    found: dict[str, set[str]] = {}
    for rule, table in _tables().items():
        for name in chain.from_iterable(table.get(CLASS_TABLE, {}).values()):
            found.setdefault(name, set()).add(rule)
    return {name: frozenset(rules) for name, rules in found.items()}


@cache
def rules_by_line() -> dict[str, frozenset[str]]:
    """For each phrase that is only compared with whole lines the rules that know it."""
    found: dict[str, set[str]] = {}
    for rule, group, phrase in _phrases():
        if group in _unscanned(rule):
            found.setdefault(phrase, set()).add(rule)
    return {line: frozenset(rules) for line, rules in found.items()}


def _unscanned(rule: str) -> Sequence[str]:
    unscanned: Sequence[str] = _tables()[rule].get(UNSCANNED, ())
    return unscanned


def _is_whole(text: str, start: int, stop: int, open_end: bool) -> bool:
    """Whether text[start:stop] begins and ends at word boundaries. A phrase that ends in a sign has one there anyway."""
    if start and text[start - 1] not in " \n" and not _parted(text[start], text[start - 1]):
        return False
    return open_end or stop == len(text) or text[stop] in " \n" or _parted(text[stop - 1], text[stop])


def _parted(edge: str, beyond: str) -> bool:
    return not _in_word(beyond) or not _in_word(edge) or _unspaced(edge)


def _in_word(char: str) -> bool:
    """Whether a character is part of a word: the vowel signs of Indic scripts are, though they are no letters."""
    return char.isalnum() or (char >= FIRST_INDIC and unicodedata.category(char) in _VOWEL_SIGNS)


def _unspaced(char: str) -> bool:
    return char >= "\u0e00" and any(low <= char <= high for low, high in UNSPACED)


@cache
def _automaton() -> AhoCorasick:
    # The other forms that the library offers take 150 MB for a fifth less time, or twice the time.
    return AhoCorasick([phrase for phrase, _ in _entries()], implementation=Implementation.ContiguousNFA)


@cache
def _entries() -> tuple[tuple[str, Owners], ...]:
    """Each phrase with the lists that it stands in, parted by whether its end is open there."""
    entries: dict[str, dict[bool, list[tuple[str, str]]]] = {}
    for rule, group, phrase in _phrases():
        if group in _unscanned(rule):
            continue
        owners = entries.setdefault(phrase.removesuffix("*"), {}).setdefault(phrase.endswith("*"), [])
        if (rule, group) not in owners:
            owners.append((rule, group))
    return tuple((phrase, tuple(owners.items())) for phrase, owners in entries.items())


@cache
def _lists() -> dict[tuple[str, str], frozenset[str]]:
    lists: dict[tuple[str, str], set[str]] = {}
    for rule, group, phrase in _phrases():
        lists.setdefault((rule, group), set()).add(phrase)
    return {key: frozenset(phrases) for key, phrases in lists.items()}


@cache
def _phrases() -> tuple[tuple[str, str, str], ...]:
    """All (rule, list, phrase) in the tables beside the rules, in the order of file names."""
    return tuple(
        (rule, group, phrase)
        for rule, table in _tables().items()
        for language, groups in table.items()
        if language not in (CLASS_TABLE, UNSCANNED)
        for group, phrases in groups.items()
        for phrase in phrases
    )


@cache
def _tables() -> dict[str, dict[str, Any]]:
    """The table beside each rule that has one, in the order of file names."""
    return {
        f"{room.name}.{table.name.removesuffix('.toml')}": tomllib.loads(table.read_text("utf-8"))
        for room in _sorted(files("bodycopy.rules"))
        if room.is_dir()
        for table in _sorted(room)
        if table.name.endswith(".toml")
    }


def _sorted(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda entry: entry.name)
