"""Rooms of rules, one judgement a file.

A room is a package named like the label it gives; a rule is a module in it, named like the rule: `appeal/donate.py`
is `appeal.donate` and gives the label `appeal`. Rooms are walked, nothing is registered. A rule has one or two of

- `match(block, view)`: asked about every block that no earlier room took; where the module has `asked(view)` as well, only
  about the blocks whose indexes that gives, and about those that give a cue;
- `match_cued(block, view)`: the same, but only about blocks that give the rule a cue (`cues.py`: a phrase of the table beside
  it, a line that is the whole block, the name of an element around it), which makes it cheap;
- `match_in_context(block, view)`: asked in the second pass about what is left, seeing all labels of the first; where there is
  `asked_in_context(view)`, only about what that names.

Each returns the words that gave the block away, or None.
"""
