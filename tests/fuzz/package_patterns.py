"""Every pattern of the package: those that its modules hold, also in tables, and those that its functions write out.

With each goes how the package asks it, as its source tells.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import bodycopy

ROOT = Path(bodycopy.__file__).parent
METHODS = frozenset({"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"})
ANCHORED = frozenset({"match", "fullmatch"})
MODULE_CALLS = METHODS | {"compile"}


class Found(NamedTuple):
    """A pattern, where it stands (`metadata.names:_BY`), and the methods by which it is asked."""

    name: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


@cache
def package_patterns() -> tuple[Found, ...]:
    """All patterns, each text once a module."""
    found: dict[tuple[str, Any, int], Found] = {}
    for module in _modules():
        short = module.__name__.removeprefix("bodycopy.")
        uses = _uses(short)
        for name, value in vars(module).items():
            for at, pattern in _held(value, name, 0):
                known = uses.get(name) or frozenset({"finditer"})
                found.setdefault((short, pattern.pattern, pattern.flags), Found(f"{short}:{at}", pattern, known))
        for line, method, text in _written(module):
            pattern = re.compile(text)
            methods = frozenset({"finditer" if method == "compile" else method})
            found.setdefault((short, text, pattern.flags), Found(f"{short}:{line}", pattern, methods))
    own: dict[Any, Found] = {}
    for entry in found.values():
        own.setdefault(entry.pattern.pattern, entry)
    return tuple(own.values())


NOT_IMPORTED = frozenset({"bodycopy.__main__", "bodycopy.isolation.warm"})
"""The one runs the command line, the other makes its process a fork server that no SIGTERM ends."""


def _modules() -> Iterator[ModuleType]:
    for entry in pkgutil.walk_packages([str(ROOT)], "bodycopy."):
        if entry.name not in NOT_IMPORTED:
            yield importlib.import_module(entry.name)


def _held(value: Any, name: str, depth: int) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns in a value, however deep in tables."""
    if isinstance(value, re.Pattern):
        yield name, value
    elif depth > 3:
        return
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            yield from _held(entry, f"{name}[{key}]", depth + 1)
    elif isinstance(value, list | tuple | set | frozenset):
        for at, entry in enumerate(value):
            yield from _held(entry, f"{name}[{at}]", depth + 1)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _held(getattr(value, field.name), f"{name}.{field.name}", depth + 1)


@cache
def _trees() -> Mapping[str, ast.Module]:
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def _uses(module: str) -> dict[str, frozenset[str]]:
    """For each name of a module the methods that its source asks of it."""
    uses: dict[str, set[str]] = defaultdict(set)
    tree = _trees().get(module)
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Attribute) and node.attr in METHODS and isinstance(node.value, ast.Name):
            uses[node.value.id].add(node.attr)
    return {name: frozenset(methods) for name, methods in uses.items()}


def _written(module: ModuleType) -> Iterator[tuple[int, str, Any]]:
    """The patterns that stand as they are in calls of `re`: the line, the function, the text."""
    tree = _trees().get(module.__name__.removeprefix("bodycopy."))
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MODULE_CALLS:
            written = isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.args
            if written and isinstance(node.args[0], ast.Constant):
                yield node.lineno, node.func.attr, node.args[0].value
