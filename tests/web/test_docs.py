"""Every example in docs/http.md is asked, and answered as it stands there; its tables are held against the code."""

from __future__ import annotations

import gzip
import json
import re
import shlex
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bodycopy import errors
from bodycopy.config import Config, variable
from bodycopy.model import Format, Include, Label, WarningCode
from bodycopy.options import OPTION_NAMES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")
FENCED = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
EXAMPLES = [(asked, given) for (kind, asked), (_, given) in pairwise(FENCED) if kind == "sh"]
CUT = " ... "
ANSWER_ONLY_OUTSIDE = {"bad_config"}
"""Codes that no call is answered with."""


def ask(client: FlaskClient, command: str) -> TestResponse:
    """Do what a line of curl does; knows no more of it than the examples use."""
    before, _, after = command.rpartition("curl ")
    words = iter(shlex.split(after.replace("\\\n", " ")))
    headers: list[tuple[str, str]] = []
    body, address = b"", ""
    for word in words:
        if word == "-H":
            name, value = next(words).split(": ")
            headers.append((name, value))
        elif word == "--data-binary":
            body = data(next(words), before)
        else:
            assert word.startswith("http://127.0.0.1:8000/"), word
            address = word
    parts = urlsplit(address)
    return client.post(parts.path, query_string=parts.query, data=body, headers=headers)


def data(word: str, before: str) -> bytes:
    if word == "@-":
        packed = re.fullmatch(r"gzip < (\S+) \| ", before)
        assert packed, before
        return gzip.compress((ROOT / packed[1]).read_bytes())
    return (ROOT / word[1:]).read_bytes() if word.startswith("@") else word.encode()


def is_part(shown: Any, full: Any) -> bool:
    """Whether what is shown is of the full value: members and entries may be missing, and middles of strings be dots."""
    if isinstance(shown, dict):
        return isinstance(full, dict) and all(name in full and is_part(value, full[name]) for name, value in shown.items())
    if isinstance(shown, list):
        return isinstance(full, list) and all(any(is_part(entry, other) for other in full) for entry in shown)
    if isinstance(shown, str) and CUT in shown:
        start, end = shown.split(CUT)
        return isinstance(full, str) and full.startswith(start) and full.endswith(end)
    return bool(shown == full)


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[str(number) for number in range(len(EXAMPLES))])
def test_an_example_is_answered_as_it_stands_there(client: FlaskClient, command: str, shown: str) -> None:
    response = ask(client, command)
    if '"status"' in shown:
        answers = [json.loads(line) for line in response.text.splitlines()]
        lines = [json.loads(line) for line in shown.splitlines()]
        assert len(answers) == len(lines)
        assert all(is_part(line, answer) for line, answer in zip(lines, answers, strict=True)), response.text
    elif shown.startswith("{"):
        assert is_part(json.loads(shown), response.get_json()), response.text
    else:
        assert is_part(shown.strip(), response.text.strip()), response.text


def test_the_examples_are_there() -> None:
    assert len(EXAMPLES) == len([kind for kind, _ in FENCED if kind == "sh"]) == 8


def test_what_is_no_part_is_told_from_what_is() -> None:
    full = {"a": [{"b": 1, "c": "one two three"}], "d": None}
    assert is_part({"a": [{"c": "one ... three"}], "d": None}, full)
    for shown in ({"a": [{"b": 2}]}, {"a": [{"c": "two ... three"}]}, {"d": ""}, {"e": None}, {"a": {"b": 1}}):
        assert not is_part(shown, full)


def rows(heading: str) -> dict[str, str]:
    """The rows of the table under a heading, by what their first code is."""
    table = PAGE.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0]
    return {re.findall(r"`([^`]+)`", line)[0]: line for line in table.splitlines()[2:]}


def test_the_options_are_all_there_with_their_values() -> None:
    options = rows("option")
    assert tuple(options) == OPTION_NAMES
    for name, words in (("include", Include), ("format", Format)):
        assert all(f"`{word.value}`" in options[name] for word in words)
    assert set(re.findall(r"`(\w+)`", options["keep"])) == {"keep"} | {label.value for label in Label} - {"body"}


def test_the_warnings_are_all_there() -> None:
    assert list(rows("warning")) == [code.value for code in WarningCode]


def test_the_errors_are_all_there_with_their_status() -> None:
    ours = {
        kind.code: kind.status
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.BodycopyError) and kind.code not in ANSWER_ONLY_OUTSIDE
    }
    told = {code: int(line.split("|")[1]) for code, line in rows("status").items()}
    assert told == ours | {"not_found": 404, "method_not_allowed": 405}


def test_the_answer_has_the_fields_that_are_told(client: FlaskClient) -> None:
    page = (ROOT / "docs" / "example.html").read_bytes()
    every = "html,markdown,blocks,removed,sources"
    answer = client.post(f"/v1/extract?include={every}", data=page, headers={"Content-Type": "text/html"}).get_json()
    told = PAGE.split("## The answer")[1].split("## ")[0]
    assert [name for name in answer if f"`{name}`" not in told] == []
    assert [name for part in ("quality", "engine") for name in answer[part] if f"`{name}`" not in told] == []


def test_the_addresses_are_all_there(client: FlaskClient) -> None:
    told = {(line.split("`")[1]) for line in PAGE.splitlines() if re.match(r"\| `[A-Z]+ /", line)}
    methods = {"GET", "POST"}
    there = {
        f"{method} {rule.rule}"
        for rule in client.application.url_map.iter_rules()
        for method in (rule.methods or set()) & methods
        if not rule.arguments  # files of the page at /docs
    }
    assert told == there


def test_settings_that_are_named_exist() -> None:
    running = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    named = set(re.findall(r"BODYCOPY_\w+", PAGE + running))
    assert named
    assert named <= {variable(name) for name in Config.__dataclass_fields__}
