"""What is compiled is the same source: the list in pyproject.toml names it, and the answers say nothing of it.

Run against the source by `make test` and against the compiled copy by `make test-compiled`.
"""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path

import bodycopy
from bodycopy import engine
from bodycopy.rules.label import ROOMS, load_rules

ROOT = Path(__file__).parents[1]
PACKAGE = Path(bodycopy.__file__).parent
HOOK = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"][
    "mypyc"
]


def files_named() -> list[str]:
    """The modules that the list names, as paths from the root of the package."""
    found = [path for pattern in HOOK["include"] for path in ROOT.glob(pattern.removeprefix("/"))]
    return sorted(
        path.relative_to(ROOT / "service" / "bodycopy").as_posix() for path in found if path.name not in HOOK["exclude"]
    )


def test_every_pattern_names_a_module() -> None:
    assert all(list(ROOT.glob(pattern.removeprefix("/"))) for pattern in HOOK["include"])


def test_what_is_named_is_compiled_and_nothing_else() -> None:
    suffixes = {
        path: Path(str(import_module(f"bodycopy.{path.removesuffix('.py').replace('/', '.')}").__file__)).suffix
        for path in files_named()
    }
    assert set(suffixes.values()) == {".so" if engine.COMPILED else ".py"}
    compiled = {path.relative_to(PACKAGE).with_suffix("").with_suffix("").as_posix() for path in PACKAGE.rglob("*.so")}
    assert compiled == ({path.removesuffix(".py") for path in files_named()} if engine.COMPILED else set())


def test_a_rule_is_python_that_can_be_read_and_mended() -> None:
    for room in ROOMS:
        for rule in load_rules(room):
            assert str(import_module(f"bodycopy.rules.{rule.name}").__file__).endswith(".py")


def test_the_hash_of_the_rules_is_that_of_their_source() -> None:
    names = [name for room in engine.JUDGING for name in engine.source_names(room)]
    assert "phrases.py" in names
    assert not [name for name in names if name.endswith(".so")]
    there = {
        path.relative_to(ROOT / "service" / "bodycopy").as_posix() for path in (ROOT / "service" / "bodycopy").rglob("*.py")
    }
    assert {name for name in names if name.endswith(".py")} <= there
