"""The page as a marked proof: the article as it reads, what was taken out struck through, the reason beside it.

Three marks at the start of a line say what it is, with colour or without: two spaces (in the article), `-` (taken out, or
the reason for it), `=` (the sum). On a wide terminal reasons stand in the margin, else after what they are about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest

import click
from wcwidth import width as cells
from wcwidth import wrap

from bodycopy import engine
from bodycopy.model import Block, Document, Kind, Label
from bodycopy.render.words import count_words

WIDE = 110
"""From this width on there is a margin; below it, text beside a margin would be too narrow to read."""
MARGIN = 40
MEASURE = 90
"""The longest line of text; longer ones are hard to read, however wide the terminal."""
NARROWEST = 20
SHORT = 60
"""Removed blocks up to this length (menu entries, buttons) stand behind each other when they have the same reason."""

IN, OUT, SUM = "  ", "- ", "= "
UNDER, HANG = "  ^ ", "    "
HELD = "\u00a0"
"""A space where a line must not end: before a dot between entries, between a number and what it counts."""
BETWEEN = f"{HELD}· "

LABEL_COLORS = {
    Label.HEADLINE: "cyan",
    Label.HEADER: "cyan",
    Label.CAPTION: "blue",
    Label.APPEAL: "magenta",
    Label.PROMO: "yellow",
    Label.COMMENT: "green",
    Label.TAIL: "cyan",
    Label.BOILERPLATE: "red",
}

# Escape sequences and marks that turn the direction of text would let a page paint over the terminal.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

Reason = tuple[Label, str, str]


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines that belong together. No blank line parts neighbours that have the same word in `joins`."""

    lines: list[str]
    joins: str


class Proof:
    """One document, laid out for a terminal so many columns wide."""

    def __init__(self, document: Document, keep: Collection[Label], columns: int, *, colored: bool, paths: bool) -> None:
        self.document = document
        self.keep = keep
        self.colored = colored
        self.paths = paths
        self.beside = columns >= WIDE and not paths
        room = columns - len(OUT) - (MARGIN + len(IN) if self.beside else 0)
        self.measure = max(NARROWEST, min(MEASURE, room))
        self.one_line_source = len({block.span for block in document.blocks}) == 1

    def lines(self) -> Iterator[str]:
        """The proof, line by line."""
        before: _Part | None = None
        for part in self._parts():
            if before and not (part.joins and part.joins == before.joins):
                yield ""
            yield from part.lines
            before = part
        yield ""
        yield from self._sum()

    def _parts(self) -> Iterator[_Part]:
        for reason, run in groupby(self.document.blocks, self._reason):
            if reason is None:
                for block in run:
                    yield _Part(list(self._kept(block)), "list" if block.kind is Kind.ITEM else "")
            else:
                blocks = list(run)
                lines = list(self._beside(blocks, reason) if self.beside else self._below(blocks, reason))
                yield _Part(lines, "margin" if self.beside and len(lines) == 1 else "")

    def _reason(self, block: Block) -> Reason | None:
        """What neighbours must have in common to be shown as one; scores differ from block to block and say the same."""
        if block.label is Label.BODY or block.label in self.keep or block.verdict is None:
            return None
        rule, evidence = block.verdict.rule, block.verdict.evidence
        return block.label, rule, "" if rule == "score" else evidence

    def _kept(self, block: Block) -> Iterator[str]:
        indent, mark, hang = _marks(block)
        for number, line in enumerate(self._wrap(block, self.measure - len(indent) - len(mark))):
            text = self._style(line, bold=True) if block.kind is Kind.HEADING else line
            yield IN + indent + (hang if number else mark) + text

    def _below(self, blocks: list[Block], reason: Reason) -> Iterator[str]:
        """What was taken out, then why."""
        color = LABEL_COLORS[reason[0]]
        for line in self._flow(blocks):
            yield OUT + self._strike(line)
        for number, note in enumerate(_fill(self._note(blocks, reason), self.measure - len(HANG))):
            yield OUT + (HANG if number else UNDER) + self._style(note, fg=color)
        if self.paths:  # whole, however long, to be copied into a site rule
            for block in blocks:
                yield OUT + HANG + self._style(printable(block.path), fg=color)

    def _beside(self, blocks: list[Block], reason: Reason) -> Iterator[str]:
        """What was taken out, with the reason in the margin."""
        color = LABEL_COLORS[reason[0]]
        for line, note in zip_longest(self._flow(blocks), _fill(self._note(blocks, reason), MARGIN), fillvalue=""):
            gap = " " * (self.measure - cells(line) + len(IN))
            yield OUT + self._strike(line) + (gap + self._style(note, fg=color) if note else "")

    def _flow(self, blocks: list[Block]) -> list[str]:
        """The text of removed blocks: short ones behind each other, long ones each on lines of its own."""
        lines: list[str] = []
        for short, run in groupby(blocks, lambda block: len(block.text) <= SHORT and block.kind is not Kind.CODE):
            if short:
                lines.extend(_fill(BETWEEN.join(printable(block.text) for block in run), self.measure))
            else:
                lines.extend(line for block in run for line in self._wrap(block, self.measure))
        return lines

    def _note(self, blocks: list[Block], reason: Reason) -> str:
        """Why: the rule, the words that gave the blocks away, where they stood."""
        label, rule, evidence = reason
        name = rule if rule.startswith(f"{label}.") else f"{label} ({rule})"
        if rule == "score":
            name = f"{label}, score {_score_range([block.verdict.evidence for block in blocks if block.verdict])}"
        parts = [f"{name}: “{printable(evidence)}”" if evidence else name]
        if len(blocks) > 1:
            parts.append(f"{len(blocks)}{HELD}blocks")
        if not self.one_line_source:
            parts.append(_source_lines(blocks))
        return ", ".join(parts)

    def _sum(self) -> Iterator[str]:
        removed = [block for block in self.document.blocks if self._reason(block)]
        kept = [block for block in self.document.blocks if not self._reason(block)]
        yield f"{SUM}{_amount(kept)} in the article, {_amount(removed)} taken out"
        counts = Counter("boilerplate, by score" if rule == "score" else rule for rule in _rules(removed))
        for rule, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
            yield f"{SUM}{count:6}  {rule}"
        quality = self.document.quality
        reasons = f" ({', '.join(quality.reasons)})" if quality.reasons else ""
        yield f"{SUM}quality {quality.score:.2f}, page type {quality.page_type}{reasons}"
        yield f"{SUM}bodycopy {engine.VERSION}, rules {engine.rules_hash()}"

    def _wrap(self, block: Block, measure: int) -> list[str]:
        """The text of a block in lines; code and tables keep theirs."""
        rows = block.text.split("\n") if block.kind in {Kind.CODE, Kind.TABLE} else [block.text]
        return [line for row in rows for line in wrap(printable(row), measure, tabsize=4) or [""]]

    def _strike(self, text: str) -> str:
        return self._style(text, dim=True, strikethrough=True)

    def _style(self, text: str, **style: object) -> str:
        return click.style(text, **style) if self.colored and text else text  # type: ignore[arg-type]


def _fill(text: str, measure: int) -> list[str]:
    """Text in lines, with its held spaces let go."""
    return [line.replace(HELD, " ") for line in wrap(text, measure)]


def printable(text: str) -> str:
    """A page's text with nothing in it that a terminal would obey."""
    return _UNPRINTABLE.sub("\ufffd", text)


def _marks(block: Block) -> tuple[str, str, str]:
    """Indent, and what the first and the other lines of a block begin with, so that its kind shows without colour."""
    match block.kind:
        case Kind.ITEM:
            return "  " * max(0, block.level - 1), "• ", "  "
        case Kind.HEADING:
            mark = "#" * max(1, block.level) + " "
            return "", mark, " " * len(mark)
        case Kind.QUOTE | Kind.CODE | Kind.TABLE:
            return "", "│ ", "│ "
        case _:
            return "", "", ""


def _score_range(evidence: list[str]) -> str:
    """The scores of a run as one: `0.002 < 0.5` and `0.004 < 0.5` are `0.002 to 0.004 < 0.5`."""
    scores = sorted(words.partition(" ")[0] for words in evidence)
    limits = {words.partition(" ")[2] for words in evidence}
    span = scores[0] if scores[0] == scores[-1] else f"{scores[0]} to {scores[-1]}"
    return f"{span} {limits.pop()}".rstrip() if len(limits) == 1 else span


def _amount(blocks: list[Block]) -> str:
    words = sum(count_words(block.text) for block in blocks)
    return f"{len(blocks)} block{'' if len(blocks) == 1 else 's'} ({words} words)"


def _rules(blocks: list[Block]) -> Iterator[str]:
    return (block.verdict.rule for block in blocks if block.verdict)


def _source_lines(blocks: list[Block]) -> str:
    first, last = min(block.span[0] for block in blocks), max(block.span[1] for block in blocks)
    return f"line{HELD}{first}" if first == last else f"lines{HELD}{first}–{last}"
