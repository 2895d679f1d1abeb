"""The same page gives the same bytes: alone, after others, in another process, under another seed for hashes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest
from tests.isolation.tasks import misbehave

from bodycopy.errors import PageFailed
from bodycopy.isolation import Limits, Pool
from bodycopy.isolation.task import answer_page
from bodycopy.isolation.trial import PAGE, TEXT
from bodycopy.model import Include, Options, Source, SourceType

OPTIONS = Options(url="https://strait.example/ferry", include=frozenset(Include))
SOURCES = (Source(PAGE.encode()), Source(TEXT, SourceType.TEXT))
PRINT = """
import sys
from tests.isolation.test_same import SOURCES, OPTIONS, without_time
from bodycopy.isolation.task import answer_page
sys.stdout.buffer.write(b"\\n".join(without_time(answer_page(source, OPTIONS).body) for source in SOURCES))
"""


def without_time(body: bytes) -> bytes:
    """The answer up to the one field that may differ, which is the last."""
    return body[: body.rindex(b'"elapsedMs"')]


def test_a_page_gives_the_same_bytes_everywhere_and_always() -> None:
    expected = [without_time(answer_page(source, OPTIONS).body) for source in SOURCES]
    with Pool(Limits(workers=2)) as pool:
        others = [pool.submit(Source(PAGE.replace("ferry", f"ferry {number}")), OPTIONS) for number in range(30)]
        assert {future.result().status for future in others} == {200}
        pooled = [pool.submit(source, OPTIONS) for source in SOURCES * 2]
        assert [without_time(future.result().body) for future in pooled] == expected * 2
    for seed in ("1", "2"):
        environ = os.environ | {"PYTHONHASHSEED": seed}
        printed = subprocess.run([sys.executable, "-c", PRINT], env=environ, capture_output=True, check=True).stdout
        assert printed == b"\n".join(expected)


def test_the_tests_themselves_cannot_reach_the_outside() -> None:
    with socket.socket() as outside, pytest.raises(PermissionError):
        outside.connect(("192.0.2.1", 80))
    with pytest.raises(PermissionError):
        socket.getaddrinfo("site.example", 80)


@pytest.mark.parametrize("host", ["192.0.2.1", "site.example"])
def test_nor_can_the_workers_of_a_test(host: str) -> None:
    with Pool(Limits(), misbehave) as pool, pytest.raises(PageFailed) as caught:
        pool.submit(Source(f"reach {host}"), Options()).result()
    assert "PermissionError: socket" in caught.value.report


def test_nothing_is_left_to_be_loaded_by_the_first_page_of_a_worker() -> None:
    """Counted in processor time of the worker itself; a poor page once took thirty times as long as the next one."""
    command = [sys.executable, "-c", FIRST_AND_NEXT]
    printed = subprocess.run(command, capture_output=True, check=True, text=True, timeout=60).stdout
    assert len(printed.splitlines()) == 5
    for line in printed.splitlines():
        first, following = map(float, line.split())
        assert first < following + 0.1


FIRST_AND_NEXT = """
import os, time
import bodycopy.isolation.warm
from bodycopy.isolation.task import answer_page
from bodycopy.isolation.trial import PAGE
from bodycopy.model import Options, Source

for page in (b"<p>x", PAGE.encode(), b"", PAGE.encode("utf-16"), b"a " * 1000):
    if not os.fork():
        spent = []
        for _ in range(2):
            begin = time.process_time()
            answer_page(Source(page), Options())
            spent.append(time.process_time() - begin)
        print(*spent, flush=True)
        os._exit(0)
    os.wait()
"""
