"""What belongs to every call: errors of Flask's own and of nobody's, health, request ids, log lines."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from bodycopy.config import Config
from bodycopy.errors import BodycopyError
from bodycopy.model import Block, Document, Kind, Label, Metadata, Options, Source
from bodycopy.web import create_app
from bodycopy.web.health import PAGE, TEXT, ColdService
from bodycopy.web.logs import JsonFormatter, choose_id, clean

HTML = {"Content-Type": "text/html"}
NEW_ID = re.compile(r"[0-9a-f]{32}")
TRIAL = (PAGE.encode(), TEXT.encode())
SECRET = "a sentence of the page"


def broken(source: Source, _options: Options) -> Document:
    """Extracts what the service tries itself on, and fails on everything else in a way that nobody foresaw."""
    if source.content not in TRIAL:
        raise ZeroDivisionError("division by zero")
    return Document(None, Metadata(), (Block(0, Kind.PARAGRAPH, "Text.", label=Label.BODY),))


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


def test_a_service_that_cannot_extract_its_own_page_does_not_start() -> None:
    with pytest.raises(ColdService, match="installation"):
        create_app(Config(), extractor=lambda _source, _options: Document(None, Metadata(), ()))


def test_what_nobody_foresaw_is_a_500_with_its_reason_in_the_log(records: list[dict[str, Any]]) -> None:
    client = create_app(Config(), extractor=broken).test_client()
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


def test_an_error_of_our_own_that_is_our_fault_is_logged_too(records: list[dict[str, Any]]) -> None:
    def failing(source: Source, options: Options) -> Document:
        if source.content not in TRIAL:
            raise BodycopyError("The scorer lost its model.")
        return broken(source, options)

    response = create_app(Config(), extractor=failing).test_client().post("/v1/extract", data="<p>", headers=HTML)
    assert response.status_code == 500
    assert response.get_json()["error"]["message"] == "The scorer lost its model."
    assert "BodycopyError" in records[0]["traceback"]


def test_a_line_for_each_request(client: FlaskClient, sample: Any, records: list[dict[str, Any]]) -> None:
    response = client.post("/v1/extract?url=https://gazette.example/secret", data=sample.html, headers=HTML)
    client.post("/v1/extract?keep=x", data=sample.html, headers=HTML)
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


def test_clean_text_is_printable_and_short() -> None:
    assert clean("Ünï") == "Ünï"
    assert clean("a\n\x1b\u202e\ud800b") == "a????b"
    assert clean("x" * 10, longest=4) == "xxxx..."


def test_a_message_of_a_library_cannot_forge_a_line() -> None:
    record = logging.LogRecord("gunicorn.error", logging.WARNING, "", 0, "bad: %s", ("x\n{\ud800}",), None)
    line = json.loads(JsonFormatter().format(record))
    assert (line["level"], line["message"]) == ("warning", "bad: x?{?}")
