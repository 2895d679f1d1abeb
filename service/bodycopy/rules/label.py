"""Walks the rooms in order and gives each block its label.

Two passes (the idea is jusText's: judge alone, then in context). In the first, `match` sees the labels of earlier rooms;
in the second, `match_in_context` sees all labels of the first, so that a heading over removed blocks, or a paragraph in the
midst of an appeal, can go with them. What no rule names is body or boilerplate by its score.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from types import ModuleType

from bodycopy import rules
from bodycopy.model import Block, Label, Metadata, Page, Verdict
from bodycopy.rules.cues import cues
from bodycopy.rules.view import View

# A block that two rooms would take goes to the first: what names itself most surely stands first.
ROOMS = (
    Label.HEADLINE,
    Label.HEADER,
    Label.CAPTION,
    Label.COMMENT,
    Label.APPEAL,
    Label.PROMO,
    Label.TAIL,
    Label.BOILERPLATE,
)

EVIDENCE_CHARS = 200

_NO_CUES: frozenset[str] = frozenset()

Match = Callable[[Block, View], str | None]
Asked = Callable[[View], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Question:
    """What a rule asks about a block, and about which blocks: about all; where `cued`, only about those that give the rule a
    cue (see cues.py); where there is `asked`, only about those that it names, and in the first pass those that give a cue."""

    match: Match
    cued: bool
    asked: Asked | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its module gives it. `about` is the first line of its docstring."""

    name: str
    label: Label
    about: str
    alone: Question | None
    in_context: Question | None


Matches = Sequence[tuple[Rule, Match]]


def label_blocks(page: Page, metadata: Metadata) -> Page:
    """Give each block its label, and all but body their verdict."""
    verdicts: list[tuple[Label, Verdict] | None] = [None] * len(page.blocks)
    view = View(page, metadata, _labels(verdicts))
    given = view.fact(cues)
    for room in ROOMS:
        seen = view.with_labels(_labels(verdicts))
        alone = [(rule, rule.alone) for rule in load_rules(room) if rule.alone]
        _walk(_to_ask(alone, given, seen), seen, verdicts)
    seen = view.with_labels(_labels(verdicts))
    in_context = [(rule, rule.in_context) for room in ROOMS for rule in load_rules(room) if rule.in_context]
    _walk(_to_ask(in_context, [_NO_CUES] * len(given), seen), seen, verdicts)
    return replace(page, blocks=tuple([_settle(block, verdicts[block.index], page.threshold) for block in page.blocks]))


def _to_ask(questions: Sequence[tuple[Rule, Question]], given: Sequence[frozenset[str]], view: View) -> Sequence[Matches]:
    """For each block the rules that are to be asked about it; `given` are the cues of each."""
    # A bit for each rule: a page has hundreds of blocks, and few sets of rules to ask about one.
    bits = {rule.name: 1 << at for at, (rule, _) in enumerate(questions)}
    of_all = sum(bits[rule.name] for rule, question in questions if not (question.cued or question.asked))
    of_cues = {names: of_all | sum(bits[name] for name in names if name in bits) for names in set(given)}
    asked = [of_cues[names] for names in given]
    for rule, question in questions:
        for at in question.asked(view) if question.asked else ():
            asked[at] |= bits[rule.name]
    matches = {some: [(rule, question.match) for rule, question in questions if some & bits[rule.name]] for some in set(asked)}
    return [matches[some] for some in asked]


def _walk(matches: Sequence[Matches], view: View, verdicts: list[tuple[Label, Verdict] | None]) -> None:
    """Ask the rules for each block about it unless it has a verdict yet; the first that matches gives it."""
    for block in view.blocks:
        if verdicts[block.index] is not None or not matches[block.index]:
            continue
        for rule, match in matches[block.index]:
            words = match(block, view)
            if words is not None:
                verdicts[block.index] = rule.label, Verdict(rule.name, words[:EVIDENCE_CHARS])
                break


def _settle(block: Block, verdict: tuple[Label, Verdict] | None, threshold: float) -> Block:
    if verdict is not None:
        return block.labelled(*verdict)
    if block.score < threshold:
        return block.labelled(Label.BOILERPLATE, Verdict("score", f"{block.score:.3f} < {threshold:.3f}"))
    return block.labelled(Label.BODY, None)


def _labels(verdicts: Sequence[tuple[Label, Verdict] | None]) -> tuple[Label | None, ...]:
    return tuple([verdict[0] if verdict else None for verdict in verdicts])


@cache
def load_rules(room: Label) -> tuple[Rule, ...]:
    """The rules of a room, in the order of their names."""
    package = import_module(f"{rules.__name__}.{room}")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(_rule(room, name) for name in names)


def _rule(room: Label, name: str) -> Rule:
    module = import_module(f"{rules.__name__}.{room}.{name}")
    about = (module.__doc__ or "").strip().partition("\n")[0]
    return Rule(
        f"{room}.{name}",
        room,
        about,
        _question(module, "match_cued", "asked") or _question(module, "match", "asked"),
        _question(module, "match_in_context", "asked_in_context"),
    )


def _question(module: ModuleType, match: str, asked: str) -> Question | None:
    found = getattr(module, match, None)
    return Question(found, match == "match_cued", getattr(module, asked, None)) if found else None
