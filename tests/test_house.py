"""The rules of the house: which room may import which, what only one place may do, how large a file may be.

Read off the source with `ast`, so that a rule holds for code that no other test runs.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "service" / "bodycopy"
MODULES = sorted(PACKAGE.rglob("*.py"))
CODE = sorted(path for folder in ("service", "bench", "training", "deploy") for path in (ROOT / folder).rglob("*.py"))

MOST_LINES_OF_A_FILE = 275
"""DESIGN says about 250."""
MOST_LINES_OF_A_FUNCTION = 50

DOORS = frozenset({"web", "cli", "batch", "integrations"})
OPEN_TO_DOORS = frozenset(
    {"pipeline", "render", "config", "errors", "model", "isolation", "options", "engine", "charsets", "calls"}
)
OPEN_TO_ONE = {
    "cli/serve.py": frozenset({"web"}),
    "cli/batch.py": frozenset({"batch"}),
    "cli/rules.py": frozenset({"rules"}),
}
"""Commands that start another door, or whose subject a room is."""

ORDER = (
    ("errors", "facts", "model"),
    ("options", "config", "tokens", "binary", "charsets", "decode", "mend", "rescue", "parse", "hydration", "phrases"),
    ("metadata", "blocks", "sites"),
    ("votes",),
    ("score",),
    ("rules",),
    ("quality",),
    ("engine",),
    ("render",),
    ("calls",),
    ("pipeline",),
    ("isolation",),
)
"""The way of a page: a room imports only from rooms of its own line or above."""

PURE = frozenset(
    {
        "model",
        "errors",
        "tokens",
        "charsets",
        "decode",
        "parse",
        "metadata",
        "blocks",
        "sites",
        "votes",
        "score",
        "rules",
        "quality",
        "render",
    }
)
NETWORK_OR_CHANCE = frozenset(
    {"socket", "ssl", "http.client", "urllib.request", "urllib3", "requests", "random", "secrets", "uuid"}
)
CLOCKS = frozenset({"now", "utcnow", "today", "time", "monotonic", "perf_counter"})

PARSERS = frozenset(
    {"fromstring", "document_fromstring", "fragment_fromstring", "fragments_fromstring", "HTML", "XML", "HTMLParser", "XMLParser",
     "BeautifulSoup", "iterparse", "html5parser"}
)  # fmt: skip

HOST = re.compile(
    r"\b(?:[a-z0-9-]+\.)+(?:com|org|net|info|co|de|fr|it|es|uk|ru|pl|ua|nl|se|no|dk|cz|tr|jp|cn|io|ai|tv|me|eu|us)\b"
)
NO_SITES = frozenset({"schema.org", "www.schema.org", "www.w3.org", "w3.org", "example.com", "site.example.com"})
"""Names of vocabularies, and of nobody."""
NAMES_IN_PRINT = frozenset({"stock.adobe.com", "wyborcza.pl", "apoia.se"})
"""What agencies and a platform for donations are called in the text of pages, whatever site the page is from."""


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


def nodes(path: Path, *kinds: type[ast.AST]) -> list[Any]:
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, kinds)]


def test_a_door_imports_only_what_is_open_to_doors() -> None:
    doors = [path for path in MODULES if room_of(path) in DOORS]
    allowed = {path: OPEN_TO_DOORS | OPEN_TO_ONE.get(path.relative_to(PACKAGE).as_posix(), frozenset()) for path in doors}
    assert doors
    assert not {name_of(path): wrong for path in doors if (wrong := rooms_imported_by(path) - allowed[path])}


def test_a_room_imports_only_rooms_that_a_page_passed_before() -> None:
    rank = {room: line for line, rooms in enumerate(ORDER) for room in rooms}
    inner = [path for path in MODULES if room_of(path) not in DOORS | {"__init__", "__main__"}]
    assert not {room_of(path) for path in inner} - rank.keys(), "rooms without a place in ORDER"
    for path in inner:
        too_late = {other for other in rooms_imported_by(path) if rank.get(other, len(ORDER)) > rank[room_of(path)]}
        assert not too_late, name_of(path)


def test_only_the_vote_imports_trafilatura() -> None:
    importing = {
        path for path in MODULES if any(starts_with_any(name, frozenset({"trafilatura"})) for name in imports_of(path))
    }
    assert importing == {PACKAGE / "votes" / "trafilatura.py"}


def test_only_one_module_loads_onnxruntime() -> None:
    """Its telemetry is off only where it is loaded by the module that switches it off."""
    runtime = frozenset({"onnxruntime"})
    names = {path: list(imports_of(path)) for path in CODE}
    importing = [path for path in CODE if any(starts_with_any(name, runtime) for name in names[path])]
    assert importing == [PACKAGE / "score" / "runtime.py"]


def test_only_parse_parses_markup() -> None:
    parsing = {}
    for path in MODULES:
        called = [call.func for call in nodes(path, ast.Call)]
        called += [base for made in nodes(path, ast.ClassDef) for base in made.bases]
        names = {func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "") for func in called}
        if names & PARSERS:
            parsing[path] = names & PARSERS
    assert parsing.keys() == {PACKAGE / "parse.py", PACKAGE / "rescue.py"}, parsing


def test_only_parse_mends_and_rescues() -> None:
    calling = {name_of(path) for path in MODULES if rooms_imported_by(path) & {"mend", "rescue"}}
    assert calling == {"service/bodycopy/parse.py"}


def test_a_stage_has_no_network_no_chance_and_no_clock() -> None:
    for path in (path for path in MODULES if room_of(path) in PURE):
        assert not [name for name in imports_of(path) if starts_with_any(name, NETWORK_OR_CHANCE)], name_of(path)
        calls = [call.func for call in nodes(path, ast.Call) if isinstance(call.func, ast.Attribute)]
        clocks = [ast.unparse(func) for func in calls if func.attr in CLOCKS]
        assert not [call for call in clocks if call.split(".")[0] in {"date", "datetime", "time"}], name_of(path)


def test_no_file_is_too_long() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert not {name: lines for name, lines in lengths.items() if lines > MOST_LINES_OF_A_FILE}


def test_no_function_is_too_long() -> None:
    functions = [(path, node) for path in CODE for node in nodes(path, ast.FunctionDef, ast.AsyncFunctionDef)]
    lengths = {f"{name_of(path)}: {node.name}": node.end_lineno - node.lineno + 1 for path, node in functions}
    assert not {name: lines for name, lines in lengths.items() if lines > MOST_LINES_OF_A_FUNCTION}


def test_no_exception_is_caught_blindly() -> None:
    handlers = [(path, handler) for path in MODULES for handler in nodes(path, ast.ExceptHandler)]
    blind = [f"{name_of(path)}:{handler.lineno}" for path, handler in handlers if catches_anything(handler)]
    assert handlers
    assert not blind


def catches_anything(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return any(isinstance(node, ast.Name) and node.id in {"Exception", "BaseException"} for node in ast.walk(handler.type))


def test_a_module_says_what_it_is_for() -> None:
    written = [path for path in MODULES if path.read_text(encoding="utf-8").strip()]
    assert not [name_of(path) for path in written if not ast.get_docstring(tree_of(path))]


def test_a_file_is_named_for_what_it_does() -> None:
    assert not [name_of(path) for path in CODE if path.stem in {"utils", "util", "helpers", "helper", "common", "misc"}]


def test_no_site_is_named_outside_sites() -> None:
    files = [
        path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".toml", ".json", ".txt"} and room_of(path) != "sites"
    ]
    hosts = {name_of(path): set(HOST.findall(words_of(path).lower())) - NO_SITES - NAMES_IN_PRINT for path in files}
    assert files
    assert not {name: found for name, found in hosts.items() if found}


def words_of(path: Path) -> str:
    """What a program reads of a file: of code its strings without docstrings, of a table all of it."""
    if path.suffix != ".py":
        return path.read_text(encoding="utf-8")
    prose = {id(node.value) for node in nodes(path, ast.Expr)}
    return "\n".join(node.value for node in nodes(path, ast.Constant) if isinstance(node.value, str) and id(node) not in prose)


def test_the_data_is_frozen() -> None:
    classes = [node for node in ast.walk(tree_of(PACKAGE / "model.py")) if isinstance(node, ast.ClassDef)]
    decorators = [ast.unparse(decorator) for node in classes for decorator in node.decorator_list]
    assert decorators
    assert all("frozen=True" in decorator and "slots=True" in decorator for decorator in decorators)


def test_the_plan_is_true_to_the_tree() -> None:
    plan = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    files = re.findall(r"`((?:service|tests|bench|docs|votes|blocks)/[\w/.-]+)`", plan)
    missing = [name for name in files if not ((ROOT / name).exists() or (PACKAGE / name).exists())]
    assert files
    assert not missing
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists() or path.suffix == ".py"} - {
        "__init__.py",
        "__main__.py",
    }
    unnamed = {room for room in rooms if not re.search(rf"\b{re.escape(room)}", plan)}
    assert not unnamed
