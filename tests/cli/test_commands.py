"""`bodycopy explain`, `rules`, `serve`, and what the program costs before it does anything."""

from __future__ import annotations

import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import Result

from bodycopy import __version__, engine, rules
from bodycopy.config import Config
from bodycopy.web import server

Run = Callable[..., Result]


def test_explain_marks_the_page(run: Run) -> None:
    result = run("explain", "page.html")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert "- The baker who sold the mill" in lines
    assert [line for line in lines if line.startswith("  For forty years")]
    assert [line for line in lines if re.match(r"-   \^ appeal\.\w+: “", line)]
    assert lines[-1] == f"= bodycopy {__version__}, rules {engine.rules_hash()}"
    assert "\x1b" not in result.stdout


def test_explain_can_be_made_to_colour_a_pipe(run: Run) -> None:
    assert "\x1b[9m" in run("explain", "page.html", "--color", "always").stdout


def test_explain_takes_the_page_options(run: Run) -> None:
    result = run("explain", "-", "--keep", "headline", "--type", "html", stdin=Path("page.html").read_bytes())
    assert "  # The baker who sold the mill" in result.stdout.splitlines()
    assert run("explain", "page.html", "--keep", "x", "--strict").exit_code == 2
    warned = run("explain", "page.html", "--keep", "x")
    assert (warned.exit_code, warned.stderr.count("\n")) == (0, 1)


def test_explain_shows_a_page_without_article_and_says_so(run: Run) -> None:
    result = run("explain", "appeal.html")
    assert result.exit_code == 1
    assert "- Support our journalism" in result.stdout
    assert result.stderr.count("\n") == 1


def test_rules_lists_every_rule_with_what_it_is(run: Run) -> None:
    result = run("rules")
    listed = dict(line.split(None, 1) for line in result.stdout.splitlines())
    rooms = [room.name for room in pkgutil.iter_modules(rules.__path__) if room.ispkg]
    names = {
        f"{room}.{rule.name}"
        for room in rooms
        for rule in pkgutil.iter_modules(import_module(f"{rules.__name__}.{room}").__path__)
    }
    assert listed.keys() == names
    assert all(len(about) > 10 for about in listed.values())


def test_version_names_engine_and_rules(run: Run) -> None:
    assert run("--version").stdout.startswith(f"bodycopy {__version__}, rules {engine.rules_hash()}, ")


def test_without_a_command_there_is_help_and_an_error(run: Run) -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "extract" in result.stderr
    assert run("--help").exit_code == 0


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Config]:
    """The settings that the server was started with."""
    configs: list[Config] = []
    monkeypatch.setattr(server, "serve", configs.append)
    return configs


def test_serve_takes_its_settings_from_the_environment_and_its_options(
    run: Run, started: list[Config], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BODYCOPY_PORT", "9001")
    monkeypatch.setenv("BODYCOPY_WORKERS", "3")
    assert run("serve", "--port", "9002", "--host", "127.0.0.9").exit_code == 0
    assert [(config.host, config.port, config.workers) for config in started] == [("127.0.0.9", 9002, 3)]


WRONG_SETTINGS = {
    "option": (["--port", "70000"], {}, ["--port", "70000", "65535"]),
    "option, though the variable is right": (["--workers", "no"], {"BODYCOPY_WORKERS": "2"}, ["--workers", "no"]),
    "variable": (["--port", "9000"], {"BODYCOPY_WORKERS": "no"}, ["BODYCOPY_WORKERS", "no"]),
    "name of a variable": ([], {"BODYCOPY_PROT": "9000"}, ["BODYCOPY_PROT", "BODYCOPY_PORT"]),
}


@pytest.mark.parametrize(("arguments", "environment", "words"), WRONG_SETTINGS.values(), ids=WRONG_SETTINGS.keys())
def test_serve_does_not_start_with_a_wrong_setting(
    run: Run,
    started: list[Config],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    environment: dict[str, str],
    words: list[str],
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    result = run("serve", *arguments)
    assert (result.exit_code, started) == (2, [])
    assert result.stderr.count("\n") == 1
    assert not [word for word in words if word not in result.stderr], result.stderr


def test_help_loads_neither_parser_nor_server() -> None:
    program = "import sys, bodycopy.cli; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()
    assert "click" in loaded
    assert not {
        "lxml",
        "bs4",
        "trafilatura",
        "flask",
        "gunicorn",
        "nh3",
        "orjson",
        "ahocorasick_rs",
        "wcwidth",
        "ada_url",
    } & set(loaded)
