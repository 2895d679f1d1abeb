"""The OpenAPI document: sound, complete, and true to what is really answered."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from flask.testing import FlaskClient

from bodycopy import engine, errors, quality
from bodycopy.calls.opening import PAGE_FIELDS
from bodycopy.config import Config
from bodycopy.model import Format, Include
from bodycopy.options import CALL_OPTIONS
from bodycopy.score.page_type import PAGE_TYPES
from bodycopy.web import create_app
from bodycopy.web.openapi import answers, describe_service

HTML = {"Content-Type": "text/html"}
NO_ARTICLE = "<p>Please support our journalism with a donation.</p>"
EVERYTHING = ",".join(Include)
METHODS = {"GET", "POST"}
NEVER_ANSWERED = {"bad_config"}


@pytest.fixture(scope="module")
def document(client: FlaskClient) -> dict[str, Any]:
    return client.get("/openapi.json").get_json()


def closed(schema: Any) -> Any:
    """The schema with nothing allowed that it does not name, so that an answer is known to be described as a whole."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    whole = {name: closed(each) for name, each in schema.items()}
    return {"additionalProperties": False, **whole} if "properties" in schema and "object" in schema.get("type", ()) else whole


def check(document: dict[str, Any], schema: dict[str, Any], value: Any) -> None:
    resolvable = {**schema, "components": closed(document["components"])}
    jsonschema_rs.Draft202012Validator(resolvable).validate(value)


def answer_schema(document: dict[str, Any], path: str, status: int, media_type: str = "application/json") -> dict[str, Any]:
    operation = next(iter(document["paths"][path].values()))
    return operation["responses"][str(status)]["content"][media_type]["schema"]


def test_the_document_is_sound(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert document["info"]["version"] == engine.VERSION
    schemathesis.openapi.from_dict(document).validate()
    for schema in document["components"]["schemas"].values():
        jsonschema_rs.meta.validate(schema)


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    told = set(re.findall(r"`(Batch\w+)`", json.dumps(document)))
    assert named | told == document["components"]["schemas"].keys()


def test_every_address_is_described(client: FlaskClient, document: dict[str, Any]) -> None:
    there = {
        (rule.rule, method)
        for rule in client.application.url_map.iter_rules()
        for method in (rule.methods or set()) & METHODS
        if not rule.arguments
    }
    assert {(path, method.upper()) for path, item in document["paths"].items() for method in item} == there


def test_every_option_is_described(document: dict[str, Any]) -> None:
    for path in ("/v1/extract", "/v1/extract/batch"):
        parameters = document["paths"][path]["post"]["parameters"]
        assert tuple(each["name"] for each in parameters if each["in"] == "query") == CALL_OPTIONS
    assert document["components"]["schemas"]["Call"]["properties"].keys() == {*PAGE_FIELDS, *CALL_OPTIONS}


def test_every_error_is_described_with_its_status(document: dict[str, Any]) -> None:
    family = {
        (kind.status, kind.code)
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.BodycopyError) and kind.code not in NEVER_ANSWERED
    }
    guarded = describe_service(Config(tokens="secret"))
    assert set(described_errors(guarded)) == family
    assert set(described_errors(document)) == family - {(401, "unauthorized")}
    assert "secret" not in json.dumps(guarded)


def described_errors(document: dict[str, Any]) -> Iterator[tuple[int, str]]:
    for item in document["paths"].values():
        for operation in item.values():
            for status, response in operation["responses"].items():
                yield from (
                    (int(status), code) for code in re.findall(r"^- `(\w+)`: \w", response["description"], re.MULTILINE)
                )


def test_words_that_are_written_twice_are_the_same() -> None:
    assert answers.PAGE_TYPES == PAGE_TYPES
    given = re.findall(r'^ +"(\w+)":', Path(quality.__file__).read_text(encoding="utf-8"), re.MULTILINE)
    assert set(answers.REASONS) == {*given, "no_article"}


@pytest.mark.parametrize("include", ["", EVERYTHING])
def test_an_article_is_as_described(client: FlaskClient, document: dict[str, Any], sample: Any, include: str) -> None:
    for page, headers in ((sample.html, HTML), (sample.text, {"Content-Type": "text/plain"})):
        answer = client.post(f"/v1/extract?include={include}", data=page, headers=headers).get_json()
        check(document, answer_schema(document, "/v1/extract", 200), answer)
        assert (answer.keys() >= answers.INCLUDED.keys()) == bool(include)


def test_what_is_not_as_described_is_found(client: FlaskClient, document: dict[str, Any], sample: Any) -> None:
    answer = client.post("/v1/extract?include=blocks", data=sample.html, headers=HTML).get_json()
    for wrong in (
        {**answer, "more": 1},
        {**answer, "authors": None},
        {**answer, "blocks": [{**answer["blocks"][0], "kind": "x"}]},
    ):
        with pytest.raises(jsonschema_rs.ValidationError):
            check(document, answer_schema(document, "/v1/extract", 200), wrong)


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.JSON])
def test_an_article_alone_is_as_described(client: FlaskClient, document: dict[str, Any], sample: Any, form: Format) -> None:
    response = client.post(f"/v1/extract?format={form}", data=sample.html, headers=HTML)
    assert answer_schema(document, "/v1/extract", 200, response.mimetype)["type"] == "string"


@pytest.mark.parametrize(
    ("query", "page", "headers", "status"),
    [
        (f"?include={EVERYTHING}", NO_ARTICLE, HTML, 422),
        ("", NO_ARTICLE, HTML, 422),
        ("?keep=x", NO_ARTICLE, HTML, 422),
        ("?keep=x&strict=true", "<p>", HTML, 400),
        ("?url=x", "%PDF-1.7", HTML, 415),
        ("?kepp=x", "<p>", HTML, 400),
        ("", "", HTML, 400),
        ("", "<p>" + "x" * 200_000, HTML, 413),
        ("", "%PDF-1.7", {"Content-Type": "application/pdf"}, 415),
    ],
)
def test_an_error_is_as_described(
    client: FlaskClient, document: dict[str, Any], query: str, page: str, headers: dict[str, str], status: int
) -> None:
    response = client.post(f"/v1/extract{query}", data=page, headers=headers)
    assert response.status_code == status
    described = answer_schema(document, "/v1/extract", status)
    check(document, described, response.get_json())
    with pytest.raises(jsonschema_rs.ValidationError):
        check(document, described, {"error": {"code": "something_else", "message": "", "detail": {}}})


def test_lines_of_a_batch_are_as_described(client: FlaskClient, document: dict[str, Any], sample: Any) -> None:
    calls: list[dict[str, Any]] = [
        {"id": "a", "html": sample.html, "include": list(Include)},
        *({"id": number, "text": sample.text, "format": form} for number, form in enumerate(Format)),
        {"html": NO_ARTICLE, "include": "blocks,removed"},
        {"html": NO_ARTICLE, "keep": None, "deadline": 0.5, "url": "https://gazette.example/"},
        {"html": sample.html, "keep": "x", "url": "/", "deadline": 99, "mode": "x", "strict": False},
        {"html": sample.html, "url": "/", "format": "text", "strict": " False"},
        {"html": NO_ARTICLE, "url": "/"},
    ]
    wrong = [
        {"html": NO_ARTICLE, "htlm": 1},
        {"html": NO_ARTICLE, "text": "x"},
        {"id": "b"},
        {"html": 1},
        {"html": "<p>", "id": []},
        {"html": "<p>", "strict": "no"},
    ]
    lines = "\n".join(map(json.dumps, calls + wrong))
    answered = client.post("/v1/extract/batch", data=lines, headers={"Content-Type": "application/x-ndjson"}).text.splitlines()
    assert len(answered) == len(calls) + len(wrong)
    for line in answered:
        check(document, {"$ref": "#/components/schemas/BatchAnswer"}, json.loads(line))
    for call in calls:
        check(document, {"$ref": "#/components/schemas/BatchCall"}, call)
    for call in wrong:
        with pytest.raises(jsonschema_rs.ValidationError):
            check(document, {"$ref": "#/components/schemas/BatchCall"}, call)


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_are_as_described(client: FlaskClient, document: dict[str, Any], path: str) -> None:
    check(document, answer_schema(document, path, 200), client.get(path).get_json())
    assert document["paths"][path]["get"]["security"] == []


def test_headers_are_as_described(inline: Any, document: dict[str, Any]) -> None:
    runner = inline()
    runner.ready = False
    response = create_app(Config(), runner).test_client().get("/readyz")
    described = document["paths"]["/readyz"]["get"]["responses"]["503"]["headers"]
    assert described.keys() == {"X-Request-Id", "Retry-After"} <= set(response.headers.keys())


def test_the_page_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    response = client.get("/docs")
    assert response.mimetype == "text/html"
    addresses = re.findall(r'(?:src|href)="([^"]+)"', response.text)
    assert len(addresses) == 5
    for address in addresses:
        assert client.get(f"/{address}").status_code == 200
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "//" not in response.headers["Content-Security-Policy"]
    assert 'url: "openapi.json"' in client.get("/docs/start.js").text


def test_a_browser_that_has_a_file_is_told_so(client: FlaskClient) -> None:
    first = client.get("/docs/swagger-ui.css")
    again = client.get("/docs/swagger-ui.css", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")


@pytest.mark.parametrize("name", ["index.html", "..%2fpackage.json", "swagger-ui.js.map", "%00"])
def test_no_other_file_is_handed_out(client: FlaskClient, name: str) -> None:
    assert client.get(f"/docs/{name}").status_code == 404


def test_the_document_is_guarded_like_the_rest(inline: Any) -> None:
    client = create_app(Config(tokens="first"), inline()).test_client()
    for path in ("/docs", "/docs/start.js", "/openapi.json"):
        assert client.get(path).status_code == 401
        assert client.get(path, headers={"Authorization": "Bearer first"}).status_code == 200
