"""Which rules a block gives a cue to: most blocks have a word for none or for a few of the many rules.

A rule whose module has `match_cued` in place of `match` is asked only about these blocks: the table beside it has a phrase
that is in the block, a line that is the whole block, or a name of an element around it. A rule that goes by other signs as well
names the blocks that have them (`asked`): looking for one sign in all blocks costs less than asking about each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bodycopy.phrases import MAX_LINE, bare, rules_by_line
from bodycopy.rules.view import View


def cues(view: View) -> Sequence[frozenset[str]]:
    """For each block the names of the rules that it gives a cue to."""
    lines = rules_by_line()
    given = []
    for block in view.blocks:
        rules = view.speaking(block)
        if around := view.known_around(block):
            rules |= around
        if len(block.text) <= MAX_LINE and (line := lines.get(bare(block.text))):
            rules |= line
        given.append(rules)
    return given


def below_cues(view: View, rule: str, reach: int) -> Iterable[int]:
    """The indexes of the blocks that stand up to `reach` blocks below one that gives the rule a cue."""
    cued = view.fact(cued_blocks).get(rule, ())
    below = {at + step for at in cued for step in range(1, reach + 1)}
    return (at for at in below if at < len(view.blocks))


def cued_blocks(view: View) -> dict[str, list[int]]:
    """For each rule that any block gives a cue to the indexes of these blocks."""
    found: dict[str, list[int]] = {}
    for at, rules in enumerate(view.fact(cues)):
        for rule in rules:
            found.setdefault(rule, []).append(at)
    return found
