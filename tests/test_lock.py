"""The lock files hold what pyproject.toml asks for, exactly, and nothing about whoever made them."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN, BUILD, DEVELOP, TRAIN = (f"requirements{part}.lock" for part in ("", "-build", "-dev", "-train"))

ASKED = [
    *((RUN, asked) for asked in PROJECT["project"]["dependencies"]),
    *((DEVELOP, asked) for asked in PROJECT["project"]["dependencies"]),
    *((DEVELOP, asked) for asked in PROJECT["project"]["optional-dependencies"]["dev"]),
    *((TRAIN, asked) for asked in PROJECT["project"]["optional-dependencies"]["train"]),
    *((BUILD, asked) for asked in PROJECT["dependency-groups"]["build"]),
    *((BUILD, asked) for asked in PROJECT["build-system"]["requires"]),
]


def pins(lock: str) -> dict[str, set[str]]:
    """The versions pinned of each name; more than one where they depend on the Python version."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


@pytest.mark.parametrize(("lock", "asked"), ASKED)
def test_what_is_asked_for_is_pinned_within_its_range(lock: str, asked: str) -> None:
    requirement = Requirement(asked)
    versions = pins(lock).get(canonicalize_name(requirement.name))
    assert versions, f"{requirement.name} is not in {lock}: run `make lock`"
    assert all(requirement.specifier.contains(version) for version in versions), f"{asked} against {versions}: run `make lock`"


@pytest.mark.parametrize("lock", [RUN, BUILD, DEVELOP, TRAIN])
def test_everything_is_pinned_by_hash_and_no_server_is_named(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE) if not entry.startswith("#")]
    assert entries
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "index" not in text


@pytest.mark.parametrize("lock", [BUILD, DEVELOP, TRAIN])
def test_the_locks_agree_where_they_overlap(lock: str) -> None:
    others = {
        name: versions for other in (RUN, BUILD, DEVELOP, TRAIN) if other != lock for name, versions in pins(other).items()
    }
    assert {name: versions for name, versions in pins(lock).items() if others.get(name, versions) != versions} == {}


def test_what_the_service_imports_is_asked_for() -> None:
    asked = {canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]}
    distributions = packages_distributions()
    imported = (
        {name for path in (ROOT / "service").rglob("*.py") for name in imports_of(path)}
        - sys.stdlib_module_names
        - {"bodycopy"}
    )
    providers = {name: {canonicalize_name(each) for each in distributions.get(name, [name])} for name in imported}
    assert imported
    assert not {name for name, provided_by in providers.items() if not provided_by & asked}


def imports_of(path: Path) -> set[str]:
    """The top-level packages that a module imports."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.partition(".")[0] for name in names}
