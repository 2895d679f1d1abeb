"""Rooms of rules, one judgement a file.

A room is a package named like the label it gives; a rule is a module in it, named like the rule: `appeal/donate.py`
is `appeal.donate` and gives the label `appeal`. Rooms are walked, nothing is registered.
"""
