"""POST /v1/extract/batch: lines in, lines out, each on its own."""

from __future__ import annotations

import gzip
import io
import json
import threading
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import pytest
from backports import zstd
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bodycopy.config import Config
from bodycopy.errors import DeadlineExceeded, RequestError, TooLarge
from bodycopy.isolation import Answer, Note
from bodycopy.web import create_app
from bodycopy.web.batch import HELD_BYTES, Batch
from bodycopy.web.lines import MOST_BLANK_BYTES, PageLines
from bodycopy.web.packing import choose_packer

NDJSON = {"Content-Type": "application/x-ndjson"}
URL = "/v1/extract/batch"
KIB = 1024


def lines_of(*calls: Any) -> bytes:
    return b"".join((call if isinstance(call, bytes) else json.dumps(call).encode()) + b"\n" for call in calls)


def post(client: FlaskClient, body: bytes, query: str = "", **headers: str) -> list[dict[str, Any]]:
    response = client.post(URL + query, data=body, headers=NDJSON | headers)
    assert response.status_code == 200, response.text
    assert response.headers["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in response.data.splitlines()]


def test_each_line_is_answered_as_a_call_of_its_own_would_be(client: FlaskClient, sample: Any) -> None:
    calls = [{"html": sample.html, "url": "https://gazette.example/cat"}, {"text": sample.text, "include": ["removed"]}]
    answers = post(client, lines_of(*calls))
    for call, answer in zip(calls, answers, strict=True):
        alone = client.post("/v1/extract", json=call).get_json()
        assert answer.pop("id") is None
        assert answer.pop("status") == 200
        for each in (alone, answer):
            each["engine"].pop("elapsedMs")
        assert answer == alone


@pytest.mark.parametrize("given", ["a", "", "ä\n\"'", 7, -1.5, 0, None, "x" * 1000])
def test_the_id_comes_back(client: FlaskClient, sample: Any, given: Any) -> None:
    (answer,) = post(client, lines_of({"id": given, "text": sample.text}))
    assert answer["id"] == given
    assert list(answer)[:2] == ["id", "status"]


@pytest.mark.parametrize("given", [[1], {"a": 1}, "x" * 1001])
def test_an_id_that_is_none_is_refused(client: FlaskClient, sample: Any, given: Any) -> None:
    (answer,) = post(client, lines_of({"id": given, "text": sample.text}))
    assert (answer["status"], answer["error"]["code"]) == (400, "malformed")


def test_one_bad_line_never_ends_the_batch(client: FlaskClient, sample: Any) -> None:
    good = {"id": "good", "html": sample.html}
    bad: list[tuple[Any, int, str]] = [
        (b"{", 400, "malformed"),
        (b"[]", 400, "malformed"),
        (b"\xff\xfe", 400, "malformed"),
        ({"id": 1}, 400, "malformed"),
        ({"id": 2, "html": "<p>", "colour": "red"}, 400, "unknown_option"),
        ({"id": 3, "html": "<p>", "keep": "captoin", "strict": True}, 400, "bad_option"),
        ({"id": 4, "html": "<p>", "format": "xml"}, 400, "bad_option"),
        ({"id": 5, "html": "<p>x"}, 422, "no_article"),
        ({"id": 6, "text": "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj"}, 415, "unsupported_media_type"),
        ({"id": 7, "html": "x" * 65 * KIB}, 413, "too_large"),
    ]
    answers = post(client, lines_of(*(part for line, _, _ in bad for part in (line, good))))
    assert [answer["status"] for answer in answers[1::2]] == [200] * len(bad)
    assert [answer["id"] for answer in answers[1::2]] == ["good"] * len(bad)
    for (line, status, code), answer in zip(bad, answers[::2], strict=True):
        assert (answer["status"], answer["error"]["code"]) == (status, code)
        assert answer["id"] == (line["id"] if isinstance(line, dict) and status != 413 else None)
    assert [answer["error"]["detail"]["line"] for answer in answers[:6:2]] == [1, 3, 5]


def test_options_of_the_query_are_for_all_lines_and_a_line_s_own_come_first(client: FlaskClient, sample: Any) -> None:
    calls = [{"text": sample.text}, {"text": sample.text, "format": "json"}, {"text": sample.text, "format": "html"}]
    plain, full, markup = post(client, lines_of(*calls), "?format=text")
    assert plain.keys() == {"id", "status", "text", "warnings"}
    assert plain["text"].startswith(sample.first)
    assert full["articleBody"] == plain["text"]
    assert markup["html"].startswith("<")


@pytest.mark.parametrize("ending", [b"", b"\n", b"\r\n", b"\n\n \n"])
def test_blank_lines_and_ends_do_not_count(client: FlaskClient, sample: Any, ending: bytes) -> None:
    line = json.dumps({"text": sample.text}).encode()
    assert len(post(client, b"\n\r\n" + line + b"\r\n" + line + ending)) == 2


def test_nothing_in_nothing_out(client: FlaskClient) -> None:
    assert post(client, b"") == []


CODINGS: dict[str, tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]] = {
    "gzip": (gzip.compress, gzip.decompress),
    "zstd": (zstd.compress, zstd.decompress),
    "deflate": (zlib.compress, zlib.decompress),
}


@pytest.mark.parametrize("coding", CODINGS)
def test_it_may_come_compressed(client: FlaskClient, sample: Any, coding: str) -> None:
    body = lines_of(*({"id": number, "text": sample.text} for number in range(5)))
    answers = post(client, CODINGS[coding][0](body), Content_Encoding=coding)
    assert [answer["id"] for answer in answers] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_it_goes_out_compressed_where_that_is_wanted(client: FlaskClient, sample: Any, coding: str) -> None:
    body = lines_of(*({"id": number, "text": sample.text} for number in range(5)))
    response = client.post(URL, data=body, headers=NDJSON | {"Accept-Encoding": f"{coding}, identity;q=0.1"})
    assert response.headers["Content-Encoding"] == coding
    assert response.headers["Vary"] == "Accept-Encoding"
    answers = CODINGS[coding][1](response.data).splitlines()
    assert [json.loads(answer)["id"] for answer in answers] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("header", ["", "identity", "gzip;q=0", "br", "nonsense;;"])
def test_and_as_it_is_where_it_is_not(client: FlaskClient, sample: Any, header: str) -> None:
    response = client.post(URL, data=lines_of({"text": sample.text}), headers=NDJSON | {"Accept-Encoding": header})
    assert "Content-Encoding" not in response.headers
    assert json.loads(response.data)["status"] == 200


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_what_has_been_packed_can_be_read_at_once(coding: str) -> None:
    from werkzeug.datastructures import Accept
    from werkzeug.http import parse_accept_header

    chosen, packer = choose_packer(parse_accept_header(coding, Accept))
    unpack = zlib.decompressobj(31).decompress if coding == "gzip" else zstd.ZstdDecompressor().decompress
    assert chosen == coding
    assert unpack(packer.pack(b"one\n")) == b"one\n"
    assert unpack(packer.pack(b"two\n") + packer.end()) == b"two\n"


def test_a_batch_that_breaks_off_ends_with_a_word_on_it(client: FlaskClient, sample: Any) -> None:
    body = gzip.compress(lines_of(*({"id": number, "text": sample.text + str(number)} for number in range(50))))
    *answers, last = post(client, body[:-9], Content_Encoding="gzip")
    assert {answer["status"] for answer in answers} == {200}
    assert (last["id"], last["status"], last["error"]["code"]) == (None, 400, "malformed")
    assert "breaks off" in last["error"]["message"]


def test_a_line_without_end_ends_the_batch(inline: Any) -> None:
    packed = gzip.compress(b'{"id": 1, "html": "' + b" " * 80_000_000)
    (answer,) = post(create_app(Config(max_body_bytes=KIB), inline()).test_client(), packed, Content_Encoding="gzip")
    assert (answer["status"], answer["error"]["code"]) == (413, "too_large")


def test_a_batch_of_bombs_is_answered_line_by_line(client: FlaskClient) -> None:
    body = gzip.compress((b'{"html": "' + b"x" * 300 * KIB + b'"}\n') * 50)
    answers = post(client, body, Content_Encoding="gzip")
    assert [answer["error"]["code"] for answer in answers] == ["too_large"] * 50


@pytest.mark.parametrize("media_type", ["application/json", "text/html", "", "text/csv"])
def test_what_is_no_batch_is_refused(client: FlaskClient, media_type: str) -> None:
    response = client.post(URL, data=b"{}", headers={"Content-Type": media_type})
    assert response.status_code == 415
    assert "application/x-ndjson" in response.get_json()["error"]["detail"]["allowed"]


@pytest.mark.parametrize(("query", "code"), [("?keep=x&strict=true", "bad_option"), ("?kepp=caption", "unknown_option")])
def test_an_option_that_is_wrong_for_all_lines_is_told_at_once(client: FlaskClient, query: str, code: str) -> None:
    response = client.post(URL + query, data=b"", headers=NDJSON)
    assert (response.status_code, response.get_json()["error"]["code"]) == (400, code)


def test_warnings_stand_on_the_line_that_they_are_about(client: FlaskClient, sample: Any) -> None:
    calls = [
        {"text": sample.text},
        {"text": sample.text, "url": "/a"},
        {"text": sample.text, "url": "/a", "format": "text"},
        {"html": "<p>x", "url": "/a", "keep": "caption"},
        {"html": "<p>x", "url": "/a", "strict": True},
    ]
    answers = post(client, lines_of(*calls), "?keep=x")
    told = [[warning["option"] for warning in answer.get("warnings", [])] for answer in answers]
    assert [answer["status"] for answer in answers] == [200, 200, 200, 422, 400]
    assert told == [["keep"], ["url", "keep"], ["url", "keep"], ["url"], []]


def test_warnings_of_a_page_that_took_too_long_are_told_as_well(inline: Any, sample: Any) -> None:
    def late(*_: Any) -> Answer:
        raise DeadlineExceeded("Too late.", deadline_seconds=5)

    (answer,) = post(create_app(Config(), inline(late)).test_client(), lines_of({"text": sample.text, "url": "/a"}))
    assert (answer["status"], [warning["option"] for warning in answer["warnings"]]) == (504, ["url"])


def test_a_batch_too_many_is_refused(inline: Any, sample: Any) -> None:
    client = create_app(Config(batches=0), inline()).test_client()
    response = client.post(URL, data=lines_of({"text": sample.text}), headers=NDJSON)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "1")


def test_a_place_is_free_again_after_each_batch(inline: Any, sample: Any) -> None:
    client = create_app(Config(batches=1), inline()).test_client()
    for _ in range(3):
        assert len(post(client, lines_of({"text": sample.text}))) == 1


def test_what_becomes_of_a_page_is_told_on_its_line(inline: Any, sample: Any) -> None:
    def late(*_: Any) -> Answer:
        raise DeadlineExceeded("Too late.", deadline_seconds=5)

    (answer,) = post(create_app(Config(), inline(late)).test_client(), lines_of({"id": 9, "text": sample.text}))
    assert (answer["id"], answer["status"], answer["error"]["code"]) == (9, 504, "deadline_exceeded")


def test_a_deadline_of_a_line_is_its_own(inline: Any, sample: Any) -> None:
    runner = inline()
    client = create_app(Config(), runner).test_client()
    post(client, lines_of({"text": sample.text, "deadline": 2}, {"text": sample.text}), "?deadline=3")
    assert runner.deadlines == [2.0, 3.0]


class Slow:
    """Takes pages and answers them when it is told to."""

    ready = True

    def __init__(self) -> None:
        self.taken: list[Future[Answer]] = []

    def submit_call(self, *_: Any, patient: bool, report: Any = None) -> Future[Answer]:
        assert patient
        if report:
            report(Note(len(self.taken) + 1))
        self.taken.append(Future())
        return self.taken[-1]

    def wait_for(self, count: int) -> None:
        for _ in range(3000):
            if len(self.taken) >= count:
                return
            threading.Event().wait(0.01)
        raise AssertionError(f"{len(self.taken)} taken, not {count}")


def batch_of(runner: Any, lines: Iterator[bytes], is_stopping: Callable[[], bool] = lambda: False) -> Batch:
    return Batch(enumerate(lines, 1), {}, runner, Config(workers=2), None, is_stopping)


def endless(read: list[int]) -> Iterator[bytes]:
    while True:
        read.append(1)
        yield b'{"html": "<p>x"}'


def test_no_more_is_read_than_the_workers_can_take() -> None:
    runner, read = Slow(), []
    batch = batch_of(runner, endless(read))
    answers = batch.answers()
    threading.Thread(target=lambda: next(answers, None), daemon=True).start()
    runner.wait_for(4)
    threading.Event().wait(0.3)
    assert len(runner.taken) == 4
    assert len(read) == 5
    batch.abandon()


def test_no_more_is_read_than_the_client_takes() -> None:
    class Generous(Slow):
        def submit_call(self, *_: Any, patient: bool, report: Any = None) -> Future[Answer]:
            future = super().submit_call(patient=patient)
            future.set_result(Answer(200, "application/json; charset=utf-8", b'{"a":"' + b"x" * (HELD_BYTES // 8) + b'"}'))
            return future

    runner, read = Generous(), []
    batch = batch_of(runner, endless(read))
    answers = batch.answers()
    next(answers)
    taken = len(runner.taken)
    threading.Event().wait(0.3)
    assert taken <= len(runner.taken) <= taken + 9
    for _ in range(20):
        next(answers)
    assert len(runner.taken) > 20
    batch.abandon()


def test_a_client_that_goes_away_stops_the_work() -> None:
    runner, read = Slow(), []
    batch = batch_of(runner, endless(read))
    answers = batch.answers()
    threading.Thread(target=lambda: next(answers, None), daemon=True).start()
    runner.wait_for(4)
    batch.abandon()
    so_far = len(read)
    assert all(future.cancelled() for future in runner.taken)
    threading.Event().wait(0.2)
    assert len(read) == so_far


def test_answers_are_in_the_order_of_the_lines_and_come_as_they_are_ready() -> None:
    runner = Slow()
    batch = batch_of(runner, iter([b'{"id": 1, "html": "<p>"}', b'{"id": 2, "html": "<p>"}', b'{"id": 3, "html": "<p>"}']))
    out: list[bytes] = []
    thread = threading.Thread(target=lambda: out.extend(batch.answers()), daemon=True)
    thread.start()
    runner.wait_for(3)
    done = Answer(200, "application/json; charset=utf-8", b'{"a":1}')
    runner.taken[1].set_result(done)
    threading.Event().wait(0.1)
    assert out == []
    runner.taken[0].set_result(done)
    runner.taken[2].set_result(done)
    thread.join(30)
    ids = [json.loads(line)["id"] for line in b"".join(out).splitlines()]
    assert ids == [1, 2, 3]


def test_a_stop_finishes_the_lines_inside_and_reads_no_more() -> None:
    runner, read, stopping = Slow(), [], []
    batch = batch_of(runner, endless(read), lambda: bool(stopping))
    out: list[bytes] = []
    thread = threading.Thread(target=lambda: out.extend(batch.answers()), daemon=True)
    thread.start()
    runner.wait_for(4)
    stopping.append(True)
    for future in runner.taken:
        future.set_result(Answer(200, "application/json; charset=utf-8", b'{"a":1}'))
    thread.join(30)
    assert not thread.is_alive()
    statuses = [json.loads(line)["status"] for line in b"".join(out).splitlines()]
    assert statuses == [200] * 4 + [503]


LIMIT = 20


@given(
    lines=st.lists(
        st.one_of(st.text(" \r\t", max_size=LIMIT + 5).map(str.encode), st.binary(max_size=LIMIT + 5)).map(
            lambda line: line.replace(b"\n", b"-")
        )
    ),
    cuts=st.lists(st.integers(1, 30), min_size=1),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_lines_are_the_same_however_they_arrive(lines: list[bytes], cuts: list[int]) -> None:
    stream = io.BytesIO(b"".join(line + b"\n" for line in lines))
    pieces = iter(lambda: stream.read(cuts[stream.tell() % len(cuts)]), b"")
    found = list(PageLines(LIMIT).read(pieces))
    expected = [(number, line.lstrip()) for number, line in enumerate(lines, 1) if line.strip()]
    assert [(number, line if isinstance(line, bytes) else None) for number, line in found] == [
        (number, line if len(line) <= LIMIT else None) for number, line in expected
    ]
    assert all(isinstance(line, bytes | TooLarge) for _, line in found)


@pytest.mark.parametrize("blank", [b"\n", b" \t\r\n", b" "])
def test_pages_that_are_too_far_apart_end_the_batch(blank: bytes) -> None:
    far, near = (blank * (MOST_BLANK_BYTES // len(blank) + change) + b"\nx\n" for change in (2, -2))
    lines = PageLines(2 * MOST_BLANK_BYTES)
    assert len(list(lines.read([b"x\n", near, near]))) == 3
    with pytest.raises(RequestError, match="without a page"):
        list(lines.read([far]))


@given(page=st.text(), name=st.sampled_from(["html", "text", "id", "url"]), extra=st.binary(max_size=50))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50)
def test_no_line_is_an_error_of_ours(client: FlaskClient, page: str, name: str, extra: bytes) -> None:
    answers = post(client, lines_of({name: page}, extra.replace(b"\n", b""), {"id": "last"}))
    assert all(answer["status"] in (200, 400, 413, 415, 422) for answer in answers)
    assert answers[-1]["id"] == "last"


def test_broken_reading_is_told_as_a_last_line(inline: Any) -> None:
    def broken() -> Iterator[bytes]:
        yield b'{"id": 1}'
        raise RequestError("It broke.")

    answers = [json.loads(line) for line in b"".join(batch_of(inline(), broken()).answers()).splitlines()]
    assert [(answer["id"], answer["error"]["detail"]["line"]) for answer in answers] == [(1, 1), (None, 2)]
