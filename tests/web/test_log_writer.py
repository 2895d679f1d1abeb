"""The log: written in order, and nobody waits for whoever reads it."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.running import HTML, start

from bodycopy.web.log_writer import LogWriter


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        os.close(end)


def record(number: int) -> logging.LogRecord:
    return logging.LogRecord("a", logging.INFO, __file__, 0, f"line {number}", (), None)


def test_lines_come_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with path.open("wb") as file:
        writer = LogWriter(str, file.fileno())
        for number in range(100):
            writer.emit(record(number))
        writer.close()
    assert path.read_text().splitlines() == [f"line {number}" for number in range(100)]


def test_what_nobody_reads_is_dropped_and_counted(pipe: tuple[int, int]) -> None:
    ours, theirs = pipe
    writer = LogWriter(lambda count: f"{count} dropped", theirs, most=10)
    for number in range(20_000):  # more than a pipe and the queue hold
        writer.emit(record(number))
    read = b""
    while b"dropped" not in read:
        read += os.read(ours, 1_000_000)
        writer.emit(record(-1))
    lines = [line for line in read.decode().splitlines() if line != "line -1"]
    kept = next(place for place, line in enumerate(lines) if "dropped" in line)
    assert lines[:kept] == [f"line {number}" for number in range(kept)]
    assert 0 < int(lines[kept].split()[0]) < 20_000 * 2


def test_a_fork_has_a_writer_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with path.open("ab") as file:
        writer = LogWriter(str, file.fileno())
        writer.emit(record(0))
        child = os.fork()
        if not child:
            writer.emit(record(1))
            writer.close()
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        writer.close()
    assert sorted(path.read_text().splitlines()) == ["line 0", "line 1"]


def test_the_service_goes_on_when_nobody_reads_its_log() -> None:
    service = start(read_on=False)
    for _ in range(400):  # a line each, of which a pipe holds some three hundred
        assert service.ask("GET", "/healthz", headers={"X-Request-Id": "x" * 128})[0] == 200
    assert service.ask("POST", "/v1/extract", b"<p>x", HTML)[0] == 422
    service.process.terminate()
    assert service.process.wait(60) == 0
