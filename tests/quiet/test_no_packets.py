"""The service and the command line send nothing and leave no files, native libraries included.

tests/guard watches the sockets of Python. What a library in C++ does it cannot see; the kernel can.
So both run here in a network namespace of their own, where every packet is captured. To make one
takes root; others skip these tests.

The library that would report (score/runtime.py) makes its files at once and looks up its server
after nine seconds. The quick tests would find the files, the slow one sees the packets as well.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAGES = sorted(str(page) for page in (ROOT / "fixtures").glob("*/*.html"))
EXAMPLE = ROOT / "docs" / "example.html"
UNSHARE = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
BODYCOPY = Path(sys.executable).with_name("bodycopy")
PORT = "8000"
SECONDS = 300
"""Longer than any of this takes; what is late is ended with its namespace."""

NO_IPV6 = (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL, errno.ENETUNREACH)
SHARED_MEMORY = Path("/dev/shm")
FILES = ("pymp-*/bodycopy.lock", "pymp-*/listener-*")
"""What the folder of an HTTP process holds, as docs/operations.md names it."""

FOLDERS = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "TMPDIR")


def cannot_isolate() -> str:
    """Why this user cannot make namespaces; nothing where he can."""
    if os.geteuid() != 0:
        return "a network namespace takes root"
    try:
        subprocess.run([*UNSHARE, "true"], check=True, capture_output=True, text=True)
    except FileNotFoundError:
        return "unshare (util-linux) is not installed"
    except subprocess.CalledProcessError as error:
        return f"no namespaces here: {error.stderr.strip()}"
    return ""


WHY_NOT = cannot_isolate()
pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)


@dataclass(frozen=True)
class Outcome:
    """What a command did in its namespace."""

    code: int
    output: str
    packets: list[str]
    dropped: int
    files: list[str]
    """What lies in its home, temporary and working folders after its end."""


def isolated(folder: Path, *command: str | Path, without: Iterable[str] = ()) -> Outcome:
    """Run a command in a namespace, in empty folders, with none of this process's own settings.

    Above all without CI=true, at which onnxruntime falls silent by itself.
    """
    places = {name: folder / name for name in ("cwd", *FOLDERS) if name not in without}
    for place in places.values():
        place.mkdir()
    environ = {name: str(place) for name, place in places.items() if name in FOLDERS}
    environ["WATCHED"] = os.pathsep.join(map(str, [*places.values(), SHARED_MEMORY]))
    environ |= {"PATH": os.environ["PATH"], "PYTHONPATH": unguarded()}
    environ["PYTHONDONTWRITEBYTECODE"] = "1"
    report = folder / "namespace.json"
    done = subprocess.run(
        [*UNSHARE, sys.executable, HERE / "namespace.py", report, PORT, *command],
        env=environ,
        cwd=places["cwd"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
    )
    assert report.exists(), done.stdout
    said = json.loads(report.read_text("utf-8"))
    left = [path for place in places.values() for path in place.rglob("*")]
    files = sorted(str(path.relative_to(folder)) for path in left)
    return Outcome(said["code"], done.stdout, said["packets"], said["dropped"], files)


def unguarded() -> str:
    """PYTHONPATH without tests/guard: what it refuses would never become a packet."""
    given = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
    paths = [Path(path).absolute() for path in given]
    return os.pathsep.join(str(path) for path in paths if path.name != "guard")


def visit(folder: Path, end: str, pages: int, idle: float, **settings: Any) -> tuple[Outcome, Any]:
    """Run the service, `end` it by a signal; what was seen from outside, and from inside."""
    report = folder / "visit.json"
    arguments = [report, PORT, str(pages), str(idle), end, *PAGES]
    outcome = isolated(folder, sys.executable, HERE / "visit.py", *arguments, **settings)
    assert report.exists(), outcome.output
    return outcome, json.loads(report.read_text("utf-8"))


def assert_silent(outcome: Outcome) -> None:
    assert outcome.packets == []
    assert outcome.dropped == 0, "the capture did not keep up, so it proves nothing"


def assert_only_its_folder(found: list[str]) -> None:
    assert len(found) == len(FILES), found
    for each, name in zip(sorted(found), FILES, strict=True):
        place, path = each.split(": ")
        assert place in {"shm", "TMPDIR"}
        assert fnmatch(path, name)


@pytest.mark.parametrize(
    ("attempt", "packet"),
    [
        ("socket.getaddrinfo('lighthouse.invalid', 443)", "asks for lighthouse.invalid"),
        ("socket.create_connection(('203.0.113.7', 443), 0.1)", "to 203.0.113.7:443"),
        ("socket.create_connection(('127.0.0.53', 53), 0.1)", "to 127.0.0.53:53"),
    ],
)
def test_whatever_is_sent_is_seen(tmp_path: Path, attempt: str, packet: str) -> None:
    outcome = isolated(tmp_path, sys.executable, "-c", f"import socket; {attempt}")
    assert any(packet in line for line in outcome.packets), outcome


def test_ipv6_is_seen_where_there_is_any(tmp_path: Path) -> None:
    program = "import socket; socket.create_connection(('2001:db8::7', 443), 0.1)"
    outcome = isolated(tmp_path, sys.executable, "-c", program)
    assert outcome.packets or any(f"[Errno {code}]" in outcome.output for code in NO_IPV6), outcome


def test_a_file_left_behind_is_seen(tmp_path: Path) -> None:
    program = "from pathlib import Path; Path.home().joinpath('id').touch()"
    outcome = isolated(tmp_path, sys.executable, "-c", program)
    assert outcome.files == ["HOME/id"]


def test_the_documentation_names_the_files() -> None:
    told = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert all(f"`{name}`" in told for name in FILES)


def test_the_service_is_silent(tmp_path: Path) -> None:
    outcome, seen = visit(tmp_path, "SIGTERM", pages=20, idle=2)
    assert seen["statuses"].keys() <= {"200", "422"}
    assert seen["code"] == 0
    assert_silent(outcome)
    assert_only_its_folder(seen["running"])
    assert seen["after"] == outcome.files == []


def test_killed_it_leaves_its_folder(tmp_path: Path) -> None:
    outcome, seen = visit(tmp_path, "SIGKILL", pages=2, idle=0, without=["TMPDIR"])
    assert_silent(outcome)
    assert_only_its_folder(seen["running"])
    assert seen["after"] == seen["running"]
    assert outcome.files == []


def test_the_command_line_is_silent(tmp_path: Path) -> None:
    outcome = isolated(tmp_path, BODYCOPY, "extract", "--include", "removed,sources", EXAMPLE)
    assert '"articleBody"' in outcome.output
    assert_silent(outcome)
    assert outcome.files == []


@pytest.mark.slow
def test_the_service_is_silent_over_many_pages_and_a_minute(tmp_path: Path) -> None:
    outcome, seen = visit(tmp_path, "SIGTERM", pages=200, idle=60, without=["TMPDIR"])
    print(f"{seen}, packets: {outcome.packets}")
    assert sum(seen["statuses"].values()) == 200
    assert seen["code"] == 0
    assert_silent(outcome)
    assert_only_its_folder(seen["running"])
    assert seen["after"] == outcome.files == []
