"""POST /v1/extract with calls that are right: every way to send a page, every option, every format."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from typing import Any

import brotli
import pytest
from backports import zstd
from flask.testing import FlaskClient

from bodycopy.config import Config
from bodycopy.errors import DeadlineExceeded
from bodycopy.isolation import Answer
from bodycopy.web import create_app

HTML = {"Content-Type": "text/html"}


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def post(client: FlaskClient, body: str | bytes, headers: dict[str, str] = HTML, **query: Any) -> dict[str, Any]:
    response = client.post("/v1/extract", data=body, headers=headers, query_string=query)
    assert response.status_code == 200, response.text
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    answer: dict[str, Any] = response.get_json()
    return answer


def call(client: FlaskClient, **members: Any) -> dict[str, Any]:
    return post(client, json.dumps(members), {"Content-Type": "application/json"})


def without_time(answer: dict[str, Any]) -> dict[str, Any]:
    return answer | {"engine": answer["engine"] | {"elapsedMs": None}}


def test_a_raw_page_gives_its_article(client: FlaskClient, sample: Any) -> None:
    answer = post(client, sample.html, url="https://gazette.example/cat")
    assert answer["url"] == "https://gazette.example/cat"
    assert answer["headline"] == sample.headline
    assert answer["articleBody"].startswith(sample.first)
    assert answer["articleBody"].endswith(sample.last)
    assert sample.caption not in answer["articleBody"]
    assert answer["datePublished"].startswith("2026-03-04")
    assert answer["engine"]["elapsedMs"] > 0
    assert 0 <= answer["quality"]["score"] <= 1


def test_plain_text_gives_its_article(client: FlaskClient, sample: Any) -> None:
    answer = post(client, sample.text, {"Content-Type": "text/plain; charset=utf-8"})
    assert answer["articleBody"].startswith(sample.first)
    assert answer["articleBody"].endswith(sample.last)


def test_xhtml_is_html(client: FlaskClient, sample: Any) -> None:
    xhtml = post(client, sample.html, {"Content-Type": "application/xhtml+xml; charset=utf-8"})
    assert without_time(xhtml) == without_time(post(client, sample.html))


def test_json_gives_what_the_raw_page_gives(client: FlaskClient, sample: Any) -> None:
    raw = post(client, sample.html, url="https://gazette.example/cat", include="blocks,removed", keep="caption")
    as_lists = call(
        client,
        html=sample.html,
        url="https://gazette.example/cat",
        include=["removed", "blocks"],
        keep=["caption"],
        format=None,
    )
    as_strings = call(client, html=sample.html, url="https://gazette.example/cat", include="removed,blocks", keep="caption")
    assert without_time(raw) == without_time(as_lists) == without_time(as_strings)


def test_json_takes_text_too(client: FlaskClient, sample: Any) -> None:
    answer = call(client, text=sample.text, html=None)
    assert without_time(answer) == without_time(post(client, sample.text, {"Content-Type": "text/plain"}))


def test_json_may_start_with_a_byte_order_mark(client: FlaskClient, sample: Any) -> None:
    body = b"\xef\xbb\xbf" + json.dumps({"html": sample.html}).encode()
    assert post(client, body, {"Content-Type": "application/json; charset=UTF-8"})["headline"] == sample.headline


def test_options_of_a_json_call_may_stand_in_the_query(client: FlaskClient, sample: Any) -> None:
    answer = post(
        client,
        json.dumps({"html": sample.html, "include": ["blocks"]}),
        {"Content-Type": "application/json"},
        include="removed",
        url="https://gazette.example/",
    )
    assert answer["url"] == "https://gazette.example/"
    assert "blocks" in answer
    assert "removed" in answer


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", raw_deflate),
        ("br", brotli.compress),
        ("zstd", zstd.compress),
        ("identity", bytes),
        ("gzip, br", lambda page: brotli.compress(gzip.compress(page))),
        ("ZSTD,identity,gzip", lambda page: gzip.compress(zstd.compress(page))),
    ],
)
@pytest.mark.parametrize("media_type", ["text/html", "application/json"])
def test_compressed_bodies_give_the_same(
    client: FlaskClient, sample: Any, encoding: str, pack: Callable[[bytes], bytes], media_type: str
) -> None:
    page = json.dumps({"html": sample.html}) if media_type == "application/json" else sample.html
    packed = post(client, pack(page.encode()), {"Content-Type": media_type, "Content-Encoding": encoding})
    assert without_time(packed) == without_time(post(client, sample.html))


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", '"utf-8"', "windows-1252", "iso-8859-1", "utf-16-le"])
@pytest.mark.parametrize("media_type", ["text/html", "text/plain"])
def test_the_charset_of_the_content_type_is_honoured(client: FlaskClient, sample: Any, charset: str, media_type: str) -> None:
    page = sample.html.replace('<meta charset="utf-8">', "") if media_type == "text/html" else sample.text
    body = page.encode(charset.strip('"'))
    assert sample.first in post(client, body, {"Content-Type": f"{media_type}; charset={charset}"})["articleBody"]


@pytest.mark.parametrize("query", ["keep=caption,appeal&include=blocks", "keep=caption&keep=appeal&include=blocks&include="])
def test_lists_are_repeated_or_parted_by_commas(client: FlaskClient, sample: Any, query: str) -> None:
    response = client.post(f"/v1/extract?{query}", data=sample.html, headers=HTML)
    assert sample.caption in response.get_json()["articleBody"]
    assert "become a member" in response.get_json()["articleBody"]


def test_what_is_left_out_is_given_on_request_with_its_reason(client: FlaskClient, sample: Any) -> None:
    assert "removed" not in post(client, sample.html)
    removed = post(client, sample.html, include="removed")["removed"]
    caption = next(entry for entry in removed if sample.caption in entry["text"])
    assert caption["label"] == "caption"
    assert caption["rule"].startswith("caption.")
    assert caption["evidence"]
    assert caption["path"]


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("text", "text/plain"), ("markdown", "text/markdown"), ("html", "text/html"), ("json", "application/json")],
)
def test_the_answer_says_what_it_is(client: FlaskClient, sample: Any, form: str, media_type: str) -> None:
    response = client.post(f"/v1/extract?format={form}", data=sample.html, headers=HTML)
    assert response.headers["Content-Type"] == f"{media_type}; charset=utf-8"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert sample.first in response.get_data(as_text=True)
    assert ("Content-Security-Policy" in response.headers) is (form == "html")


def test_a_page_without_article_is_a_422_with_what_was_asked_for(client: FlaskClient) -> None:
    page = "<html><body><nav><a href='/a'>Home</a> <a href='/b'>News</a></nav></body></html>"
    response = client.post("/v1/extract?include=blocks,removed,sources&format=text", data=page, headers=HTML)
    answer = response.get_json()
    assert response.status_code == 422
    assert answer["error"]["code"] == "no_article"
    assert answer["blocks"]
    assert all(block["label"] != "body" for block in answer["blocks"])
    assert answer["removed"]
    assert {"quality", "engine"} < answer.keys()
    bare = client.post("/v1/extract", data=page, headers=HTML).get_json()
    assert bare.keys() == {"error", "warnings", "quality", "engine"}


def test_what_is_given_depends_on_the_call_alone(client: FlaskClient, sample: Any) -> None:
    first = without_time(post(client, sample.html, include="blocks,sources,html,markdown"))
    post(client, sample.text, {"Content-Type": "text/plain"})
    assert without_time(post(client, sample.html, include="blocks,sources,html,markdown")) == first


@pytest.mark.parametrize(("written", "seconds"), [("2.5", 2.5), ("5", 5.0), ("0.001", 0.001), ("1e-05", 1e-05)])
def test_a_call_may_ask_for_less_time(inline: Any, sample: Any, written: str, seconds: float) -> None:
    runner = inline()
    client = create_app(Config(deadline_seconds=5), runner).test_client()
    assert client.post(f"/v1/extract?deadline={written}", data=sample.html, headers=HTML).status_code == 200
    assert client.post("/v1/extract", json={"html": sample.html, "deadline": float(written)}).status_code == 200
    assert client.post("/v1/extract", json={"html": sample.html, "deadline": written}).status_code == 200
    assert client.post("/v1/extract", data=sample.html, headers=HTML).status_code == 200
    assert runner.deadlines == [seconds, seconds, seconds, None]


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("0", None), ("5.1", 5), ("1e3", 5), ("soon", None), ("", None), ("٣", None), ("1&deadline=2", None)],
)
def test_a_deadline_that_is_none_is_told(inline: Any, sample: Any, written: str, seconds: float | None) -> None:
    runner = inline()
    client = create_app(Config(deadline_seconds=5), runner).test_client()
    response = client.post(f"/v1/extract?deadline={written}", data=sample.html, headers=HTML)
    assert [warning["option"] for warning in response.get_json()["warnings"]] == ["deadline"]
    assert runner.deadlines == [seconds]
    response = client.post(f"/v1/extract?deadline={written}&strict=true", data=sample.html, headers=HTML)
    assert response.status_code == 400
    assert response.get_json()["error"]["detail"]["option"] == "deadline"


def test_an_answer_without_warnings_says_so(client: FlaskClient, sample: Any) -> None:
    assert post(client, sample.html, url=" HTTPS://gazette.example/a b", keep="Caption", mode="FAST")["warnings"] == []
    for form in ("json", "text"):
        response = client.post(f"/v1/extract?format={form}", data=sample.html, headers=HTML)
        assert "Bodycopy-Warnings" not in response.headers


@pytest.mark.parametrize("as_json", [False, True])
def test_a_useful_option_never_costs_the_page(client: FlaskClient, sample: Any, as_json: bool) -> None:
    options = {
        "url": "ftp://gazette.example/",
        "keep": "caption,captoin",
        "include": "blocks,x",
        "mode": "?",
        "deadline": "1e9",
    }
    answer = call(client, html=sample.html, **options) if as_json else post(client, sample.html, **options)
    assert answer["url"] is None
    assert sample.caption in answer["articleBody"]
    assert "blocks" in answer
    assert [(warning["code"], warning["option"], warning["value"]) for warning in answer["warnings"]] == [
        ("value_limited", "deadline", "1e9"),
        ("value_ignored", "url", "ftp://gazette.example/"),
        ("value_ignored", "keep", "captoin"),
        ("value_ignored", "include", "x"),
        ("value_ignored", "mode", "?"),
    ]
    assert all(warning.keys() == {"code", "option", "value", "message"} for warning in answer["warnings"])
    without = post(client, sample.html, keep="caption", include="blocks")
    assert without_time(answer | {"warnings": []}) == without_time(without)


def test_the_url_of_the_answer_is_the_one_that_links_are_resolved_against(client: FlaskClient, sample: Any) -> None:
    answer = post(client, sample.html, url="//gazette.example:443/a b/../c|d?ü", include="html", keep="appeal")
    assert answer["url"] == "https://gazette.example/c|d?%C3%BC"
    assert 'href="https://gazette.example/join"' in answer["articleBodyHtml"]
    assert [warning["code"] for warning in answer["warnings"]] == ["value_completed"]


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_an_answer_that_is_no_json_has_its_warnings_in_a_header(client: FlaskClient, sample: Any, form: str) -> None:
    query = {"format": form, "url": "gazette.example/\r\nSet-Cookie: a\x1b[31mü", "keep": "\r\nX: y,\x9b", "mode": "ü"}
    response = client.post("/v1/extract", data=sample.html, headers=HTML, query_string=query)
    assert response.status_code == 200
    assert response.headers["Bodycopy-Warnings"] == (
        "value_completed;option=url, value_ignored;option=keep, value_ignored;option=mode"
    )
    assert not [name for name, value in response.headers if "gazette" in value or name in ("Set-Cookie", "X")]
    assert all(value.isascii() and value.isprintable() for _, value in response.headers)


@pytest.mark.parametrize("form", ["json", "text"])
def test_an_error_about_the_page_has_warnings_too(client: FlaskClient, inline: Any, form: str) -> None:
    def late(*_: Any) -> Answer:
        raise DeadlineExceeded("Too late.", deadline_seconds=5)

    slow = create_app(Config(), inline(late)).test_client()
    for asked, page, status in ((client, "<p>x", 422), (client, "%PDF-1.7", 415), (slow, "<p>x", 504)):
        response = asked.post(f"/v1/extract?url=/a&format={form}", data=page, headers=HTML)
        assert response.status_code == status
        assert [warning["option"] for warning in response.get_json()["warnings"]] == ["url"]
        assert "Bodycopy-Warnings" not in response.headers
        assert asked.post("/v1/extract", data=page, headers=HTML).get_json()["warnings"] == []


@pytest.mark.parametrize("strict", ["true", " True ", True])
def test_strict_may_be_said_in_many_ways(client: FlaskClient, strict: Any) -> None:
    response = client.post("/v1/extract", json={"html": "<p>x", "url": "/a", "strict": strict})
    assert (response.status_code, response.get_json()["error"]["code"]) == (400, "bad_option")
    for lenient in (False, "FALSE", None):
        assert client.post("/v1/extract", json={"html": "<p>x", "url": "/a", "strict": lenient}).status_code == 422
