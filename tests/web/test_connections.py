"""A connection as its client sees it: one answer to each request, and what is said of it is kept."""

from __future__ import annotations

import gzip
import http.client
import io
import json
import signal
import socket
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import brotli
import pytest
import requests
from tests.web.running import HTML, NDJSON, SECONDS, Service, start

TOKEN = {"Authorization": "Bearer secret"}
LINE = b'{"text": "x"}'
"""A batch of one page, whose answer is one line, article or not."""

SIZES = (100_000, 1_000_000)


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    service = start(BODYCOPY_TOKENS="secret", BODYCOPY_MAX_BODY_BYTES="3000000", BODYCOPY_BATCHES="2", BODYCOPY_THREADS="2")
    yield service
    assert service.stop() == 0


class Refused(NamedTuple):
    """A request that is refused, with a body that is the longer part of it."""

    status: int
    method: str = "POST"
    path: str = "/v1/extract"
    headers: dict[str, str] = HTML | TOKEN


REFUSED = {
    "an option": Refused(400, path="/v1/extract?formt=text"),
    "no token": Refused(401, headers=HTML),
    "no address": Refused(404, path="/v1/nothing"),
    "no method": Refused(405, path="/healthz"),
    "another method": Refused(405, "PUT"),
    "a type": Refused(415, headers={"Content-Type": "application/pdf"} | TOKEN),
    "a coding": Refused(415, headers=HTML | TOKEN | {"Content-Encoding": "lzma"}),
    "a damaged coding": Refused(400, headers=HTML | TOKEN | {"Content-Encoding": "gzip"}),
    "no JSON": Refused(400, headers={"Content-Type": "application/json"} | TOKEN),
    "a batch's type": Refused(415, path="/v1/extract/batch", headers=HTML | TOKEN),
    "a batch's option": Refused(400, path="/v1/extract/batch?formt=text", headers=NDJSON | TOKEN),
    "a batch without token": Refused(401, path="/v1/extract/batch", headers=NDJSON),
    "a GET": Refused(404, "GET", "/v1/nothing"),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("chunked", [False, True], ids=["length", "chunks"])
def test_an_early_refusal_costs_the_next_request_nothing(service: Service, name: str, chunked: bool) -> None:
    refused = REFUSED[name]
    with requests.Session() as session:
        for size in SIZES:
            body = b"x" * size
            answer = session.request(
                refused.method,
                f"http://127.0.0.1:{service.port}{refused.path}",
                data=io_of(body) if chunked else body,
                headers=refused.headers,
                timeout=SECONDS,
            )
            assert answer.status_code == refused.status, answer.text
            following = session.get(f"http://127.0.0.1:{service.port}/healthz", timeout=SECONDS)
            assert following.json() == {"status": "ok"}


def io_of(body: bytes) -> Iterator[bytes]:
    stream = io.BytesIO(body)
    return iter(lambda: stream.read(8192), b"")


@pytest.mark.parametrize("name", [name for name in REFUSED if "batch" not in name])
def test_a_refusal_is_given_when_the_body_is_read_and_the_connection_is_kept(service: Service, name: str) -> None:
    refused = REFUSED[name]
    connection = service.connect()
    for _ in range(3):
        connection.request(refused.method, refused.path, b"x" * SIZES[0], refused.headers)
        answer = connection.getresponse()
        assert (answer.status, answer.will_close) == (refused.status, False)
        answer.read()
    connection.close()


@pytest.mark.parametrize("chunked", [False, True], ids=["length", "chunks"])
def test_a_body_too_large_is_answered_and_costs_the_next_request_nothing(service: Service, chunked: bool) -> None:
    with requests.Session() as session:
        for _ in range(3):
            body = b"x" * 6_000_000
            url = f"http://127.0.0.1:{service.port}/v1/extract"
            answer = session.post(url, data=io_of(body) if chunked else body, headers=HTML | TOKEN, timeout=SECONDS)
            assert answer.status_code == 413
            assert answer.json()["error"]["code"] == "too_large"
            assert session.get(f"http://127.0.0.1:{service.port}/healthz", timeout=SECONDS).status_code == 200


def test_who_asks_first_is_spared_a_body_too_large(service: Service) -> None:
    head = b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret\r\nContent-Type: text/html\r\n"
    answers = ask_raw(service, head + b"Expect: 100-continue\r\nContent-Length: 5000000\r\n\r\n")
    assert [answer.status for answer in answers] == [413]
    assert answers[0].closes


class Answer(NamedTuple):
    status: int
    body: bytes
    closes: bool


def ask_raw(service: Service, *pieces: bytes) -> list[Answer]:
    """All answers that come to these bytes until the service closes the connection."""
    with socket.create_connection(("127.0.0.1", service.port), SECONDS) as raw:
        for piece in pieces:
            raw.sendall(piece)
        stream = raw.makefile("rb")
        answers = []
        while stream.peek(1):
            response = http.client.HTTPResponse(Kept(stream))
            response.begin()
            answers.append(Answer(response.status, response.read(), response.will_close))
        return answers


class Kept:
    """A stream that HTTPResponse reads a message of, and that is not closed with it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def makefile(self, _: str) -> Any:
        stream = self._stream

        class File:
            def __getattr__(self, name: str) -> Any:
                return getattr(stream, name)

            def close(self) -> None:
                pass

        return File()


BROKEN = {
    "size": b"zz\r\n",
    "missing end": b"3\r\nabcde\r\n0\r\n\r\n",
    "host in a trailer": b"3\r\nabc\r\n0\r\nHost: y\r\n\r\n",
    "token in a trailer": b"3\r\nabc\r\n0\r\nAuthorization: Bearer secret\r\n\r\n",
    "bare line feed": b"3\r\nabc\n0\r\n\r\n",
}
CALLS = {
    "404": b"POST /v1/nothing HTTP/1.1\r\nContent-Type: text/html\r\n",
    "405": b"POST /healthz HTTP/1.1\r\n",
    "415": b"POST /v1/extract HTTP/1.1\r\nContent-Type: application/pdf\r\n",
    "401": b"POST /v1/extract HTTP/1.1\r\nContent-Type: text/html\r\n",
    "GET": b"GET /healthz HTTP/1.1\r\n",
    "batch": b"POST /v1/extract/batch HTTP/1.1\r\nContent-Type: application/x-ndjson\r\nAuthorization: Bearer secret\r\n",
    "batch 415": b"POST /v1/extract/batch HTTP/1.1\r\nContent-Type: text/html\r\nAuthorization: Bearer secret\r\n",
}
FOLLOWING = b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Request-Id: following\r\n\r\n"


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("call", CALLS)
def test_what_cannot_be_framed_gets_one_answer_and_ends_its_connection(service: Service, call: str, broken: str) -> None:
    head = CALLS[call] + b"Host: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    for pieces in ((head + BROKEN[broken] + FOLLOWING,), (head, BROKEN[broken], FOLLOWING)):
        answers = ask_raw(service, *pieces)
        assert len(answers) == 1
        assert answers[0].status in {200, 400, 415} if "batch" in call else answers[0].status == 400


def test_requests_in_a_row_are_answered_in_their_order(service: Service) -> None:
    requests_ = b"".join(
        b"GET %s HTTP/1.1\r\nHost: x\r\n\r\n" % path for path in (b"/healthz", b"/nothing", b"/readyz", b"/healthz")
    )
    answers = ask_raw(service, requests_ + b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert [answer.status for answer in answers] == [200, 401, 200, 200, 200]
    assert [answer.closes for answer in answers] == [False] * 4 + [True]


def test_http_1_0_gets_an_answer_and_no_second_request(service: Service) -> None:
    answers = ask_raw(service, b"GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" + FOLLOWING)
    assert [(answer.status, answer.closes) for answer in answers] == [(200, True)]


def test_a_head_is_answered_without_a_body(service: Service) -> None:
    with socket.create_connection(("127.0.0.1", service.port), SECONDS) as raw:
        raw.sendall(b"HEAD /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        head, _, body = raw.makefile("rb").read().partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK")
    assert body == b""


def test_probes_are_answered_when_all_places_and_threads_are_taken(service: Service) -> None:
    held = []
    for _ in range(2):
        connection = service.connect()
        connection.putrequest("POST", "/v1/extract/batch")
        for name, value in (NDJSON | TOKEN | {"Transfer-Encoding": "chunked"}).items():
            connection.putheader(name, value)
        connection.endheaders()
        held.append(connection)
    end = time.monotonic() + SECONDS
    while service.ask("POST", "/v1/extract/batch", LINE, NDJSON | TOKEN)[0] != 503 and time.monotonic() < end:
        time.sleep(0.02)  # until both have begun
    assert service.ask("GET", "/healthz")[0] == service.ask("GET", "/readyz")[0] == 200
    assert service.ask("POST", "/v1/extract", b"<p>x", HTML | TOKEN)[0] == 422
    for connection in held:
        connection.close()
    while service.ask("POST", "/v1/extract/batch", LINE, NDJSON | TOKEN)[0] == 503:
        assert time.monotonic() < end, "a batch whose client has gone keeps its place"
        time.sleep(0.02)


BLANKS = {"gzip": gzip.compress(b"\n" * 50_000_000), "br": brotli.compress(b"\n" * 50_000_000, quality=5)}


@pytest.mark.parametrize("coding", BLANKS)
def test_a_batch_of_nothing_ends_soon(service: Service, coding: str) -> None:
    status, answer = service.ask("POST", "/v1/extract/batch", BLANKS[coding], NDJSON | TOKEN | {"Content-Encoding": coding})
    assert status == 200
    assert (answer["status"], answer["error"]["code"]) == (400, "malformed")
    assert "without a page" in answer["error"]["message"]


def test_a_call_that_takes_much_to_open_takes_none_of_it_of_the_process_that_talks_http(service: Service) -> None:
    (pid,) = service.processes()["http"]
    service.ask("POST", "/v1/extract", b"<p>x", HTML | TOKEN)
    before = resident(pid)
    bomb = gzip.compress(b'{"html": "<p>x", "a": [' + b"[]," * 5_000_000 + b"0]}")
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"} | TOKEN
    status, answer = service.ask("POST", "/v1/extract", bomb, headers)
    assert (status, answer["error"]["code"]) == (400, "unknown_option")
    assert resident(pid) - before < 30_000_000


def resident(pid: int) -> int:
    """The most memory that a process has ever had, in bytes."""
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))


def test_the_port_is_closed_at_once_when_a_stop_is_asked_for(sample: Any) -> None:
    service = start()
    page = sample.html.encode()
    connection = service.connect()
    connection.putrequest("POST", "/v1/extract")
    connection.putheader("Content-Type", HTML["Content-Type"])
    connection.putheader("Content-Length", str(len(page)))
    connection.endheaders(page[:100])
    kept = service.connect()
    kept.request("GET", "/healthz")
    assert kept.getresponse().read()
    service.process.send_signal(signal.SIGTERM)
    end = time.monotonic() + SECONDS
    while is_open(service.port):
        assert time.monotonic() < end
        time.sleep(0.01)
    assert service.process.poll() is None, "it was closed since the service ended"
    connection.send(page[100:])
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Connection"]) == (200, "close")
    assert json.loads(answer.read())["articleBody"].endswith(sample.last)
    connection.close()
    kept.close()
    assert service.process.wait(SECONDS) == 0


def is_open(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), SECONDS).close()
    except ConnectionError:
        return False
    return True
