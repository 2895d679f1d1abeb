"""Walks the rooms in order and gives each block its label.

Two passes (the idea is jusText's: judge alone, then in context). In the first, `match` sees the labels of earlier rooms;
in the second, `match_in_context` sees all labels of the first, so that a heading over removed blocks, or a paragraph in the
midst of an appeal, can go with them. What no rule names is body or boilerplate by its score.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import import_module
from operator import attrgetter
from typing import Any

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

# All of a block but its label and verdict, which come last. Every block of a page is labelled, and `replace` is slow.
_unlabelled = attrgetter(*(field.name for field in fields(Block)[:-2]))

Match = Callable[[Block, View], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its module gives it. `about` is the first line of its docstring; `cued` says that `alone` need not be asked
    about blocks that give the rule no cue (see cues.py)."""

    name: str
    label: Label
    about: str
    alone: Match | None
    in_context: Match | None
    cued: bool = False


Matches = Sequence[tuple[Rule, Match]]


def label_blocks(page: Page, metadata: Metadata) -> Page:
    """Give each block its label, and all but body their verdict."""
    verdicts: list[tuple[Label, Verdict] | None] = [None] * len(page.blocks)
    view = View(page, metadata, _labels(verdicts))
    given = view.fact(cues)
    for room in ROOMS:
        _walk(_cued(room, given), view.with_labels(_labels(verdicts)), verdicts)
    in_context = [(rule, rule.in_context) for room in ROOMS for rule in load_rules(room) if rule.in_context]
    _walk([in_context] * len(page.blocks), view.with_labels(_labels(verdicts)), verdicts)
    return replace(page, blocks=tuple(_settle(block, verdicts[block.index], page.threshold) for block in page.blocks))


def _cued(room: Label, given: Sequence[frozenset[str]]) -> Sequence[Matches]:
    """For each block the rules of a room that are to be asked about it alone."""
    matches = [(rule, rule.alone) for rule in load_rules(room) if rule.alone]
    asked = {cues: [(rule, match) for rule, match in matches if not rule.cued or rule.name in cues] for cues in set(given)}
    return [asked[cues] for cues in given]


def _walk(matches: Sequence[Matches], view: View, verdicts: list[tuple[Label, Verdict] | None]) -> None:
    """Ask the rules for each block about it unless it has a verdict yet; the first that matches gives it."""
    for block in view.blocks:
        if verdicts[block.index] is not None:
            continue
        for rule, match in matches[block.index]:
            words = match(block, view)
            if words is not None:
                verdicts[block.index] = rule.label, Verdict(rule.name, words[:EVIDENCE_CHARS])
                break


def _settle(block: Block, verdict: tuple[Label, Verdict] | None, threshold: float) -> Block:
    given: tuple[Label, Verdict | None] = verdict or (Label.BODY, None)
    if not verdict and block.score < threshold:
        given = Label.BOILERPLATE, Verdict("score", f"{block.score:.3f} < {threshold:.3f}")
    values: tuple[Any, ...] = (*_unlabelled(block), *given)
    return Block(*values)


def _labels(verdicts: Sequence[tuple[Label, Verdict] | None]) -> tuple[Label | None, ...]:
    return tuple(verdict[0] if verdict else None for verdict in verdicts)


@cache
def load_rules(room: Label) -> tuple[Rule, ...]:
    """The rules of a room, in the order of their names."""
    package = import_module(f"{rules.__name__}.{room}")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(_rule(room, name) for name in names)


def _rule(room: Label, name: str) -> Rule:
    module = import_module(f"{rules.__name__}.{room}.{name}")
    about = (module.__doc__ or "").strip().partition("\n")[0]
    alone = getattr(module, "match_cued", None)
    return Rule(
        f"{room}.{name}",
        room,
        about,
        alone or getattr(module, "match", None),
        getattr(module, "match_in_context", None),
        cued=alone is not None,
    )
