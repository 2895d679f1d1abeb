"""How a phrase stands in its block: alone, first, at the start of a sentence, in somebody's mouth.

The tables say which words give a block away; where they stand says whether the page speaks or the article. "Subscribe" on a
button is an appeal, "investors who subscribe" is not; '"We need your help," the mayor said' is news.
"""

from __future__ import annotations

from bodycopy.model import Block, Kind
from bodycopy.phrases import MAX_LINE, ORNAMENTS, bare, fold, word_list
from bodycopy.rules.view import View

# What stands around the words of a button or in front of a line: arrows, bullets, quotes, brackets, counters.
SENTENCE_ENDS = ".!?:;|–—-…•·»)”\"'、。！？：؟\n➡→👉"


LINKED = 0.8


def is_only(block: Block, rule: str, group: str) -> str | None:
    """The phrase of a list that is the whole text of a block."""
    if len(block.text) > MAX_LINE:
        return None
    line = bare(block.text)
    return line if line in word_list(rule, group) else None


def opens(block: Block, view: View, rule: str, group: str) -> str | None:
    """The phrase of a list with which a block begins."""
    phrase = view.said(block, rule, group)
    return phrase if phrase and fold(block.text[:MAX_LINE]).lstrip(ORNAMENTS).startswith(phrase) else None


def begins_sentence(text: str, phrase: str) -> bool:
    """Whether a phrase stands at the beginning of a sentence somewhere in a text, as a request does."""
    folded = fold(text)
    at = folded.find(phrase)
    while at >= 0:
        before = folded[:at].rstrip()
        if not before or before[-1] in SENTENCE_ENDS:
            return True
        at = folded.find(phrase, at + 1)
    return False


def is_quoted(text: str, phrase: str) -> bool:
    """Whether a phrase stands first between quotation marks: then it is somebody's, not the page's."""
    folded = fold(text)
    before = folded[: max(folded.find(phrase), 0)]
    straight = before.count('"') + before.count("„")
    return straight % 2 == 1 or any(before.count(left) != before.count(right) for left, right in ("«»", "「」", "『』"))


def is_linked(block: Block) -> bool:
    """Whether a block is a link and hardly anything else."""
    return block.links > 0 and block.link_density >= LINKED


def is_pressable(block: Block) -> bool:
    """Whether a block could be a button: made as one, all link, or in plain text a line of its own."""
    return block.kind is Kind.OTHER or is_linked(block) or (block.scope < 0 and block.kind is Kind.PARAGRAPH)
