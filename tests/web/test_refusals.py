"""POST /v1/extract with calls that are wrong: each is refused with a word on what is wrong, none ends as a 500."""

from __future__ import annotations

import gzip
import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HTML = {"Content-Type": "text/html"}
JSON = {"Content-Type": "application/json"}
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"


def refusal(
    client: FlaskClient, status: int, body: str | bytes = "<p>x", headers: dict[str, str] = HTML, query: str = ""
) -> dict[str, Any]:
    response = client.post(f"/v1/extract{query}", data=body, headers=headers)
    assert response.status_code == status, response.text
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    answer: dict[str, Any] = response.get_json()
    assert answer.keys() - {"warnings"} == {"error"}
    assert answer["error"].keys() == {"code", "message", "detail"}
    error: dict[str, Any] = answer["error"]
    return error


def call_refused(client: FlaskClient, **members: Any) -> dict[str, Any]:
    return refusal(client, 400, json.dumps(members), JSON)


@pytest.mark.parametrize("headers", [HTML, JSON, {"Content-Type": "text/plain"}, HTML | {"Content-Encoding": "gzip"}])
def test_no_body(client: FlaskClient, headers: dict[str, str]) -> None:
    error = refusal(client, 400, b"", headers)
    assert error["code"] == "malformed"
    assert "no body" in error["message"]


def test_a_body_that_unpacks_to_nothing(client: FlaskClient) -> None:
    error = refusal(client, 400, gzip.compress(b""), HTML | {"Content-Encoding": "gzip"})
    assert "empty after decompression" in error["message"]


@pytest.mark.parametrize("body", [PDF, PNG, b"PK\x03\x04" + bytes(range(256)) * 4], ids=["pdf", "png", "zip"])
@pytest.mark.parametrize("media_type", ["text/html", "text/plain"])
def test_what_is_no_text_at_all(client: FlaskClient, body: bytes, media_type: str) -> None:
    assert refusal(client, 415, body, {"Content-Type": media_type})["code"] == "unsupported_media_type"


def test_a_pdf_is_called_one(client: FlaskClient) -> None:
    assert "PDF" in refusal(client, 415, PDF)["message"]
    assert "PDF" in refusal(client, 415, PDF, {"Content-Type": "application/pdf"})["message"]


@pytest.mark.parametrize(
    ("media_type", "word"),
    [
        ("application/x-www-form-urlencoded", "curl"),
        ("multipart/form-data; boundary=x", "form"),
        ("application/octet-stream", "anything"),
        ("image/png", "image"),
        ("application/gzip", "Content-Encoding"),
        ("text/csv", "text/csv"),
        ("", "nothing is said"),
        ("text/html\x01", "text/html"),
    ],
)
def test_a_media_type_that_is_not_read(client: FlaskClient, media_type: str, word: str) -> None:
    error = refusal(client, 415, b"abc", {"Content-Type": media_type})
    assert word in error["message"]
    assert error["detail"]["allowed"] == ["text/html", "application/xhtml+xml", "text/plain", "application/json"]


def test_no_content_type(client: FlaskClient) -> None:
    assert "nothing is said" in refusal(client, 415, b"<p>x", {})["message"]


def test_a_coding_that_is_not_known(client: FlaskClient) -> None:
    response = client.post("/v1/extract", data=b"x", headers=HTML | {"Content-Encoding": "compress"})
    assert response.status_code == 415
    assert response.headers["Accept-Encoding"] == "gzip, deflate, br, zstd"
    assert "'compress'" in response.get_json()["error"]["message"]


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_coding_that_is_not_the_body_s(client: FlaskClient, sample: Any, coding: str) -> None:
    error = refusal(client, 400, sample.html, HTML | {"Content-Encoding": coding})
    assert coding in error["message"]


def test_gzip_that_breaks_off(client: FlaskClient, sample: Any) -> None:
    error = refusal(client, 400, gzip.compress(sample.html.encode())[:-9], HTML | {"Content-Encoding": "gzip"})
    assert "breaks off" in error["message"]


def test_a_gzip_bomb(client: FlaskClient, small_config: Any) -> None:
    error = refusal(client, 413, gzip.compress(bytes(50_000_000)), HTML | {"Content-Encoding": "gzip"})
    assert error["code"] == "too_large"
    assert error["detail"]["limit"] == small_config.max_page_bytes


def test_a_body_that_is_too_large(client: FlaskClient, small_config: Any) -> None:
    body = b"<p>" + b"x" * small_config.max_body_bytes
    assert refusal(client, 413, body)["detail"]["limit"] == small_config.max_body_bytes


def test_a_body_of_unsaid_length_that_is_too_large(client: FlaskClient, small_config: Any) -> None:
    class Endless(io.RawIOBase):
        """Gives for ever, and counts."""

        given = 0

        def readinto(self, buffer: Any) -> int:
            self.given += len(buffer)
            return len(buffer)

    stream = Endless()
    environ = {"wsgi.input": stream, "wsgi.input_terminated": True}
    response = client.post("/v1/extract", headers=HTML, environ_overrides=environ)
    assert response.status_code == 413
    assert small_config.max_body_bytes < stream.given < 2 * small_config.max_body_bytes + 1000


def test_a_body_that_the_client_does_not_finish(client: FlaskClient) -> None:
    response = client.post(
        "/v1/extract", headers=HTML, environ_overrides={"wsgi.input": io.BytesIO(b"<p>"), "CONTENT_LENGTH": "9"}
    )
    assert response.status_code == 400
    assert response.get_json()["error"]["code"] == "malformed"


@pytest.mark.parametrize("media_type", ["text/html", "text/plain"])
def test_a_charset_that_does_not_exist(client: FlaskClient, sample: Any, media_type: str) -> None:
    for charset in ("klingon", "utf-9", "base64", "x" * 500, "a\x00b"):
        error = refusal(client, 400, sample.html, {"Content-Type": f'{media_type}; charset="{charset}"'})
        assert charset[:20].split("\x00")[0] in error["message"]


@pytest.mark.parametrize("media_type", ["text/html", "text/plain"])
@pytest.mark.parametrize("charset", ["", "; charset=utf-8", "; charset=utf-16", "; charset=shift_jis", "; charset=ascii"])
def test_invalid_utf8_and_wrong_charsets_are_read_as_well_as_they_can_be(
    client: FlaskClient, sample: Any, media_type: str, charset: str
) -> None:
    page = sample.html if media_type == "text/html" else sample.text
    body = page.encode().replace(b"harbour", b"har\xff\xfebour")
    response = client.post("/v1/extract", data=body, headers={"Content-Type": media_type + charset})
    assert response.status_code in (200, 422)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b'{"html": "<p>x"', "not JSON"),
        (b'{"html": "caf\xe9"}', "UTF-8"),
        (b'{"html": "\\ud800"}', "not JSON"),
        (b"<p>x", "not JSON"),
        (b"[" * 5000, "not an object"),
        (b'{"html": ' + b"[" * 5000, "not JSON"),
        (b'["html"]', "not an object"),
        (b'"html"', "not an object"),
        (b"null", "not an object"),
        (b"{}", "neither"),
        (b'{"url": "https://example.com/"}', "neither"),
        (b'{"html": null, "text": null}', "neither"),
        (b'{"html": "<p>x", "text": "x"}', "both"),
        (b'{"html": ["<p>x"]}', "no string"),
        (b'{"html": 1}', "no string"),
        (b'{"text": ""}', "empty"),
    ],
)
def test_json_that_is_no_call(client: FlaskClient, body: bytes, word: str) -> None:
    error = refusal(client, 400, body, JSON)
    assert error["code"] == "malformed"
    assert word in error["message"]


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("keep", 1),
        ("keep", [1]),
        ("include", {"blocks": True}),
        ("format", ["json"]),
        ("url", False),
        ("reference_date", 20261124),
        ("deadline", True),
        ("deadline", [1]),
        ("strict", 1),
    ],
)
def test_json_with_a_value_of_the_wrong_type(client: FlaskClient, option: str, value: Any) -> None:
    error = call_refused(client, html="<p>x", **{option: value})
    assert error["code"] == "bad_option"
    assert error["detail"]["option"] == option
    assert error["detail"]["value"] == json.dumps(value, separators=(",", ":"))
    assert "string" in error["detail"]["allowed"]


def test_json_with_an_unknown_member(client: FlaskClient) -> None:
    error = call_refused(client, html="<p>x", charset="utf-8")
    assert error["code"] == "unknown_option"
    assert error["detail"]["option"] == "charset"
    assert error["detail"]["allowed"][:3] == ["html", "text", "url"]


def test_json_and_query_that_say_it_twice(client: FlaskClient) -> None:
    error = refusal(client, 400, b'{"html": "<p>x", "format": "text"}', JSON, "?format=json")
    assert "more than once" in error["message"]


@pytest.mark.parametrize(
    ("query", "code", "option", "value", "allowed"),
    [
        ("?strict=true&keep=captoin", "bad_option", "keep", "captoin", "caption"),
        ("?strict=true&keep=body,,%00", "bad_option", "keep", "\x00", "caption"),
        ("?strict=true&include=report", "bad_option", "include", "report", "removed"),
        ("?strict=true&reference_date=yesterday", "bad_option", "reference_date", "yesterday", "YYYY-MM-DD"),
        ("?strict=true&url=gazette.example", "bad_option", "url", "gazette.example", "https://"),
        ("?strict=true&mode=quick", "bad_option", "mode", "quick", "full"),
        ("?strict", "bad_option", "strict", "", "true"),
        ("?format=xml", "bad_option", "format", "xml", "markdown"),
        ("?kepp=caption", "unknown_option", "kepp", "caption", "keep"),
        ("?=", "unknown_option", "", "", "keep"),
        ("?html=x", "unknown_option", "html", "x", "keep"),
    ],
)
def test_options_of_the_query(client: FlaskClient, query: str, code: str, option: str, value: str, allowed: str) -> None:
    error = refusal(client, 400, "<p>x", HTML, query)
    assert (error["code"], error["detail"]["option"], error["detail"]["value"]) == (code, option, value)
    assert repr(option) in error["message"]
    assert allowed in error["detail"]["allowed"] or allowed in error["message"]


CODINGS = st.sampled_from(["", "gzip", "deflate", "br", "zstd", "identity", "gzip, br", "x-gzip", "nonsense", ",", "gzip;q=1"])
TYPES = st.sampled_from(["text/html", "text/plain", "application/json", "application/xhtml+xml", "text/html; charset=utf-16"])
MARKUP = st.lists(
    st.one_of(
        st.sampled_from("<p> <div> </div> <!-- --> <![CDATA[ <script> <table> <td> &#0; &#xD800; \x00 \x0c <?xml".split(" ")),
        st.text(),
    )
).map("".join)
NO_DEADLINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@NO_DEADLINE
@given(body=st.one_of(st.binary(), MARKUP.map(str.encode)), media_type=TYPES, coding=CODINGS)
def test_no_bytes_are_an_error_of_ours(client: FlaskClient, body: bytes, media_type: str, coding: str) -> None:
    response = client.post("/v1/extract", data=body, headers={"Content-Type": media_type, "Content-Encoding": coding})
    assert response.status_code < 500
    assert response.get_json() is not None


@NO_DEADLINE
@given(
    page=MARKUP,
    name=st.sampled_from(["html", "text"]),
    include=st.sets(st.sampled_from(["html", "markdown", "blocks", "removed"])),
)
def test_no_string_in_json_is_an_error_of_ours(client: FlaskClient, page: str, name: str, include: set[str]) -> None:
    body = json.dumps({name: page, "include": sorted(include)}).encode()
    assert client.post("/v1/extract", data=body, headers=JSON).status_code in (200, 400, 415, 422)


@NO_DEADLINE
@given(content_type=st.text(st.characters(max_codepoint=255, blacklist_characters="\r\n")), query=st.text())
def test_no_header_and_no_query_is_an_error_of_ours(client: FlaskClient, content_type: str, query: str) -> None:
    response = client.post("/v1/extract", data=b"<p>x", headers={"Content-Type": content_type}, query_string=query)
    assert response.status_code < 500
