"""The table of picture agencies, read once. Captions are parted by it here, and the rules tell credits by it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def agencies(*lists: str) -> frozenset[str]:
    """The names in these lists of `agencies.toml`, whatever their language."""
    table = tomllib.loads(files("bodycopy.metadata").joinpath("agencies.toml").read_text(encoding="utf-8"))
    return frozenset(name for language in table.values() for kind in lists for name in language.get(kind, ()))
