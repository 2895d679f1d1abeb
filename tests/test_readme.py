"""What README.md shows is run as it stands there, and its tables are held against the code."""

from __future__ import annotations

import http.client
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import MISSING, fields
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from bodycopy.config import Config, variable
from bodycopy.model import Format, Include, Label
from bodycopy.options import OPTION_NAMES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = [(kind, text) for kind, text in re.findall(r"^```(\w+)\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)]
SHELL = [text for kind, text in BLOCKS if kind == "sh"]
EXAMPLES = [(asked, given) for (_, asked), (_, given) in pairwise(BLOCKS) if asked.startswith("curl ")]
CUT = " ... "
FIRST_SCREEN_LINES = 60
MOST_SECONDS_TO_START = 60

ONLY_AN_APPEAL = (
    b"<html><body><p>Please support our journalism with a donation.</p><a href='/give'>Donate now</a></body></html>"
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def make(*arguments: str) -> str:
    """What make would do; nothing is done."""
    without = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", "--dry-run", *arguments], cwd=ROOT, env=without, capture_output=True, text=True, check=True
    ).stdout


def with_own_python(command: str) -> list[str]:
    """The words of a command, with the program taken from the environment that the tests run in."""
    return shlex.split(command.replace(".venv/bin/", f"{Path(sys.executable).parent}/"))


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port of a service that was started as `make run` starts it."""
    chosen = free_port()
    last = make("run", f"PORT={chosen}").splitlines()[-1]
    service = subprocess.Popen(["env", *with_own_python(last)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        wait_for(chosen, service)
        yield chosen
    finally:
        service.send_signal(signal.SIGTERM)
        service.communicate(timeout=30)
    assert service.returncode == 0


def wait_for(port: int, service: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + MOST_SECONDS_TO_START
    while time.monotonic() < deadline:
        if service.poll() is not None:
            pytest.fail(f"the service ended: {service.communicate()[0].decode()}")
        try:
            if call(port, "GET", "/readyz")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the service did not start in time")


def call(
    port: int, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def curl(command: str, port: int) -> tuple[int, bytes]:
    """Do what a curl command does, on another port; knows the options that the examples use."""
    words = iter(shlex.split(command.replace("\\\n", " "))[1:])
    headers: dict[str, str] = {}
    body, address = b"", ""
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "--data-binary":
            data = next(words)
            body = (ROOT / data[1:]).read_bytes() if data.startswith("@") else data.encode()
        else:
            assert not address, f"an option that this test does not know: {word}"
            address = word
    parts = urlsplit(address)
    assert (parts.hostname, parts.port) == ("127.0.0.1", Config().port)
    return call(port, "POST", f"{parts.path}?{parts.query}", body, headers)


def assert_shown(shown: Any, full: Any) -> None:
    """Assert that what is shown is the full answer, but for fields and entries left out and middles of strings as dots."""
    if isinstance(shown, dict):
        for name, value in shown.items():
            assert_shown(value, full[name])
    elif isinstance(shown, list):
        for entry in shown:
            assert_shown(entry, next(other for other in full if starts_alike(entry, other)))
    elif isinstance(shown, str) and CUT in shown:
        start, end = shown.split(CUT)
        assert full.startswith(start)
        assert full.endswith(end)
    else:
        assert shown == full


def starts_alike(shown: dict[str, Any], full: dict[str, Any]) -> bool:
    key = "path" if "path" in shown else next(iter(shown))
    return shown[key] == full[key]


def test_the_first_screen_has_all_that_is_needed_to_begin() -> None:
    first = "\n".join(README.splitlines()[:FIRST_SCREEN_LINES])
    for command in ("make run\n", "curl -H", "make test\n"):
        assert command in first


def test_there_are_examples_to_run() -> None:
    assert len(EXAMPLES) == 2
    assert all(text for text in SHELL)


def test_the_service_listens_where_the_readme_says() -> None:
    assert make("run").splitlines()[-1].endswith(f" BODYCOPY_PORT={Config().port} .venv/bin/bodycopy serve")


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=["html", "json"])
def test_an_example_gives_the_answer_that_stands_below_it(port: int, command: str, shown: str) -> None:
    status, answer = curl(command, port)
    assert status == 200, answer
    if shown.startswith("{"):
        assert_shown(json.loads(shown), json.loads(answer))
    else:
        assert answer.decode().strip() == shown.strip()


def test_the_same_page_gets_the_same_answer(port: int) -> None:
    first, second = (json.loads(curl(EXAMPLES[0][0], port)[1]) for _ in range(2))
    del first["engine"]["elapsedMs"], second["engine"]["elapsedMs"]
    assert first == second


def test_a_page_without_an_article_is_the_error_that_is_promised(port: int) -> None:
    status, answer = call(port, "POST", "/v1/extract", ONLY_AN_APPEAL, {"Content-Type": "text/html"})
    assert (status, json.loads(answer)["error"]["code"]) == (422, "no_article")
    assert json.loads(answer)["error"].keys() == {"code", "message", "detail"}
    assert "`422 no_article`" in README


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_the_service_says_that_it_lives(port: int, path: str) -> None:
    assert f"`GET {path}`" in README
    assert call(port, "GET", path)[0] == 200


@pytest.mark.parametrize("line", [line for text in SHELL for line in text.splitlines() if line.startswith(".venv/bin/")])
def test_a_command_line_runs(line: str) -> None:
    program, _, page = line.partition(" < ")
    source = (ROOT / page).read_bytes() if page else None
    done = subprocess.run(with_own_python(program), cwd=ROOT, input=source, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    assert b"Einar Falk wound the clockwork" in done.stdout


def rows(heading: str) -> dict[str, list[str]]:
    """The rows of the table whose first column is called so, by that column."""
    table = README.split(f"\n| {heading} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table]
    return {row[0].strip("` "): row[1:] for row in cells}


def test_the_options_are_those_that_there_are() -> None:
    table = rows("option")
    assert tuple(table) == OPTION_NAMES
    assert set(re.findall(r"`(\w+)`", table["include"][0])) == {include.value for include in Include}
    assert set(re.findall(r"`(\w+)`", table["format"][0])) == {form.value for form in Format}


def test_the_labels_are_those_that_there_are() -> None:
    assert list(rows("label")) == [label.value for label in Label if label is not Label.BODY]


def test_the_settings_are_those_that_there_are_with_their_defaults() -> None:
    table = {name: row[0] for name, row in rows("variable").items()}
    assert list(table) == [variable(setting.name) for setting in fields(Config)]
    for setting in fields(Config):
        if setting.default is not MISSING:
            assert table[variable(setting.name)] == (f"`{setting.default}`" if setting.default != "" else "none")


def test_every_make_target_and_link_exists() -> None:
    targets = set(re.findall(r"(?:`|^)make ([a-z-]+)", README, flags=re.MULTILINE))
    assert {"run", "test", "lint"} <= targets
    for target in targets:
        make(target)
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]


def test_the_composed_container_is_locked_down_as_promised() -> None:
    compose = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    for promise in ('"127.0.0.1:8000:8000"', "read_only: true", "cap_drop: [ALL]", "mem_limit: 512m"):
        assert promise in compose
