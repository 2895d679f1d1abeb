"""Every example in docs/cli.md does what the page says."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
SECONDS = 60
PROGRAM = f"{shlex.quote(sys.executable)} -c 'from bodycopy.cli import main; main(prog_name=\"bodycopy\")'"
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("BODYCOPY_")},
    "COLUMNS": "80",
    "PYTHONUTF8": "1",
}


def examples() -> Iterator[tuple[str, str]]:
    """The commands in the page and what is printed under each; `...` stands for anything."""
    for block in re.findall(r"```console\n(.*?)```", PAGE, flags=re.DOTALL):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = example.partition("\n")
            yield command, output


EXAMPLES = [example for example in examples() if "serve" not in example[0]]
SERVE = [command for command, _ in examples() if "serve" in command]


def runnable(command: str) -> str:
    """The command with this checkout's program, so that none need be installed."""
    return re.sub(r"(^|\| )bodycopy ", lambda match: f"{match[1]}{PROGRAM} ", command)


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_an_example_prints_what_the_page_says(command: str, output: str) -> None:
    done = subprocess.run(
        ["sh", "-c", runnable(command)],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
        check=False,
    )
    printed = done.stdout.decode()
    assert doctest.OutputChecker().check_output(output, printed, doctest.ELLIPSIS), printed


def test_the_server_of_the_page_answers(tmp_path: Path) -> None:
    (command,) = SERVE
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = runnable(command.replace("8080", str(port)))
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(["sh", "-c", f"exec {command}"], cwd=ROOT, env=ENVIRONMENT, stdout=log, stderr=log)
        try:
            assert healthy(port, process), (tmp_path / "log").read_text()
        finally:
            process.terminate()
            status = process.wait(SECONDS)
    assert status == 0


def healthy(port: int, process: subprocess.Popen[bytes]) -> bool:
    """Whether the server answers before its time is up."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=SECONDS) as answer:
                return bool(answer.status == 200)
        except urllib.error.URLError:
            time.sleep(0.1)
    return False


def test_the_page_names_every_command_and_option() -> None:
    from bodycopy.cli import main

    options = {option for command in main.commands.values() for parameter in command.params for option in parameter.opts}
    long = {option for option in options if option.startswith("--")} - {"--help"}
    assert not [name for name in main.commands if f"\n## {name}\n" not in PAGE]
    assert not [option for option in long if f"`{option}" not in PAGE]
