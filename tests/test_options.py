"""Options as strings: what is taken, what is left out with a warning, and what is refused by name."""

from __future__ import annotations

import pickle
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodycopy.errors import BadOption, RequestError, UnknownOption
from bodycopy.model import Format, Include, Label, Mode, Options, WarningCode
from bodycopy.options import (
    CALL_OPTIONS,
    OPTION_NAMES,
    read_options,
    read_timed_options,
    warning_header,
)

MOST_SECONDS = 5


def warned(options: Options) -> list[tuple[str, str, str]]:
    return [(warning.code.value, warning.option, warning.value) for warning in options.warnings]


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
            "strict": ["true"],
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
    assert read_options({"keep": ["", " , "], "include": []}) == Options()


def test_case_and_blanks_around_do_not_count() -> None:
    assert read_options(
        {
            "url": [" HTTPS://Example.org/A\n"],
            "keep": [" Caption ,APPEAL\t"],
            "include": ["Blocks"],
            "format": [" JSON "],
            "reference_date": [" 2026-11-24 "],
            "mode": ["Full "],
            "strict": [" False"],
        }
    ) == Options(
        url="https://example.org/A",
        keep=frozenset({Label.CAPTION, Label.APPEAL}),
        include=frozenset({Include.BLOCKS}),
        reference_date=date(2026, 11, 24),
        mode=Mode.FULL,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("url", "https://example.org/"),
        ("format", "text"),
        ("reference_date", "2026-11-24"),
        ("mode", "fast"),
        ("strict", "true"),
    ],
)
def test_the_same_value_twice_is_that_value(name: str, value: str) -> None:
    assert read_options({name: [value, f" {value}"]}) == read_options({name: [value]})


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("http://example.org", "http://example.org/"),
        ("https://example.org/a b|[c]", "https://example.org/a%20b|[c]"),
        ("https://пример.рф/а", "https://xn--e1afmkfd.xn--p1ai/%D0%B0"),
        ("HTTPS://user@example.org:1/x#y", "https://user@example.org:1/x#y"),
    ],
)
def test_an_address_is_taken_in_its_normal_form_without_a_word(url: str, href: str) -> None:
    assert read_options({"url": [url]}) == Options(url=href)


def test_an_address_without_scheme_is_https_and_that_is_told() -> None:
    options = read_options({"url": ["example.org/a b"]})
    assert options.url == "https://example.org/a%20b"
    assert warned(options) == [("value_completed", "url", "example.org/a b")]
    assert "https is assumed" in options.warnings[0].message


LEFT_OUT = [
    ("keep", ["captoin"], "captoin", "caption"),
    ("keep", ["captoin,Tial", "captoin"], "captoin,Tial", "caption"),
    ("include", ["everything"], "everything", "removed"),
    ("mode", ["quick"], "quick", "auto, fast, full"),
    ("mode", [""], "", "auto, fast, full"),
    ("mode", ["fast", "full"], "fast, full", "one value"),
    ("reference_date", ["24.11.2026"], "24.11.2026", "YYYY-MM-DD"),
    ("reference_date", ["2026-02-30"], "2026-02-30", "YYYY-MM-DD"),
    ("reference_date", ["２０２６-11-24"], "２０２６-11-24", "YYYY-MM-DD"),
    ("reference_date", ["2026-11-24", "2026-11-25"], "2026-11-24, 2026-11-25", "one value"),
    ("url", [""], "", "https://"),
    ("url", ["/relative"], "/relative", "https://"),
    ("url", ["file:///etc/passwd"], "file:///etc/passwd", "https://"),
    ("url", ["ftp://example.org/"], "ftp://example.org/", "https://"),
    ("url", ["data:text/html,a"], "data:text/html,a", "https://"),
    ("url", ["javascript:alert(1)"], "javascript:alert(1)", "https://"),
    ("url", ["http://"], "http://", "https://"),
    ("url", ["http://[::1"], "http://[::1", "https://"),
    ("url", ["http://example.org:port/"], "http://example.org:port/", "https://"),
    ("url", ["https://a.example/", "https://b.example/"], "https://a.example/, https://b.example/", "one value"),
    ("deadline", ["0"], "0", "at most 5"),
    ("deadline", ["soon"], "soon", "at most 5"),
    ("deadline", ["1", "2"], "1, 2", "one value"),
]


@pytest.mark.parametrize(("name", "values", "value", "allowed"), LEFT_OUT)
def test_what_cannot_be_read_is_left_out_and_told(name: str, values: list[str], value: str, allowed: str) -> None:
    options, seconds = read_timed_options({name: values}, MOST_SECONDS)
    assert warned(options) == [("value_ignored", name, value)]
    assert (options.url, options.keep, options.include, options.reference_date) == (None, frozenset(), frozenset(), None)
    assert (options.mode, seconds) == (Mode.AUTO, None)
    for part in (repr(name), repr(value), "left out", allowed):
        assert part in options.warnings[0].message


@pytest.mark.parametrize(("name", "values", "value", "allowed"), LEFT_OUT)
def test_in_strict_reading_that_is_an_error(name: str, values: list[str], value: str, allowed: str) -> None:
    with pytest.raises(BadOption) as caught:
        read_timed_options({name: values, "strict": ["true"]}, MOST_SECONDS)
    assert (caught.value.detail["option"], caught.value.detail["value"]) == (name, value)
    assert caught.value.detail["allowed"]
    for part in (repr(name), repr(value), allowed):
        assert part in caught.value.message


@pytest.mark.parametrize(("name", "value"), [("url", "example.org/a"), ("deadline", "5.1")])
def test_in_strict_reading_nothing_is_added_or_changed_either(name: str, value: str) -> None:
    with pytest.raises(BadOption) as caught:
        read_timed_options({name: [value], "strict": ["true"]}, MOST_SECONDS)
    assert (caught.value.detail["option"], caught.value.detail["value"]) == (name, value)


@pytest.mark.parametrize(
    ("name", "values", "value"),
    [
        ("format", ["pdf"], "pdf"),
        ("format", [""], ""),
        ("format", ["json", "text"], "json, text"),
        ("strict", ["maybe"], "maybe"),
        ("strict", [""], ""),
        ("strict", ["true", "false"], "true, false"),
    ],
)
def test_what_cannot_be_left_out_is_an_error_always(name: str, values: list[str], value: str) -> None:
    with pytest.raises(BadOption) as caught:
        read_options({name: values})
    assert (caught.value.detail["option"], caught.value.detail["value"]) == (name, value)
    assert caught.value.detail["allowed"]
    assert repr(value) in caught.value.message


def test_labels_that_are_known_are_kept_beside_those_that_are_not() -> None:
    options = read_options({"keep": ["caption,captoin,Tail"]})
    assert options.keep == {Label.CAPTION, Label.TAIL}
    assert warned(options) == [("value_ignored", "keep", "captoin")]
    assert "body, headline, header, caption" in options.warnings[0].message


def test_there_is_a_warning_for_each_option_and_no_more() -> None:
    options = read_options({"keep": [f"label{number}" for number in range(10_000)], "url": ["ftp://a/"], "mode": ["x"]})
    assert [warning.option for warning in options.warnings] == ["url", "keep", "mode"]


@pytest.mark.parametrize(
    ("written", "seconds", "code"),
    [
        ("2.5", 2.5, None),
        (" 5 ", 5.0, None),
        ("0.001", 0.001, None),
        ("1e-05", 1e-05, None),
        ("5.1", 5, "value_limited"),
        ("99", 5, "value_limited"),
        ("1e3", 5, "value_limited"),
        ("1e999", 5, "value_limited"),
        ("-1", None, "value_ignored"),
        ("1e", None, "value_ignored"),
        ("1e-999", None, "value_ignored"),
        ("nan", None, "value_ignored"),
        ("inf", None, "value_ignored"),
        ("٣", None, "value_ignored"),
        ("1_0", None, "value_ignored"),
        ("", None, "value_ignored"),
    ],
)
def test_a_deadline_is_brought_within_what_is_allowed(written: str, seconds: float | None, code: str | None) -> None:
    options, read = read_timed_options({"deadline": [written]}, MOST_SECONDS)
    assert read == seconds
    assert warned(options) == ([(code, "deadline", written.strip())] if code else [])


def test_an_unknown_option_is_named_with_the_options_there_are() -> None:
    for strict in ("true", "false"):
        with pytest.raises(UnknownOption) as caught:
            read_options({"formt": ["json"], "strict": [strict]})
        assert caught.value.detail == {"option": "formt", "value": "json", "allowed": list(OPTION_NAMES)}
        assert caught.value.status == 400
    with pytest.raises(UnknownOption):
        read_options({"deadline": ["1"]})
    with pytest.raises(UnknownOption) as caught:
        read_timed_options({"formt": ["json"]}, MOST_SECONDS)
    assert caught.value.detail["allowed"] == list(CALL_OPTIONS)


@pytest.mark.parametrize("name", [name for name in CALL_OPTIONS if name not in ("format", "strict")])
def test_a_value_as_long_as_a_page_is_not_repeated(name: str) -> None:
    options, _ = read_timed_options({name: ["\ud800" * 100_000]}, MOST_SECONDS)
    (warning,) = options.warnings
    assert warning.code is WarningCode.VALUE_IGNORED
    assert len(warning.value) < 250
    assert len(warning.message) < 2_000


DANGEROUS = "ftp://a/\r\nSet-Cookie: b=c\x1b[31m\x9b31m\u202e\u2028\x00ü\ud800"


@pytest.mark.parametrize("name", [name for name in CALL_OPTIONS if name not in ("format", "strict")])
def test_nothing_of_a_value_reaches_a_header_and_nothing_unescaped_a_message(name: str) -> None:
    options, _ = read_timed_options({name: [DANGEROUS]}, MOST_SECONDS)
    assert warning_header(options.warnings) == f"value_ignored;option={name}"
    message = options.warnings[0].message
    assert message.isprintable()
    assert r"\r\nSet-Cookie" in message
    assert r"\x1b[31m\x9b31m\u202e\u2028\x00ü\ud800" in message


@pytest.mark.parametrize("name", ["a\r\nb", "\x1b[31m", "\u202e", "\ud800"])
def test_the_name_of_an_unknown_option_is_escaped_in_its_message(name: str) -> None:
    with pytest.raises(UnknownOption) as caught:
        read_options({name: [DANGEROUS]})
    assert caught.value.message.isprintable()


def test_a_header_holds_all_warnings() -> None:
    options, _ = read_timed_options({"url": ["example.org"], "keep": ["x"], "deadline": ["9"]}, MOST_SECONDS)
    assert warning_header(options.warnings) == (
        "value_limited;option=deadline, value_completed;option=url, value_ignored;option=keep"
    )
    assert warning_header(()) == ""


def test_warnings_travel_with_the_options() -> None:
    options = read_options({"url": [DANGEROUS], "keep": ["x"]})
    assert pickle.loads(pickle.dumps(options)) == options
    assert len(options.warnings) == 2


VALUES = st.lists(
    st.one_of(st.text(st.characters()), st.sampled_from(["true", "json", "text", "caption", "9", "a.b/c"])), max_size=3
)


@given(st.dictionaries(st.one_of(st.sampled_from(CALL_OPTIONS), st.text(max_size=3)), VALUES))
def test_any_strings_are_options_or_a_request_error(pairs: dict[str, list[str]]) -> None:
    try:
        options, seconds = read_timed_options(pairs, MOST_SECONDS)
    except RequestError as error:
        assert error.status == 400
        assert pairs.keys() - set(CALL_OPTIONS) or pairs.keys() & {"format", "strict"}
        return
    assert seconds is None or 0 < seconds <= MOST_SECONDS
    assert re.fullmatch(r"(value_\w+;option=\w+(, )?)*", warning_header(options.warnings), re.ASCII)
    assert len({warning.option for warning in options.warnings}) == len(options.warnings)
    if options.url is not None:
        assert read_options({"url": [options.url]}) == Options(url=options.url)
