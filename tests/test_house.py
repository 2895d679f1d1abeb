"""The rules of the house: which room may import which, what only one place may do, how large a file may be.

Read off the source with `ast`, so that a rule holds for code that no other test runs.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "service" / "bodycopy"
MODULES = sorted(PACKAGE.rglob("*.py"))
CODE = sorted(path for folder in ("service", "bench", "training", "deploy") for path in (ROOT / folder).rglob("*.py"))

MOST_LINES_OF_A_FILE = 275
"""DESIGN says about 250."""
MOST_LINES_OF_A_FUNCTION = 50

DOORS = frozenset({"web", "cli", "batch", "integrations"})
OPEN_TO_DOORS = frozenset({"pipeline", "render", "config", "errors", "model", "isolation", "options", "engine"})
DOORS_BEHIND_DOORS = {"cli": frozenset({"web", "batch"})}
"""`bodycopy serve` and `bodycopy batch` open another door."""

ORDER = (
    ("errors", "model"),
    ("options", "config", "decode", "parse"),
    ("metadata", "blocks", "sites"),
    ("votes",),
    ("score",),
    ("rules",),
    ("quality",),
    ("engine",),
    ("render",),
    ("pipeline",),
    ("isolation",),
)
"""The way of a page: a room imports only from rooms of its own line or above."""

PURE = frozenset(
    {"model", "errors", "decode", "parse", "metadata", "blocks", "sites", "votes", "score", "rules", "quality", "render"}
)
NETWORK_OR_CHANCE = frozenset(
    {"socket", "ssl", "http.client", "urllib.request", "urllib3", "requests", "random", "secrets", "uuid"}
)
CLOCKS = frozenset({"now", "utcnow", "today", "time", "monotonic", "perf_counter"})

READS_OTHER_FOLDERS = frozenset({"sites"})

PARSERS = frozenset(
    {"fromstring", "document_fromstring", "fragment_fromstring", "fragments_fromstring", "HTML", "XML", "HTMLParser", "XMLParser",
     "BeautifulSoup", "iterparse", "html5parser"}
)  # fmt: skip

HOST = re.compile(
    r"\b(?:[a-z0-9-]+\.)+(?:com|org|net|info|co|de|fr|it|es|uk|ru|pl|ua|nl|se|no|dk|cz|tr|jp|cn|io|ai|tv|me|eu|us)\b"
)
NO_SITES = frozenset({"schema.org", "www.schema.org", "www.w3.org", "w3.org", "example.com", "site.example.com"})
"""Names of vocabularies, and of nobody."""


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    """The part of the package that a module belongs to: `blocks` for blocks/html.py, `parse` for parse.py."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            assert node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported_by(path: Path) -> set[str]:
    names = [name.split(".") for name in imports_of(path)]
    return {parts[1] for parts in names if parts[0] == "bodycopy" and len(parts) > 1 and parts[1] != "__version__"} - {
        room_of(path)
    }


def starts_with_any(name: str, packages: frozenset[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def each(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=name_of)


@each([path for path in MODULES if room_of(path) in DOORS])
def test_a_door_imports_only_what_is_open_to_doors(path: Path) -> None:
    door = room_of(path)
    assert rooms_imported_by(path) <= OPEN_TO_DOORS | DOORS_BEHIND_DOORS.get(door, frozenset())


@each([path for path in MODULES if room_of(path) not in DOORS | {"__init__", "__main__"}])
def test_a_room_imports_only_rooms_that_a_page_passed_before(path: Path) -> None:
    rank = {room: line for line, rooms in enumerate(ORDER) for room in rooms}
    room = room_of(path)
    assert room in rank, f"the room {room} has no place in the order"
    too_late = {other for other in rooms_imported_by(path) if rank.get(other, len(ORDER)) > rank[room]}
    assert not too_late


@each(MODULES)
def test_only_the_vote_imports_trafilatura(path: Path) -> None:
    if name_of(path) != "service/bodycopy/votes/trafilatura.py":
        assert not [name for name in imports_of(path) if starts_with_any(name, frozenset({"trafilatura"}))]


@each(MODULES)
def test_only_parse_parses_markup(path: Path) -> None:
    if name_of(path) == "service/bodycopy/parse.py":
        return
    called = {node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)}
    names = {func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "") for func in called}
    assert not names & PARSERS


@each([path for path in MODULES if room_of(path) in PURE])
def test_a_stage_has_no_network_no_chance_and_no_clock(path: Path) -> None:
    assert not [name for name in imports_of(path) if starts_with_any(name, NETWORK_OR_CHANCE)]
    calls = [node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    clocks = [ast.unparse(func) for func in calls if isinstance(func, ast.Attribute) and func.attr in CLOCKS]
    assert not [call for call in clocks if call.split(".")[0] in {"date", "datetime", "time"}]


@each(CODE)
def test_no_file_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES_OF_A_FILE


@each(CODE)
def test_no_function_is_too_long(path: Path) -> None:
    functions = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {function.name: (function.end_lineno or 0) - function.lineno + 1 for function in functions}
    assert not {name: lines for name, lines in lengths.items() if lines > MOST_LINES_OF_A_FUNCTION}


@each(MODULES)
def test_no_exception_is_caught_blindly(path: Path) -> None:
    for handler in (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.ExceptHandler)):
        assert handler.type is not None, f"bare except in line {handler.lineno}"
        caught = {getattr(node, "id", "") for node in ast.walk(handler.type)}
        assert not caught & {"Exception", "BaseException"}, f"line {handler.lineno}"


@each([path for path in MODULES if path.read_text(encoding="utf-8").strip()])
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))


@each(MODULES)
def test_a_file_is_named_for_what_it_does(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "helper", "common", "misc"}


@each([path for path in MODULES if room_of(path) not in READS_OTHER_FOLDERS])
def test_no_site_is_named_in_code(path: Path) -> None:
    tree = tree_of(path)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    words = " ".join(node.value.lower() for node in constants if id(node) not in prose)
    assert not set(HOST.findall(words)) - NO_SITES


@each(sorted(path for path in PACKAGE.rglob("*") if path.suffix in {".toml", ".json", ".txt"} and "sites" not in path.parts))
def test_no_site_is_named_in_a_table(path: Path) -> None:
    assert not set(HOST.findall(path.read_text(encoding="utf-8").lower())) - NO_SITES


def test_the_data_is_frozen() -> None:
    classes = [node for node in ast.walk(tree_of(PACKAGE / "model.py")) if isinstance(node, ast.ClassDef)]
    decorators = [ast.unparse(decorator) for node in classes for decorator in node.decorator_list]
    assert decorators
    assert all("frozen=True" in decorator and "slots=True" in decorator for decorator in decorators)
