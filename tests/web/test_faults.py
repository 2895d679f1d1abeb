"""What the service promises when its processes are killed, its clients misbehave, or it is told to stop in the middle of work."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from tests.web.running import HTML, NDJSON, SECONDS, START, Service, are_gone, start

CLIENTS = 4


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    service = start(BODYCOPY_WORKERS="2", BODYCOPY_DEADLINE_SECONDS="60", BODYCOPY_BATCHES="1")
    yield service
    if service.process.poll() is None:
        assert service.stop() == 0


def kill(pids: list[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def ask_until(service: Service, done: Callable[[], bool], page: bytes) -> list[str]:
    """What clients get that send a page again and again until something else is done: the first words of every answer."""

    def ask(_: int) -> list[str]:
        words = []
        while not done():
            status, answer = service.ask("POST", "/v1/extract", page, HTML)
            words.append(answer["articleBody"][:20] if status == 200 else str(answer))
        return words

    with ThreadPoolExecutor(CLIENTS) as pool:
        return [word for words in pool.map(ask, range(CLIENTS)) for word in words]


def while_doing(work: Callable[[], None]) -> Callable[[], bool]:
    thread = threading.Thread(target=work)
    thread.start()
    return lambda: not thread.is_alive()


def test_workers_killed_under_load_cost_no_answer(service: Service, sample: Any) -> None:
    def kill_some() -> None:
        for count in (1, 2, 1, 2):
            time.sleep(0.5)
            kill(service.processes()["worker"][:count])

    words = ask_until(service, while_doing(kill_some), sample.html.encode())
    assert len(words) >= CLIENTS
    assert set(words) == {sample.first[:20]}


def test_a_fork_server_killed_under_load_costs_no_answer(service: Service, sample: Any) -> None:
    before = service.processes()
    words = ask_until(service, while_doing(lambda: (kill(before["server"]), time.sleep(2))[0]), sample.html.encode())
    assert set(words) == {sample.first[:20]}
    assert are_gone(before["worker"])
    assert service.processes()["server"] != before["server"]


def test_a_page_at_its_deadline_is_a_504_and_the_next_is_answered(service: Service, sample: Any) -> None:
    page = sample.html.replace("</article>", "<p>The tide came in.</p>" * 2000 + "</article>").encode()
    status, answer = service.ask("POST", "/v1/extract?deadline=0.01", page, HTML)
    assert (status, answer["error"]["code"]) == (504, "deadline_exceeded")
    assert service.ask("POST", "/v1/extract", sample.html.encode(), HTML)[0] == 200


def test_a_worker_dies_with_the_process_that_talks_http_and_that_is_replaced(sample: Any) -> None:
    service = start(BODYCOPY_WORKERS="2")
    service.ask("GET", "/readyz")
    before = service.processes()
    assert len(before["worker"]) == 2
    kill(before["http"])
    assert are_gone(before["http"] + before["server"] + before["worker"])
    assert service.ask("POST", "/v1/extract", sample.html.encode(), HTML)[0] == 200
    assert service.stop() == 0


def test_nothing_is_left_where_the_master_is_killed() -> None:
    service = start(BODYCOPY_WORKERS="2")
    service.ask("GET", "/readyz")
    before = service.processes()
    kill([service.process.pid])
    assert service.process.wait(SECONDS) == -signal.SIGKILL
    assert are_gone(before["http"] + before["server"] + before["worker"])


def test_a_stop_under_load_answers_all_and_leaves_no_process(sample: Any) -> None:
    service = start(BODYCOPY_WORKERS="2", BODYCOPY_STOP_SECONDS="60")
    service.ask("GET", "/readyz")
    before = service.processes()
    busy = threading.Barrier(CLIENTS + 1, timeout=SECONDS)

    def ask_on(_: int) -> tuple[int, bool]:
        """Pages on one connection, until the service says that it is the last; how many were answered, and whether all were."""
        connection, count = service.connect(), 0
        while True:
            connection.request("POST", "/v1/extract", sample.html.encode(), HTML)
            response = connection.getresponse()
            good = response.status == 200 and sample.first in json.loads(response.read())["articleBody"]
            count += 1
            if count == 3:
                busy.wait()
            if not good or response.will_close:
                return count, good

    with ThreadPoolExecutor(CLIENTS) as pool:
        clients = [pool.submit(ask_on, number) for number in range(CLIENTS)]
        busy.wait()
        service.process.send_signal(signal.SIGTERM)
        outcomes = [client.result(SECONDS) for client in clients]
    assert all(good for _, good in outcomes), outcomes
    assert service.process.wait(SECONDS) == 0
    assert are_gone(before["http"] + before["server"] + before["worker"])


def test_a_stop_told_to_the_whole_group_still_answers_what_is_in_flight(sample: Any) -> None:
    service = start(BODYCOPY_WORKERS="1")
    service.ask("GET", "/readyz")
    page = sample.html.replace("</article>", "<p>The tide came in.</p>" * 1000 + "</article>").encode()
    connection = service.connect()
    connection.request("POST", "/v1/extract", page, HTML)
    service.ask("GET", "/healthz")
    for pids in ([service.process.pid], *service.processes().values()):
        for pid in pids:
            os.kill(pid, signal.SIGTERM)
    assert connection.getresponse().status == 200
    assert service.process.wait(SECONDS) == 0


def test_a_log_on_a_full_disk_stops_nobody(sample: Any) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = os.environ | {"BODYCOPY_PORT": str(port), "BODYCOPY_WORKERS": "1"}
    with open("/dev/full", "w") as full:
        process = subprocess.Popen([sys.executable, "-c", START], env=environ, stdout=full, stderr=subprocess.DEVNULL)
    service = Service(process, port=port)
    end = time.monotonic() + SECONDS
    while True:
        try:
            assert service.ask("POST", "/v1/extract", sample.html.encode(), HTML)[0] == 200
            break
        except ConnectionRefusedError:
            assert time.monotonic() < end
            time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    assert process.wait(SECONDS) == 0


@pytest.mark.parametrize("chunked", [True, False])
def test_a_batch_is_answered_line_by_line_while_it_is_sent(service: Service, sample: Any, chunked: bool) -> None:
    lines = [json.dumps({"id": number, "text": sample.text[: 700 - number]}).encode() + b"\n" for number in range(3)]
    connection = service.connect()
    connection.putrequest("POST", "/v1/extract/batch")
    connection.putheader("Content-Type", NDJSON["Content-Type"])
    if chunked:
        connection.putheader("Transfer-Encoding", "chunked")
    else:
        connection.putheader("Content-Length", str(sum(map(len, lines))))
    connection.endheaders()
    frame = (lambda data: b"%x\r\n%s\r\n" % (len(data), data)) if chunked else (lambda data: data)
    connection.send(frame(lines[0]))
    response = http.client.HTTPResponse(connection.sock)
    response.begin()
    for number in range(3):
        assert json.loads(response.readline())["id"] == number
        if number < 2:
            connection.send(frame(lines[number + 1]))
        elif chunked:
            connection.send(b"0\r\n\r\n")
    assert response.read() == b""
    connection.send(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    following = http.client.HTTPResponse(connection.sock)
    following.begin()
    assert following.status == 200
    connection.close()


def test_a_client_that_leaves_its_batch_frees_its_place(service: Service, sample: Any) -> None:
    line = json.dumps({"text": sample.text}).encode() + b"\n"
    connection = service.connect()
    connection.putrequest("POST", "/v1/extract/batch")
    connection.putheader("Content-Type", NDJSON["Content-Type"])
    connection.putheader("Content-Length", "1000000000")
    connection.endheaders(line * 50)
    assert service.ask("POST", "/v1/extract", sample.html.encode(), HTML)[0] == 200
    connection.close()
    end = time.monotonic() + SECONDS
    while (answer := service.ask("POST", "/v1/extract/batch", line, NDJSON))[0] != 200:
        assert (answer[0], time.monotonic() < end) == (503, True)
        time.sleep(0.05)


def test_a_half_closed_connection_gets_its_answer(service: Service, sample: Any) -> None:
    page = sample.html.encode()
    for sent, status in ((page, b"200"), (page[:-50], b"400")):
        with socket.create_connection(("127.0.0.1", service.port), SECONDS) as raw:
            head = f"POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n"
            raw.sendall(head.encode() + sent)
            raw.shutdown(socket.SHUT_WR)
            assert raw.makefile("rb").readline().split()[1] == status


def test_slow_clients_cost_no_thread_and_are_sent_away(sample: Any) -> None:
    service = start(BODYCOPY_THREADS="2", BODYCOPY_HEAD_SECONDS="3", BODYCOPY_BODY_SECONDS="3", BODYCOPY_KEEPALIVE_SECONDS="1")
    begun = b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\n"
    whole, chunked = begun + b"Content-Length: 1000\r\n", begun + b"Transfer-Encoding: chunked\r\n\r\n1000\r\n"
    slow = [
        *(open_with(service, b"") for _ in range(20)),
        *(open_with(service, whole) for _ in range(20)),
        *(open_with(service, whole + b"\r\n<p>") for _ in range(20)),
        *(open_with(service, chunked) for _ in range(20)),
    ]
    for _ in range(10):
        status, answer = service.ask("POST", "/v1/extract", sample.html.encode(), HTML)
        assert status == 200
        assert answer["articleBody"].startswith(sample.first)
        drip(slow[20:])
    endings = [read_to_the_end(each) for each in slow]
    assert endings[:40] == [b""] * 40
    assert all(ending.startswith(b"HTTP/1.1 408 ") and b'"request_timeout"' in ending for ending in endings[40:])
    assert service.stop() == 0


def test_bodies_that_are_too_large_and_slow_cost_a_few_threads(sample: Any) -> None:
    service = start(BODYCOPY_THREADS="10", BODYCOPY_BODY_SECONDS="30")
    begun = b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\nContent-Length: 1000000000\r\n\r\n<p>"
    slow = [open_with(service, begun) for _ in range(30)]
    begin = time.monotonic()
    for _ in range(10):
        assert service.ask("POST", "/v1/extract", sample.html.encode(), HTML)[0] == 200
    assert time.monotonic() - begin < 20
    for each in slow:
        each.close()
    assert service.stop() == 0


def test_clients_that_do_not_take_their_answers_cost_no_thread_and_are_given_up(sample: Any) -> None:
    send_seconds = 6
    service = start(BODYCOPY_THREADS="2", BODYCOPY_SEND_SECONDS=str(send_seconds), BODYCOPY_KEEPALIVE_SECONDS="1")
    times = 8  # more than the system holds for a connection
    asked = b"GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n" * times
    late, never = open_narrow(service, asked), [open_narrow(service, asked) for _ in range(10)]
    begin = time.monotonic()
    for _ in range(10):
        assert service.ask("POST", "/v1/extract", sample.html.encode(), HTML)[0] == 200
    assert time.monotonic() - begin < send_seconds
    script = read_to_the_end(late)
    head, _, _ = script.partition(b"\r\n\r\n")
    size = len(head) + 4 + int(head.lower().partition(b"content-length: ")[2].split()[0])
    assert size > 1_000_000
    assert len(script) == times * size
    time.sleep(send_seconds + 1)
    assert all(len(read_to_the_end(each)) < len(script) for each in never)
    assert service.stop() == 0


def test_requests_that_come_at_once_are_answered_in_order_and_a_slow_one_behind_them_costs_no_thread(sample: Any) -> None:
    service = start(BODYCOPY_THREADS="1", BODYCOPY_BODY_SECONDS="2", BODYCOPY_KEEPALIVE_SECONDS="5")
    page = sample.html.encode()
    head = b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\n"
    whole = head + b"Content-Length: %d\r\n\r\n" % len(page) + page
    chunked = head + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    last = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" + whole[:300]
    raw = open_with(service, whole + chunked + last)
    time.sleep(0.5)
    assert service.ask("POST", "/v1/extract", page, HTML)[0] == 200
    answers = read_to_the_end(raw).split(b"HTTP/1.1 ")[1:]
    assert [answer.split()[0] for answer in answers] == [b"200", b"200", b"200", b"408"]
    assert answers[0].count(sample.last.encode()) == answers[1].count(sample.last.encode()) == 1
    assert service.stop() == 0


def test_a_client_that_asks_first_is_told_to_go_on(service: Service, sample: Any) -> None:
    page = sample.html.encode()
    head = b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\nExpect: 100-continue\r\nConnection: close\r\n"
    with open_with(service, head + b"Content-Length: %d\r\n\r\n" % len(page)) as raw:
        assert raw.recv(1000).startswith(b"HTTP/1.1 100 Continue\r\n\r\n")
        raw.sendall(page)
        assert b"HTTP/1.1 200 OK" in read_to_the_end(raw)


def test_an_answer_does_not_wait_for_a_body_that_nobody_reads(service: Service) -> None:
    head = b"POST /v1/extract/batch HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n"
    begin = time.monotonic()
    assert read_to_the_end(open_with(service, head)).startswith(b"HTTP/1.1 415 ")
    assert time.monotonic() - begin < 4


def open_with(service: Service, data: bytes) -> socket.socket:
    raw = socket.create_connection(("127.0.0.1", service.port), SECONDS)
    raw.sendall(data)
    return raw


def open_narrow(service: Service, data: bytes) -> socket.socket:
    """A connection whose client has no room for what it does not read."""
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.settimeout(SECONDS)
    raw.connect(("127.0.0.1", service.port))
    raw.sendall(data)
    return raw


def drip(connections: list[socket.socket]) -> None:
    for each in connections:
        with suppress(OSError):
            each.sendall(b"x")


def read_to_the_end(raw: socket.socket) -> bytes:
    with raw, raw.makefile("rb") as stream:
        try:
            return stream.read()
        except ConnectionResetError:
            return b""
