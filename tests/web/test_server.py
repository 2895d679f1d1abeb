"""The service as it runs: gunicorn in a process of its own on a free port, asked over sockets."""

from __future__ import annotations

import gzip
import json
import signal
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests.web.running import HTML, SECONDS, Service, start

from bodycopy.config import Config
from bodycopy.web.server import http_processes, server_settings


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    service = start()
    yield service
    if service.process.poll() is None:
        assert service.stop() == 0


def test_it_is_healthy_and_ready(service: Service) -> None:
    assert service.ask("GET", "/healthz") == (200, {"status": "ok"})
    assert service.ask("GET", "/readyz")[0] == 200


def test_it_takes_a_page(service: Service, sample: Any) -> None:
    status, answer = service.ask("POST", "/v1/extract", sample.html.encode(), HTML)
    assert status == 200
    assert answer["articleBody"].startswith(sample.first)


def test_it_takes_a_compressed_page_in_chunks_of_unsaid_length(service: Service, sample: Any) -> None:
    packed = gzip.compress(sample.html.encode())
    connection = service.connect()
    pieces = (packed[start : start + 100] for start in range(0, len(packed), 100))
    connection.request("POST", "/v1/extract", pieces, HTML | {"Content-Encoding": "gzip"}, encode_chunked=True)
    assert json.loads(connection.getresponse().read())["articleBody"].endswith(sample.last)
    connection.close()


def test_it_keeps_a_connection_for_the_next_call(service: Service, sample: Any) -> None:
    connection = service.connect()
    for page, status in ((sample.html, 200), ("<p>", 422), (sample.html, 200)):
        connection.request("POST", "/v1/extract", page.encode(), HTML)
        response = connection.getresponse()
        assert response.status == status
        response.read()
        assert not response.will_close
    connection.close()


def test_calls_at_the_same_time_do_not_mix(service: Service, sample: Any) -> None:
    calls = [(sample.html, HTML), (sample.text, {"Content-Type": "text/plain"}), (sample.html.replace("cat", "dog"), HTML)] * 8

    def ask(call: tuple[str, dict[str, str]]) -> str:
        return str(service.ask("POST", "/v1/extract", call[0].encode(), call[1])[1]["articleBody"])

    alone = [ask(call) for call in calls[:3]]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, calls)) == alone * 8
    assert len(set(alone)) > 1


def test_a_body_too_large_gets_its_answer(service: Service) -> None:
    status, answer = service.ask("POST", "/v1/extract", b"x" * (Config().max_body_bytes + 1), HTML)
    assert (status, answer["error"]["code"]) == (413, "too_large")


def test_broken_chunks_are_a_400(service: Service) -> None:
    with socket.create_connection(("127.0.0.1", service.port), SECONDS) as raw:
        raw.sendall(
            b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\nzz\r\n"
        )
        answer = raw.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b'"code":"malformed"' in answer


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GARBAGE", 400),
        (b"GET /healthz HTTP/9.9\r\nHost: x", 505),
        (b"GET /healthz HTTP/1.1\r\nHost : x", 400),
        (b"POST /v1/extract HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4", 400),
        (b"GET /healthz HTTP/1.1\r\nTransfer-Encoding: nonsense, chunked", 501),
        (b"GET /" + b"x" * 9000 + b" HTTP/1.1", 414),
        (b"GET /healthz HTTP/1.1\r\nX: " + b"x" * 9000, 431),
        (b"\x16\x03\x01\x02\x00\x01", 400),
    ],
)
def test_what_is_no_http_is_refused_in_the_same_form(service: Service, head: bytes, status: int) -> None:
    with socket.create_connection(("127.0.0.1", service.port), SECONDS) as raw:
        raw.sendall(head + b"\r\n\r\n")
        answer = raw.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 %d " % status)
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["error"]["code"] == "malformed"
    assert service.ask("GET", "/healthz")[0] == 200


@pytest.mark.parametrize(
    "head",
    [
        b"POST /v1/extract?url=https://x.example/%0d%0aSet-Cookie:%20forged=1 HTTP/1.1\r\nHost: x\r\n",
        b"POST /v1/extract?url=https://x.example/%E5%98%8D%E5%98%8ASet-Cookie:forged=1 HTTP/1.1\r\nHost: x\r\n",
        b"POST /v1/extract?url=https://x.example/&forged=%0d%0a%0d%0aforged HTTP/1.1\r\nHost: x\r\n",
        b"POST /%0d%0aSet-Cookie:%20forged=1 HTTP/1.1\r\nHost: x\r\n",
        b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nX-Request-Id: a%0d%0aSet-Cookie: forged=1\r\n",
        b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nX-Request-Id: a\rSet-Cookie: forged=1\r\n",
        b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\x0bSet-Cookie: forged=1\r\n",
    ],
)
def test_nobody_writes_headers_of_our_answers(service: Service, head: bytes) -> None:
    with socket.create_connection(("127.0.0.1", service.port), SECONDS) as raw:
        raw.sendall(head + b"Connection: close\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n<p>")
        answer = raw.makefile("rb").read()
    head_of_answer, _, body = answer.partition(b"\r\n\r\n")
    assert head_of_answer.startswith(b"HTTP/1.1 4")
    assert b"forged" not in head_of_answer
    assert json.loads(body)["error"]["code"] in {
        "bad_option",
        "unknown_option",
        "not_found",
        "no_article",
        "malformed",
        "unsupported_media_type",
    }


def test_a_stop_lets_a_request_in_flight_finish_and_ends_with_0(sample: Any) -> None:
    service = start()
    page = sample.html.encode()
    connection = service.connect()
    connection.putrequest("POST", "/v1/extract")
    connection.putheader("Content-Type", HTML["Content-Type"])
    connection.putheader("Content-Length", str(len(page)))
    connection.putheader("X-Request-Id", "in-flight")
    connection.endheaders(page[:100])
    service.ask("GET", "/healthz")
    service.process.send_signal(signal.SIGTERM)
    with pytest.raises(subprocess.TimeoutExpired):
        service.process.wait(1)
    connection.send(page[100:])
    response = connection.getresponse()
    assert response.status == 200
    assert json.loads(response.read())["articleBody"].endswith(sample.last)
    connection.close()
    assert service.process.wait(SECONDS) == 0
    service.reader.join(SECONDS)
    assert any(line.get("request_id") == "in-flight" and line["status"] == 200 for line in service.log)


def test_a_request_that_never_ends_does_not_hold_up_the_stop(sample: Any) -> None:
    service = start(BODYCOPY_STOP_SECONDS="1")
    connection = service.connect()
    connection.putrequest("POST", "/v1/extract")
    connection.putheader("Content-Type", HTML["Content-Type"])
    connection.putheader("Content-Length", "1000")
    connection.endheaders(b"<p>")
    service.ask("GET", "/healthz")
    assert service.stop() == 0
    connection.close()


def test_every_line_of_its_log_is_json_with_time_and_level(service: Service) -> None:
    service.ask("GET", "/nowhere", headers={"X-Request-Id": "last"})
    assert service.stop() == 0
    assert all(line["time"].endswith("Z") and line["level"] for line in service.log)
    assert [line["code"] for line in service.log if line.get("request_id") == "last"] == ["not_found"]


def test_settings_reach_gunicorn() -> None:
    settings = server_settings(Config(host="::1", port=9, workers=3, worker_timeout_seconds=11, stop_seconds=4))
    assert settings["bind"] == "[::1]:9"
    assert (settings["workers"], settings["timeout"], settings["graceful_timeout"]) == (1, 11, 4)
    assert server_settings(Config())["bind"] == "127.0.0.1:8000"


def test_many_workers_have_more_than_one_process_to_talk_for_them() -> None:
    assert [http_processes(Config(workers=workers)) for workers in (1, 8, 9, 16, 17)] == [1, 1, 2, 2, 3]
