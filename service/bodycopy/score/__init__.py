"""Blocks and votes -> P(inside): the evidence as numbers (features) and what weighs it (scorer)."""
