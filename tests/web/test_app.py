"""What belongs to every call: errors of Flask's own and of nobody's, health, request ids, log lines."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from bodycopy.config import Config
from bodycopy.errors import BodycopyError, DeadlineExceeded, MemoryExceeded, Overloaded, PageFailed, WorkerDied
from bodycopy.isolation import Answer
from bodycopy.isolation.task import answer_page
from bodycopy.model import Options, Source
from bodycopy.web import create_app
from bodycopy.web.logs import JsonFormatter, choose_id, clean

HTML = {"Content-Type": "text/html"}
NEW_ID = re.compile(r"[0-9a-f]{32}")
SECRET = "a sentence of the page"


def broken(_source: Source, _options: Options) -> Answer:
    """Fails in a way that nobody foresaw."""
    raise ZeroDivisionError("division by zero")


def telling(_source: Source, options: Options) -> Answer:
    """Fails, and tells what it was asked."""
    raise ValueError(f"{options.url} {options}")


@pytest.fixture
def records(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The log lines written during a test."""
    lines: list[dict[str, Any]] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            line = JsonFormatter().format(record)
            assert "\n" not in line
            lines.append(json.loads(line))

    logger = logging.getLogger("bodycopy.web")
    monkeypatch.setattr(logger, "handlers", [Keeper()])
    monkeypatch.setattr(logger, "level", logging.INFO)
    monkeypatch.setattr(logger, "propagate", False)
    logger.manager._clear_cache()  # type: ignore[attr-defined]
    return lines


@pytest.mark.parametrize(
    ("method", "path", "status", "code", "allow"),
    [
        ("GET", "/", 404, "not_found", None),
        ("POST", "/v1/extract/", 404, "not_found", None),
        ("POST", "//v1/extract", 404, "not_found", None),
        ("GET", "/static/x", 404, "not_found", None),
        ("GET", "/%ff%00%0a", 404, "not_found", None),
        ("GET", "/v1/extract", 405, "method_not_allowed", {"OPTIONS", "POST"}),
        ("DELETE", "/healthz", 405, "method_not_allowed", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_errors_of_flask_have_the_envelope(
    client: FlaskClient, method: str, path: str, status: int, code: str, allow: set[str] | None
) -> None:
    response = client.open(path, method=method)
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    assert response.get_json()["error"]["code"] == code
    assert response.get_json()["error"]["message"].isprintable()
    assert response.headers.get("Allow") == allow or set(response.headers["Allow"].split(", ")) == allow


def test_options_are_told(client: FlaskClient) -> None:
    response = client.options("/v1/extract")
    assert response.status_code == 200
    assert set(response.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


@pytest.mark.parametrize(("path", "status"), [("/healthz", "ok"), ("/readyz", "ready")])
def test_health(client: FlaskClient, path: str, status: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert response.get_json()["status"] == status
    assert client.head(path).status_code == 200


def test_ready_says_which_engine_is(client: FlaskClient, sample: Any) -> None:
    engine = client.post("/v1/extract", data=sample.html, headers=HTML).get_json()["engine"]
    ready = client.get("/readyz").get_json()
    assert (ready["version"], ready["rules"]) == (engine["version"], engine["rules"])


def test_a_service_without_a_worker_is_not_ready(inline: Any) -> None:
    runner = inline()
    client = create_app(Config(), runner).test_client()
    assert client.get("/readyz").status_code == 200
    runner.ready = False
    response = client.get("/readyz")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "1")
    assert client.get("/healthz").status_code == 200


def test_what_nobody_foresaw_is_a_500_with_its_reason_in_the_log(records: list[dict[str, Any]], inline: Any) -> None:
    client = create_app(Config(), inline(broken)).test_client()
    response = client.post("/v1/extract", data=f"<p>{SECRET}", headers=HTML | {"X-Request-Id": "call-7"})
    assert response.status_code == 500
    assert response.get_json()["error"]["code"] == "internal"
    assert response.get_json()["error"]["detail"] == {"request_id": "call-7"}
    assert "division" not in response.text
    failure, line = records
    assert failure["level"] == line["level"] == "error"
    assert failure["request_id"] == line["request_id"] == "call-7"
    assert "ZeroDivisionError: division by zero" in failure["traceback"]
    assert "in broken" in failure["traceback"]
    assert (line["status"], line["code"]) == (500, "internal")
    assert SECRET not in json.dumps(records)


def test_what_nobody_foresaw_in_a_worker_is_told_alike(records: list[dict[str, Any]], inline: Any) -> None:
    def failing(_source: Source, _options: Options) -> Answer:
        raise PageFailed("It failed.", "Traceback ... ZeroDivisionError: division by zero")

    client = create_app(Config(), inline(failing)).test_client()
    response = client.post("/v1/extract", data="<p>", headers=HTML | {"X-Request-Id": "call-8"})
    assert response.status_code == 500
    assert response.get_json()["error"]["detail"] == {"request_id": "call-8"}
    assert "division" not in response.text
    failure, line = records
    assert failure["request_id"] == line["request_id"] == "call-8"
    assert "ZeroDivisionError: division by zero" in failure["traceback"]
    assert line["code"] == "internal"


def test_an_error_of_our_own_that_is_our_fault_is_logged_too(records: list[dict[str, Any]], inline: Any) -> None:
    def failing(_source: Source, _options: Options) -> Answer:
        raise BodycopyError("The scorer lost its model.")

    response = create_app(Config(), inline(failing)).test_client().post("/v1/extract", data="<p>", headers=HTML)
    assert response.status_code == 500
    assert response.get_json()["error"]["message"] == "The scorer lost its model."
    assert "BodycopyError" in records[0]["traceback"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (DeadlineExceeded("Too late.", deadline_seconds=5), 504),
        (MemoryExceeded("Too much."), 500),
        (WorkerDied("It died."), 500),
        (Overloaded("Too many.", retry_after=3), 503),
    ],
)
def test_what_became_of_a_page_is_told_with_its_own_code(
    records: list[dict[str, Any]], inline: Any, error: BodycopyError, status: int
) -> None:
    def ending(_source: Source, _options: Options) -> Answer:
        raise error

    response = create_app(Config(), inline(ending)).test_client().post("/v1/extract", data="<p>", headers=HTML)
    assert response.status_code == status
    assert response.get_json()["error"]["code"] == error.code
    assert response.headers.get("Retry-After") == (str(error.detail["retry_after"]) if status == 503 else None)
    assert [line["code"] for line in records] == [error.code]


def test_a_line_for_each_request(client: FlaskClient, sample: Any, records: list[dict[str, Any]]) -> None:
    response = client.post("/v1/extract?url=https://gazette.example/secret", data=sample.html, headers=HTML)
    client.post("/v1/extract?format=x", data=sample.html, headers=HTML)
    client.get("/healthz")
    assert [(line["method"], line["path"], line["status"], line["code"]) for line in records] == [
        ("POST", "/v1/extract", 200, None),
        ("POST", "/v1/extract", 400, "bad_option"),
        ("GET", "/healthz", 200, None),
    ]
    line = records[0]
    assert line.keys() == {
        "time", "level", "logger", "message", "request_id", "method", "path", "status", "bytes_in", "bytes", "ms", "code"
    }  # fmt: skip
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])
    assert line["bytes_in"] == len(sample.html.encode())
    assert line["bytes"] == len(response.data)
    assert line["ms"] > 0
    assert not re.search(r"gazette|keeper", json.dumps(records))


@pytest.mark.parametrize("offered", ["7", "Root=1-67891233-abcdef012345678912345678", "a" * 128, "3f2a:1/b+c=@x;y_z.9"])
def test_a_sane_request_id_is_kept(client: FlaskClient, offered: str) -> None:
    assert client.get("/healthz", headers={"X-Request-Id": offered}).headers["X-Request-Id"] == offered


@pytest.mark.parametrize("offered", ["", "a" * 129, "a b", 'x","level":"error', "x\ty", "<script>", "é", "%0a", "{}"])
def test_any_other_is_replaced(client: FlaskClient, offered: str) -> None:
    assert NEW_ID.fullmatch(client.get("/healthz", headers={"X-Request-Id": offered}).headers["X-Request-Id"])


def test_a_request_without_an_id_gets_one_of_its_own(client: FlaskClient) -> None:
    ids = [client.get(path).headers["X-Request-Id"] for path in ("/healthz", "/healthz", "/nowhere")]
    assert len(set(ids)) == 3
    assert all(NEW_ID.fullmatch(one) for one in ids)


def test_ids_with_line_breaks_never_reach_the_log() -> None:
    for offered in ("a\nb", "a\r\nSet-Cookie: b", "a\u2028b", "a\x00", "a\n"):
        assert NEW_ID.fullmatch(choose_id(offered))


def test_a_path_cannot_forge_a_line(client: FlaskClient, records: list[dict[str, Any]]) -> None:
    client.get('/a%0a{"level":"error"}%1b[31m%e2%80%a8' + "x" * 5000)
    assert records[0]["path"].startswith('/a?{"level":"error"}?[31m?xxx')
    assert len(records[0]["path"]) < 250


DANGEROUS = "//gazette.example/\r\nSet-Cookie: a=b\x1b[31m\x9b31m\u202e\u2028\x00ü"


@pytest.mark.parametrize("task", [answer_page, broken, telling])
@pytest.mark.parametrize("form", ["json", "text"])
def test_an_address_reaches_log_and_headers_escaped_or_not_at_all(
    records: list[dict[str, Any]], inline: Any, sample: Any, task: Any, form: str
) -> None:
    client = create_app(Config(), inline(task)).test_client()
    for url in (DANGEROUS, f"ftp:{DANGEROUS}"):
        query = {"url": url, "format": form}
        response = client.post("/v1/extract", data=sample.html, headers=HTML, query_string=query)
        assert all(value.isascii() and value.isprintable() for _, value in response.headers)
        assert "Set-Cookie" not in response.headers
    assert all(line["path"] == "/v1/extract" for line in records if "path" in line)
    written = json.dumps(records, ensure_ascii=False).replace("\\n", "")
    assert written.isprintable()
    assert "\r" not in "".join(line.get("traceback", "") for line in records)


def test_clean_text_is_printable_and_short() -> None:
    assert clean("Ünï") == "Ünï"
    assert clean("a\n\x1b\u202e\ud800b") == "a????b"
    assert clean("x" * 10, longest=4) == "xxxx..."


def test_a_message_of_a_library_cannot_forge_a_line() -> None:
    record = logging.LogRecord("gunicorn.error", logging.WARNING, "", 0, "bad: %s", ("x\n{\ud800}",), None)
    line = json.loads(JsonFormatter().format(record))
    assert (line["level"], line["message"]) == ("warning", "bad: x?{?}")


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        ("Bearer first", 200),
        ("bearer  second ", 200),
        ("", 401),
        ("Bearer ", 401),
        ("Bearer firs", 401),
        ("Bearer first,second", 401),
        ("Basic first", 401),
        ("first", 401),
        ("Bearer fïrst", 401),
    ],
)
def test_where_tokens_are_set_a_call_bears_one(inline: Any, sample: Any, authorization: str, status: int) -> None:
    client = create_app(Config(tokens="first,second"), inline()).test_client()
    response = client.post("/v1/extract", data=sample.html, headers=HTML | {"Authorization": authorization})
    assert response.status_code == status
    assert response.headers.get("WWW-Authenticate") == (None if status == 200 else "Bearer")
    assert status == 200 or response.get_json()["error"]["code"] == "unauthorized"


def test_health_and_nothing_else_is_told_without_a_token(inline: Any) -> None:
    client = create_app(Config(tokens="first"), inline()).test_client()
    assert [client.get(path).status_code for path in ("/healthz", "/readyz", "/nowhere")] == [200, 200, 401]
