"""Options as strings: what is taken, and what is refused by name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodycopy.errors import BadOption, RequestError, UnknownOption
from bodycopy.model import Format, Include, Label, Mode, Options
from bodycopy.options import OPTION_NAMES, read_options


def test_nothing_given_is_the_default() -> None:
    assert read_options({}) == Options()


def test_every_option_at_once() -> None:
    assert read_options(
        {
            "url": ["https://example.org/a?b=c"],
            "keep": ["caption,appeal", "tail"],
            "include": ["blocks", " removed , sources"],
            "format": ["markdown"],
            "reference_date": ["2026-11-24"],
            "mode": ["fast"],
        }
    ) == Options(
        url="https://example.org/a?b=c",
        keep=frozenset({Label.CAPTION, Label.APPEAL, Label.TAIL}),
        include=frozenset({Include.BLOCKS, Include.REMOVED, Include.SOURCES}),
        format=Format.MARKDOWN,
        reference_date=date(2026, 11, 24),
        mode=Mode.FAST,
    )


def test_an_empty_list_keeps_nothing() -> None:
    assert read_options({"keep": [""], "include": []}) == Options()


@pytest.mark.parametrize(
    "url", ["http://example.org", "https://пример.рф/а", "https://[2001:db8::1]:8080/", "HTTPS://user@example.org:1/x#y"]
)
def test_web_addresses_are_kept_as_they_are(url: str) -> None:
    assert read_options({"url": [url]}).url == url


@pytest.mark.parametrize(
    ("name", "values", "value"),
    [
        ("keep", ["caption,captoin"], "captoin"),
        ("keep", ["Caption"], "Caption"),
        ("include", ["everything"], "everything"),
        ("format", ["pdf"], "pdf"),
        ("format", [""], ""),
        ("format", ["json", "text"], "json, text"),
        ("reference_date", ["24.11.2026"], "24.11.2026"),
        ("mode", ["Fast"], "Fast"),
        ("mode", ["quick"], "quick"),
        ("reference_date", ["2026-02-30"], "2026-02-30"),
        ("reference_date", ["20261124"], "20261124"),
        ("reference_date", ["２０２６-11-24"], "２０２６-11-24"),
        ("url", [""], ""),
        ("url", ["/relative"], "/relative"),
        ("url", ["example.org/a"], "example.org/a"),
        ("url", ["file:///etc/passwd"], "file:///etc/passwd"),
        ("url", ["javascript:alert(1)"], "javascript:alert(1)"),
        ("url", ["http://"], "http://"),
        ("url", ["http://[::1"], "http://[::1"),
        ("url", ["http://example.org:port/"], "http://example.org:port/"),
        ("url", ["http://example.org/a b"], "http://example.org/a b"),
        ("url", ["http://example.org/a\nb"], "http://example.org/a\nb"),
    ],
)
def test_a_bad_value_is_named_with_its_option_and_what_is_allowed(name: str, values: list[str], value: str) -> None:
    with pytest.raises(BadOption) as caught:
        read_options({name: values})
    assert caught.value.detail["option"] == name
    assert caught.value.detail["value"] == value
    assert caught.value.detail["allowed"]
    assert repr(name) in caught.value.message
    assert repr(value) in caught.value.message


def test_allowed_values_are_listed() -> None:
    with pytest.raises(BadOption) as caught:
        read_options({"keep": ["captoin"]})
    assert caught.value.detail["allowed"] == [label.value for label in Label]
    assert "body, headline, header, caption" in caught.value.message


def test_an_unknown_option_is_named_with_the_options_there_are() -> None:
    with pytest.raises(UnknownOption) as caught:
        read_options({"formt": ["json"]})
    assert caught.value.detail == {"option": "formt", "value": "json", "allowed": list(OPTION_NAMES)}
    assert caught.value.status == 400


def test_a_value_as_long_as_a_page_is_not_repeated() -> None:
    with pytest.raises(BadOption) as caught:
        read_options({"url": ["x" * 100_000]})
    assert len(caught.value.message) < 500
    assert len(caught.value.detail["value"]) < 250


@given(st.dictionaries(st.one_of(st.sampled_from(OPTION_NAMES), st.text()), st.lists(st.text(), max_size=3)))
def test_any_strings_are_options_or_a_request_error(pairs: dict[str, list[str]]) -> None:
    try:
        assert isinstance(read_options(pairs), Options)
    except RequestError as error:
        assert error.status == 400
