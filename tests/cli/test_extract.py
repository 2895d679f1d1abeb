"""`bodycopy extract`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from bodycopy.model import Format, Options, Source
from bodycopy.pipeline import extract
from bodycopy.render import answer, article_text, encode

Run = Callable[..., Result]


def test_json_is_the_answer_of_the_service_on_one_line(run: Run, folder: Path) -> None:
    result = run("extract", "page.html", "--url", "https://example.com/mill", "--include", "removed,markdown")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.count("\n") == 1
    given = json.loads(result.stdout)
    options = Options(url="https://example.com/mill", include=frozenset(("removed", "markdown")))
    document = extract(Source((folder / "page.html").read_bytes()), options)
    expected = answer(document, options, given["engine"]["elapsedMs"])
    assert given == expected
    assert given["headline"] == "The baker who sold the mill"
    assert "(https://example.com/harbour)" in given["articleBodyMarkdown"]
    assert "appeal" in {entry["label"] for entry in given["removed"]}


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_other_formats_are_the_article_alone(run: Run, folder: Path, format_: str) -> None:
    result = run("extract", "page.html", "--format", format_)
    options = Options(format=Format(format_))
    document = extract(Source((folder / "page.html").read_bytes()), options)
    assert result.stdout_bytes == encode(document, options, 0)[0]
    assert "Karen Lund" in result.stdout
    assert "donation" not in result.stdout


def test_a_minus_reads_standard_input(run: Run, folder: Path) -> None:
    content = (folder / "page.html").read_bytes()
    piped = run("extract", "-", "--format", "text", stdin=content)
    assert piped.stdout == run("extract", "page.html", "--format", "text").stdout


def test_text_is_told_from_html_unless_its_type_is_given(run: Run, folder: Path) -> None:
    text = article_text(extract(Source((folder / "page.html").read_bytes())))
    assert run("extract", "-", "--format", "text", stdin=text).stdout.startswith("For forty years")
    as_text = run("extract", "page.html", "--type", "text", "--include", "blocks")
    assert "<nav>" in "".join(block["text"] for block in json.loads(as_text.stdout)["blocks"])


def test_keep_puts_labels_into_the_article(run: Run) -> None:
    result = run("extract", "page.html", "--format", "text", "--keep", "headline", "--keep", "appeal,tail")
    assert result.stdout.startswith("The baker who sold the mill\n\nFor forty years")
    assert "make a donation" in result.stdout


def test_charset_is_what_the_transport_said(run: Run) -> None:
    page = "<p>" + "Вчера в городе открылась новая библиотека, и её директор был рад. " * 9
    result = run("extract", "-", "--format", "text", "--charset", "koi8-r", stdin=page.encode("koi8-r"))
    assert "Вчера в городе" in result.stdout


def test_a_page_without_article_ends_with_1(run: Run) -> None:
    result = run("extract", "appeal.html", "--include", "removed")
    assert result.exit_code == 1
    problem = json.loads(result.stdout)
    assert problem["error"]["code"] == "no_article"
    assert [entry["label"] for entry in problem["removed"]] == ["appeal"]
    assert result.stderr.startswith("bodycopy: No article was found in appeal.html.")
    as_text = run("extract", "appeal.html", "--format", "text")
    assert (as_text.exit_code, as_text.stdout) == (1, "")


def test_what_is_no_page_ends_with_3(run: Run) -> None:
    result = run("extract", "report.pdf")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "PDF" in result.stderr


WRONG = {
    "file": (("extract", "nowhere.html"), ["nowhere.html", "No such file"]),
    "no file": (("extract",), ["FILE", "--help"]),
    "command": (("extrakt", "page.html"), ["extrakt", "extract", "--help"]),
    "option": (("extract", "page.html", "--kepp", "tail"), ["--kepp", "--keep"]),
    "label": (("extract", "page.html", "--strict", "--keep", "tails"), ["keep", "tails", "tail", "caption"]),
    "part": (("extract", "page.html", "--strict", "--include", "all"), ["include", "all", "removed"]),
    "mode": (("extract", "page.html", "--strict", "--mode", "quick"), ["mode", "quick", "full"]),
    "format": (("extract", "page.html", "--format", "xml"), ["format", "xml", "markdown"]),
    "type": (("extract", "page.html", "--type", "pdf"), ["--type", "pdf", "html"]),
    "day": (
        ("extract", "page.html", "--strict", "--reference-date", "2026-02-30"),
        ["reference_date", "2026-02-30", "YYYY-MM-DD"],
    ),
    "address": (("extract", "page.html", "--strict", "--url", "example.com/mill"), ["url", "example.com/mill", "https://"]),
    "charset": (("extract", "page.html", "--charset", "utf-9"), ["--charset", "utf-9", "utf-8"]),
}


@pytest.mark.parametrize(("arguments", "words"), WRONG.values(), ids=WRONG.keys())
def test_wrong_usage_is_one_line_that_names_it_and_ends_with_2(run: Run, arguments: tuple[str, ...], words: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert not [word for word in words if word not in result.stderr], result.stderr


def test_what_cannot_be_read_is_told_on_standard_error_and_in_the_json(run: Run) -> None:
    arguments = ("extract", "page.html", "--url", "example.com/mill", "--keep", "tails", "--mode", "quick")
    result = run(*arguments)
    told = json.loads(result.stdout)
    assert (result.exit_code, told["url"]) == (0, "https://example.com/mill")
    assert [warning["option"] for warning in told["warnings"]] == ["url", "keep", "mode"]
    assert result.stderr.splitlines() == [f"bodycopy: {warning['message']}" for warning in told["warnings"]]
    as_text = run(*arguments, "--format", "text")
    assert as_text.stderr == result.stderr
    assert as_text.stdout == run("extract", "page.html", "--format", "text").stdout


@pytest.mark.parametrize("command", ["extract", "explain"])
@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_no_address_drives_the_terminal(run: Run, command: str, strict: tuple[str, ...]) -> None:
    for url in ("ftp://a/\r\n\x1b[31m\x9b31m\u202e\ud800", "example.com/\x1b[31m\x9b31m\u202e\udce4"):
        result = run(command, "page.html", "--url", url, *strict)
        assert result.exit_code == (2 if strict else 0)
        assert result.stderr.count("\n") == 1
        assert result.stderr.removesuffix("\n").isprintable()
        assert r"\x1b[31m\x9b31m\u202e" in result.stderr


def test_a_page_without_article_has_warnings_too(run: Run) -> None:
    result = run("extract", "appeal.html", "--url", "/a")
    assert result.exit_code == 1
    assert [warning["option"] for warning in json.loads(result.stdout)["warnings"]] == ["url"]
    assert result.stderr.count("\n") == 2


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_stops_early_is_no_missing_article(folder: Path, unbuffered: str) -> None:
    (folder / "long.html").write_text("<p>" + "A sentence of a long article on mills and rye. " * 20_000, encoding="utf-8")
    program = "import sys; from bodycopy.cli import main; sys.argv[0] = 'bodycopy'; main()"
    command = [sys.executable, "-c", program, "extract", "long.html"]
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        errors = process.stderr.read()
        assert (process.wait(60), errors) == (141, b"")
