"""The promises at full size, which takes minutes: `pytest -m slow -s`. The figures that it prints are in docs/operations.md."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles
from typing import Any

import pytest
from tests.isolation.test_hostile import ENDS
from tests.isolation.test_same import without_time
from tests.web.running import HTML, NDJSON, Service, start

from bench.hostile import MAKERS
from bodycopy.isolation import Limits, Pool
from bodycopy.isolation.trial import PAGE
from bodycopy.model import Include, Options, Source, SourceType

pytestmark = pytest.mark.slow

MIB = 1024 * 1024
FIXTURES = Path(__file__).parents[2] / "fixtures"
DEADLINE_SECONDS = 5
SPARE_SECONDS = 1

QUIET_SECONDS = 10
MOST_GROWTH_OF_P99 = 2.0

MOST_UNREAD = 100_000_000

SOAK_PAGES = 20_000
WARM_PAGES = 5_000
MOST_GROWTH = 1.05
MOST_OF_A_WORKER = 250 * MIB


def resident(pid: int) -> int:
    """Bytes of memory that a process holds, shared memory included."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096


class Neighbour(threading.Thread):
    """A client that sends a normal page every so often, and takes the time."""

    def __init__(self, service: Service) -> None:
        super().__init__()
        self.service = service
        self.seconds: list[float] = []
        self.lost: list[Any] = []
        self.enough = threading.Event()
        self.start()

    def run(self) -> None:
        while not self.enough.wait(0.02):
            begin = time.monotonic()
            status, answer = self.service.ask("POST", "/v1/extract", PAGE.encode(), HTML)
            self.seconds.append(time.monotonic() - begin)
            if status != 200:
                self.lost.append(answer)

    def end(self) -> float:
        """Stop; the 99th of a hundred, in seconds."""
        self.enough.set()
        self.join()
        assert not self.lost
        return quantiles(self.seconds, n=100)[98]


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    size = str(64 * MIB)
    service = start(BODYCOPY_WORKERS="2", BODYCOPY_MAX_BODY_BYTES=size, BODYCOPY_MAX_PAGE_BYTES=size)
    service.ask("GET", "/readyz")
    yield service
    assert service.stop() == 0


def test_hostile_pages_of_full_size_end_in_time_and_harm_nobody(service: Service) -> None:
    pages = {name: make(1) for name, make in MAKERS.items()}  # beforehand: the neighbour lives in this process too
    quiet = Neighbour(service)
    time.sleep(QUIET_SECONDS)
    before = quiet.end()
    neighbour = Neighbour(service)
    for name, page in pages.items():
        begin = time.monotonic()
        status, answer = service.ask("POST", "/v1/extract", page, HTML)
        seconds = time.monotonic() - begin
        code = answer.get("error", {}).get("code")
        print(f"{name:18} {len(page) / 1e6:6.1f} MB {seconds:6.2f} s  {status} {code or ''}")
        assert code in ENDS.get(status, ()), answer
        assert seconds < DEADLINE_SECONDS + SPARE_SECONDS
    during = neighbour.end()
    print(
        f"neighbour: {len(neighbour.seconds)} pages, none lost; p99 {before * 1000:.0f} ms alone, {during * 1000:.0f} ms beside"
    )
    assert during < MOST_GROWTH_OF_P99 * before


@pytest.mark.parametrize("begun", ["head", "body", "chunks"])
def test_five_hundred_slow_clients_keep_nobody_waiting(service: Service, begun: str) -> None:
    quiet = Neighbour(service)
    time.sleep(QUIET_SECONDS)
    before = quiet.end()
    head = b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\n"
    said = {
        "head": head + b"Content-Length: 1000\r\nX-Slow: ",
        "body": head + b"Content-Length: 1000\r\n\r\n<p>",
        "chunks": head + b"Transfer-Encoding: chunked\r\n\r\n1000\r\n<p>",
    }[begun]
    slow = [socket.create_connection(("127.0.0.1", service.port)) for _ in range(500)]
    neighbour = Neighbour(service)
    for each in slow:
        each.sendall(said)
    for _ in range(8):
        time.sleep(1)
        for each in slow:
            each.sendall(b"x")
    during = neighbour.end()
    print(
        f"500 slow clients ({begun}): {len(neighbour.seconds)} pages; p99 {before * 1000:.0f} ms alone, {during * 1000:.0f} ms beside"
    )
    assert during < MOST_GROWTH_OF_P99 * before
    endings = {each.recv(12) for each in slow}
    assert endings == ({b""} if begun == "head" else {b"HTTP/1.1 408"})


def test_memory_stays_what_it_was() -> None:
    service = start(BODYCOPY_WORKERS="2", BODYCOPY_RECYCLE_PAGES=str(10 * SOAK_PAGES))
    service.ask("GET", "/readyz")
    pages = [path.read_bytes() for path in sorted(FIXTURES.glob("*/source.*"))]
    assert pages
    memory = {}
    for upto, count in ((WARM_PAGES, WARM_PAGES), (SOAK_PAGES, SOAK_PAGES - WARM_PAGES)):
        with ThreadPoolExecutor(4) as pool:
            statuses = list(
                pool.map(lambda page: service.ask("POST", "/v1/extract", page, HTML)[0], islice(cycle(pages), count))
            )
        assert set(statuses) <= {200, 422}
        memory[upto] = {pid: resident(pid) for kind in ("http", "worker") for pid in service.processes()[kind]}
        print(f"after {upto} pages: {', '.join(f'{size / MIB:.0f}' for size in memory[upto].values())} MiB (HTTP, workers)")
    assert memory[WARM_PAGES].keys() == memory[SOAK_PAGES].keys(), "a worker was replaced"
    for pid, size in memory[SOAK_PAGES].items():
        assert size < MOST_GROWTH * memory[WARM_PAGES][pid]
        assert size <= MOST_OF_A_WORKER
    assert service.stop() == 0


def test_a_page_gives_the_same_bytes_alone_after_a_thousand_others_and_under_other_seeds() -> None:
    """Every fixture: in processes of its own, each under another seed for hashes, and by workers that have had the others."""
    paths = sorted(FIXTURES.glob("*/source.*"))
    seeds = ("0", "1", "4711")
    alone = dict(zip(paths, zip(*(digests(seed) for seed in seeds), strict=True), strict=True))
    with Pool(Limits(workers=2, recycle_pages=10 * SOAK_PAGES)) as workers:
        others = [workers.submit(source_of(path), ALL, patient=True) for path in islice(cycle(paths), 1000)]
        assert {future.result().status for future in others} <= {200, 422}
        after = {path: workers.submit(source_of(path), ALL, patient=True) for path in paths}
        for path, future in after.items():
            assert set(alone[path]) == {digest(future.result().body)}, path
    print(f"{len(paths)} pages: the same bytes in {len(seeds)} processes of their own and after 1000 others")


def digests(seed: str) -> list[str]:
    environ = os.environ | {"PYTHONHASHSEED": seed}
    return subprocess.run(
        [sys.executable, "-c", PRINT], env=environ, stdout=subprocess.PIPE, check=True, text=True
    ).stdout.split()


def source_of(path: Path) -> Source:
    return Source(path.read_bytes(), SourceType.TEXT if path.suffix == ".txt" else SourceType.HTML)


def digest(body: bytes) -> str:
    return sha256(without_time(body)).hexdigest()


ALL = Options(url="https://strait.example/ferry", include=frozenset(Include))
PRINT = """
import os
from bodycopy.isolation.task import answer_page
from tests.isolation.test_slow import ALL, FIXTURES, digest, source_of
for path in sorted(FIXTURES.glob("*/source.*")):
    if not os.fork():
        print(digest(answer_page(source_of(path), ALL).body), flush=True)
        os._exit(0)
    os.wait()
"""


def test_a_long_batch_is_never_held(service: Service) -> None:
    line = json.dumps({"text": "A ferry crossed the strait. " * 4000}).encode() + b"\n"
    count = 2000
    (http_pid,) = service.processes()["http"]
    before = resident(http_pid)
    connection = service.connect()
    connection.putrequest("POST", "/v1/extract/batch?format=text")
    connection.putheader("Content-Type", NDJSON["Content-Type"])
    connection.putheader("Content-Length", str(count * len(line)))
    connection.endheaders()
    sender = threading.Thread(target=lambda: [connection.send(line) for _ in range(count)])
    sender.start()
    response = connection.response_class(connection.sock)
    response.begin()
    most, answers = before, 0
    while response.readline():
        answers += 1
        most = max(most, resident(http_pid))
    sender.join()
    grown = (most - before) / MIB
    print(f"a batch of {count * len(line) / 1e6:.0f} MB: {answers} answers; the HTTP process grew by {grown:.0f} MiB at most")
    assert answers == count
    assert grown < 100


def test_a_reader_that_stops_reading_slows_down_its_own_batch_only() -> None:
    service = start(BODYCOPY_WORKERS="2", BODYCOPY_SEND_SECONDS="5", BODYCOPY_BATCHES="1")
    line = json.dumps({"text": "A ferry crossed the strait. " * 4000}).encode() + b"\n"
    raw = socket.create_connection(("127.0.0.1", service.port))
    raw.settimeout(2)
    raw.sendall(b"POST /v1/extract/batch?format=text HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n")
    raw.sendall(b"Content-Length: 1000000000\r\n\r\n")
    sent = 0
    with suppress(TimeoutError, ConnectionError):  # the service reads no more, and closes the connection after a while
        while sent < MOST_UNREAD:
            raw.sendall(line)
            sent += len(line)
    print(f"a reader that does not read: {sent / 1e6:.0f} MB were taken of its batch")
    assert sent < MOST_UNREAD
    assert service.ask("POST", "/v1/extract", PAGE.encode(), HTML)[0] == 200
    end = time.monotonic() + 60
    while service.ask("POST", "/v1/extract/batch", line, NDJSON)[0] != 200:
        assert time.monotonic() < end
        time.sleep(0.2)
    raw.close()
    assert service.stop() == 0
