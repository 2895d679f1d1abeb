"""Shows one page: every block that is on the wrong side, with its label, rule, evidence and score."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path

from bench.appeals import find_candidates, read_pattern
from bench.ours import Scorers, as_answer, read_page
from bench.pages import Gold, Sample
from bench.scores import Score, score
from bench.truth import MOSTLY_INSIDE, MOSTLY_OUTSIDE, GoldText, Judged, judge_blocks
from bench.words import split_words
from bodycopy.model import Block, Document, Label

RIGHT, EXTRA, LOST, PART, OUT = " ", "+", "-", "~", "."

LEGEND = (
    "  (blank) rightly body   + body, but not in the gold   - removed, but in the gold   ~ cut too coarsely   . rightly removed"
)

RIGHT_CHARS = 100


def show_page(sample: Sample, folder: Path, everything: bool, scorers: Scorers) -> None:
    """Print a page in reading order; `everything` also shows what was rightly removed."""
    document = read_page(sample, scorers)
    pattern = read_pattern(folder)
    measured = score(sample, as_answer(document), find_candidates(sample.html, pattern))
    print(f"{sample.key}  {sample.page_type or ''}  {sample.language or ''}\n{sample.url}\n{sample.file}")
    _print_score(measured, document)
    _print_fields(sample, document)
    print(f"\n{LEGEND}\n")
    judged = {one.block.index: one for one in judge_blocks(sample, document, pattern)}
    for block in document.blocks:
        sign = _sign(block, judged.get(block.index), sample)
        if everything or sign != OUT:
            _print_block(sign, block, judged.get(block.index))
    lost = list(missing_lines(sample, document))
    if lost:
        print("\nLines of the gold that no block has:")
        for line in lost:
            print(textwrap.indent(_wrap(line, 4), "  ! "))
    _print_leaks(measured)


def missing_lines(sample: Sample, document: Document) -> Iterator[str]:
    """Lines of the gold text most of whose words are in no block at all: what the cutting lost."""
    everything = GoldText(Gold("\n".join(block.text for block in document.blocks)), sample.by_character)
    for line in (sample.gold.text or "").splitlines():
        words = split_words(line, sample.by_character).folded
        if words and everything.count_inside(words) < MOSTLY_INSIDE * len(words):
            yield line


def _sign(block: Block, judged: Judged | None, sample: Sample) -> str:
    is_body = block.label is Label.BODY
    if sample.gold.text is None:
        return _sign_by_snippets(block, sample)
    if judged is None or not judged.words:
        return RIGHT if is_body else OUT
    if MOSTLY_OUTSIDE * judged.words < judged.inside < MOSTLY_INSIDE * judged.words:
        return PART
    if judged.inside >= MOSTLY_INSIDE * judged.words:
        if is_body:
            return RIGHT
        return LOST if judged.lost else OUT
    return EXTRA if is_body else OUT


def _sign_by_snippets(block: Block, sample: Sample) -> str:
    """Where only snippets are known, a block is wrong if it has one that belongs on the other side."""
    is_body = block.label is Label.BODY
    wrong = sample.gold.unwanted if is_body else sample.gold.wanted
    if any(snippet in block.text for snippet in wrong):
        return EXTRA if is_body else LOST
    return RIGHT if is_body else OUT


def _print_score(measured: Score, document: Document) -> None:
    line = f"F1 {measured.f1:.3f}"
    if measured.words:
        line += f"  precision {measured.words.precision:.3f}  recall {measured.words.recall:.3f}"
    if measured.snippets:
        line += "  snippets: found {}, missed {}, leaked {}, kept out {}".format(*measured.snippets)
    quality = document.quality
    print(f"{line}\nquality {quality.score:.2f} {quality.page_type} {' '.join(quality.reasons)}")


def _print_fields(sample: Sample, document: Document) -> None:
    gold, ours = sample.gold, document.metadata
    rows = (
        ("headline", gold.title, ours.headline),
        ("authors", "; ".join(gold.authors), "; ".join(person.name for person in ours.authors)),
        ("date", gold.date, ours.date_published),
        ("language", sample.language, ours.language),
    )
    for name, due, given in rows:
        print(f"{name:9} gold {due or '-'}\n          ours {given or '-'}")


def _print_block(sign: str, block: Block, judged: Judged | None) -> None:
    if sign == RIGHT:
        print(f"{sign} {' '.join(block.text.split())[:RIGHT_CHARS]}")
        return
    verdict = block.verdict
    why = f"{block.label} {verdict.rule} [{verdict.evidence}]" if verdict else str(block.label)
    inside = f"{judged.inside}/{judged.words} words in gold" if judged else "neutral"
    print(f"{sign} #{block.index} {block.kind} | {why} | score {block.score:.3f} | {inside} | {block.path}")
    print(textwrap.indent(_wrap(" ".join(block.text.split()), 6), "      "))


def _print_leaks(measured: Score) -> None:
    named = (
        ("captions leaked", measured.captions_leaked),
        ("unwanted snippets leaked", measured.unwanted_leaked),
        ("appeals leaked", measured.appeals.leaked),
        ("appeal words stripped", measured.appeals.stripped),
    )
    for name, texts in named:
        for text in texts:
            print(f"\n{name}: {text}")
    if measured.headline_leaked:
        print("\nheadline leaked")


def _wrap(text: str, indent: int) -> str:
    return textwrap.fill(text, shutil.get_terminal_size((128, 40)).columns - indent)
