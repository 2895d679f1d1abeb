"""Which rules a block gives a cue to: most blocks have a word for none or for a few of the many rules.

A rule whose module has `match_cued` in place of `match` is asked only about these blocks: the table beside it has a phrase
that is in the block, a line that is the whole block, or a name of an element around it. A rule that goes by other signs as well
names the blocks that have them (`asked`): looking for one sign in all blocks costs less than asking about each.
"""

from __future__ import annotations

from collections.abc import Sequence

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


def all_if_cued(view: View, rule: str) -> range:
    """The indexes of all blocks, where any gives the rule a cue; else of none."""
    return range(len(view.blocks) if rule in view.fact(all_cues) else 0)


def all_cues(view: View) -> frozenset[str]:
    """The names of the rules that any block of the page gives a cue to."""
    return frozenset().union(*set(view.fact(cues)))
