"""The container image, built from the Dockerfile and run as its users should run it: read-only, 512 MB, no capabilities.

Run by `make container-test`; needs a container engine that the `docker` command reaches.
"""

from __future__ import annotations

import gzip
import http.client
import json
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.container

ROOT = Path(__file__).parents[2]
IMAGE = os.environ.get("BODYCOPY_IMAGE", "bodycopy:test")
BASE = os.environ.get("BODYCOPY_BASE", "python:3.12-slim")
PORT = 8000
MOST_BYTES_ON_TOP_OF_BASE = 250_000_000
MOST_SECONDS_TO_HEALTH = 60
STOP_SECONDS = 30
MEMORY = 512 * 1024 * 1024
LOCKED_DOWN = """
    --read-only --cap-drop=ALL --security-opt=no-new-privileges --memory=512m --memory-swap=512m --pids-limit=256
""".split()

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Harbour reopens after storm</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Harbour reopens after storm</h1>
<p>The harbour of Skagvik was open to ships again on Tuesday morning, four days after a storm had torn two cranes from their rails.</p>
<p>Divers searched the basin for wreckage until late on Monday evening, the harbour master said, and found the channel clear.</p>
<p>The first vessel to enter was a coaster with a load of timber; its crew had waited in the lee of the island since Friday.</p>
</article><footer>All rights reserved.</footer></body></html>"""

TEXT = """Harbour reopens after storm

The harbour of Skagvik was open to ships again on Tuesday morning, four days after a storm had torn two cranes from their rails.

Divers searched the basin for wreckage until late on Monday evening, the harbour master said, and found the channel clear.

The first vessel to enter was a coaster with a load of timber; its crew had waited in the lee of the island since Friday.
"""
FIRST_WORDS = "The harbour of Skagvik was open"
LAST_WORDS = "since Friday."


def docker(*arguments: str, check: bool = True) -> str:
    """Run docker and give what it printed on both streams; with `check` a failure fails the test with that."""
    done = subprocess.run(["docker", *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=540)
    if check and done.returncode != 0:
        pytest.fail(f"docker {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout[-6000:]}")
    return done.stdout.strip()


def inspect(what: str, template: str) -> Any:
    return json.loads(docker("inspect", "--format", "{{json " + template + "}}", what))


def run(image: str, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the image instead of the service, to its end."""
    command = ["docker", "run", "--rm", *LOCKED_DOWN, "--entrypoint", program, image, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@dataclass(frozen=True)
class Container:
    """A running container of the image."""

    id: str
    host: str
    port: int

    def call(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def extract(self, body: bytes, **headers: str) -> dict[str, Any]:
        status, answer = self.call("POST", "/v1/extract", body, **headers)
        assert status == 200, answer
        return json.loads(answer)

    def health(self) -> str:
        return inspect(self.id, ".State.Health.Status")

    def exit_code(self) -> int:
        assert not inspect(self.id, ".State.Running")
        return inspect(self.id, ".State.ExitCode")

    def wait_for_health(self) -> None:
        deadline = time.monotonic() + MOST_SECONDS_TO_HEALTH
        while self.health() != "healthy":
            if time.monotonic() > deadline or not inspect(self.id, ".State.Running"):
                pytest.fail(f"{self.health()} after {MOST_SECONDS_TO_HEALTH} s:\n{docker('logs', self.id)[-4000:]}")
            time.sleep(0.5)


@pytest.fixture(scope="session")
def image() -> str:
    """The image, freshly built."""
    if not shutil.which("docker"):
        pytest.fail("There is no `docker` here; these tests need it and a running engine.")
    docker("build", "--build-arg", f"BASE={BASE}", "--tag", IMAGE, str(ROOT))
    return IMAGE


def start(image: str, *arguments: str) -> Container:
    name = docker("run", "--detach", "--publish", f"127.0.0.1::{PORT}", *LOCKED_DOWN, *arguments, image)
    published = docker("port", name, str(PORT)).splitlines()[0]
    return Container(name, "127.0.0.1", int(published.rpartition(":")[2]))


@pytest.fixture(scope="module")
def running(image: str) -> Iterator[Container]:
    """A container that several tests post pages to."""
    container = start(image)
    try:
        container.wait_for_health()
        yield container
    finally:
        docker("rm", "--force", container.id)


@pytest.fixture
def stoppable(image: str) -> Iterator[Container]:
    """A container of its own, for a test that stops it."""
    container = start(image, "--env", "BODYCOPY_WORKERS=1")
    try:
        container.wait_for_health()
        yield container
    finally:
        docker("rm", "--force", container.id)


def test_it_adds_at_most_250_mb_to_its_base(image: str) -> None:
    added = inspect(image, ".Size") - inspect(BASE, ".Size")
    print(f"{added / 1e6:.0f} MB on top of {BASE}")
    assert added <= MOST_BYTES_ON_TOP_OF_BASE


def test_its_user_is_a_number_and_not_root(image: str) -> None:
    user = inspect(image, ".Config.User")
    assert all(part.isdecimal() and int(part) > 0 for part in user.split(":"))


def test_it_brings_no_tools_to_install_or_build_with(image: str) -> None:
    find = (
        "import importlib.util as u; print([n for n in ('pip', 'setuptools', 'hatchling', 'mypy', 'pytest') if u.find_spec(n)])"
    )
    assert run(image, "python", "-c", find).stdout.strip() == "[]"


def test_its_inner_loops_are_compiled_and_no_compiler_is_left(image: str) -> None:
    assert run(image, "bodycopy", "--version").stdout.endswith(", compiled\n")
    assert run(image, "sh", "-c", "command -v gcc cc ld").stdout == ""


def test_it_says_what_it_is(image: str) -> None:
    labels = inspect(image, ".Config.Labels")
    assert labels["org.opencontainers.image.title"] == "bodycopy"
    assert labels["org.opencontainers.image.licenses"] == "Apache-2.0"
    ask = "import importlib.metadata as m; print(m.version('bodycopy'))"
    assert labels["org.opencontainers.image.version"] == run(image, "python", "-c", ask).stdout.strip()


def test_it_gives_the_body_of_a_posted_page(running: Container) -> None:
    answer = running.extract(PAGE.encode(), Content_Type="text/html; charset=utf-8")
    assert answer["headline"] == "Harbour reopens after storm"
    assert answer["articleBody"].startswith(FIRST_WORDS)
    assert answer["articleBody"].endswith(LAST_WORDS)


def test_it_gives_the_body_of_plain_text(running: Container) -> None:
    answer = running.extract(TEXT.encode(), Content_Type="text/plain; charset=utf-8")
    assert answer["headline"] == "Harbour reopens after storm"
    assert answer["articleBody"].startswith(FIRST_WORDS)


def test_a_page_sent_with_gzip_gives_the_same(running: Container) -> None:
    plain = running.extract(PAGE.encode(), Content_Type="text/html")
    zipped = running.extract(gzip.compress(PAGE.encode()), Content_Type="text/html", Content_Encoding="gzip")
    assert zipped["articleBody"] == plain["articleBody"]


def test_it_is_ready(running: Container) -> None:
    assert running.call("GET", "/healthz")[0] == 200
    assert running.call("GET", "/readyz")[0] == 200


def test_the_command_line_is_in_it(running: Container) -> None:
    command = ["docker", "exec", "--interactive", running.id, "bodycopy", "extract", "-"]
    done = subprocess.run(command, input=PAGE, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert FIRST_WORDS in done.stdout


def test_it_stays_within_its_memory_and_writes_nothing(running: Container) -> None:
    for _ in range(60):
        running.extract(PAGE.encode(), Content_Type="text/html")
    used = int(docker("exec", running.id, "python", "-c", PRINT_MEMORY_USED))
    print(f"{used / 1e6:.0f} MB of memory after 60 pages")
    assert used < 0.8 * MEMORY
    assert not inspect(running.id, ".State.OOMKilled")
    assert docker("diff", running.id) == ""


PRINT_MEMORY_USED = """
import pathlib
two, one = pathlib.Path("/sys/fs/cgroup/memory.current"), pathlib.Path("/sys/fs/cgroup/memory/memory.usage_in_bytes")
print((two if two.exists() else one).read_text())
"""


def test_the_health_check_fails_where_nothing_answers(image: str) -> None:
    done = run(image, *inspect(image, ".Config.Healthcheck.Test")[1:])
    assert done.returncode == 1
    assert "no answer" in done.stdout


def test_a_misspelt_setting_stops_the_start_and_is_named(image: str) -> None:
    done = run(image, "env", "BODYCOPY_PROT=80", "bodycopy", "serve")
    assert done.returncode not in (0, 137)
    assert "BODYCOPY_PROT" in done.stderr + done.stdout


def test_a_stop_ends_it_at_once_with_exit_code_0(stoppable: Container) -> None:
    started = time.monotonic()
    docker("stop", "--time", str(STOP_SECONDS), stoppable.id)
    assert stoppable.exit_code() == 0, docker("logs", stoppable.id)
    assert time.monotonic() - started < STOP_SECONDS / 2


def test_a_request_in_flight_is_answered_before_it_stops(stoppable: Container) -> None:
    body = PAGE.encode()
    head = f"POST /v1/extract HTTP/1.1\r\nHost: test\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with socket.create_connection((stoppable.host, stoppable.port), timeout=30) as connection:
        connection.sendall(head + body[:200])
        time.sleep(1)  # the service is now reading the body
        stopping = threading.Thread(target=docker, args=("stop", "--time", str(STOP_SECONDS), stoppable.id))
        stopping.start()
        time.sleep(2)  # and now it has been told to stop
        connection.sendall(body[200:])
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        document = json.loads(answer.read())
    stopping.join()
    assert answer.status == 200
    assert document["articleBody"].endswith(LAST_WORDS)
    assert stoppable.exit_code() == 0, docker("logs", stoppable.id)
