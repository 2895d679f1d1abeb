"""Whole pages, each against what is right by the design: text, metadata, and where each removed block belongs.

A case is a folder in `fixtures/`, named `<kind>--<case>`; a new one is new files and no code (see fixtures/README.md).
Each expectation is a test of its own. One that is known to fail has its reason, in words, in `known_failures`; it is
expected to fail then, and the test says so when it no longer does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import pytest

from bodycopy.model import Document, Include, Label, Options, Source, SourceType
from bodycopy.pipeline import extract
from bodycopy.render import answer, article_markdown, article_text

ROOT = Path(__file__).parents[1]
FOLDERS = sorted(path for path in (ROOT / "fixtures").iterdir() if path.is_dir())
SEED = ROOT.parent / "shared" / "data" / "seed" / "moscow-times.txt"

PAGES_AT_LEAST = 30
KEYS = frozenset({"about", "url", "charset", "error", "metadata", "removed", "known_failures"})
# Of these the beginning is enough: the day of a date, the language of a language tag.
BEGINNINGS = frozenset({"datePublished", "dateModified", "inLanguage"})


@cache
def expectation(folder: Path) -> dict[str, Any]:
    """What is right for a page: `expected.json`."""
    loaded: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return loaded


def source(folder: Path) -> Source:
    plain, page = folder / "source.txt", folder / "source.html"
    if plain.exists():
        return Source(plain.read_bytes(), SourceType.TEXT, expectation(folder).get("charset"))
    return Source(page.read_bytes(), SourceType.HTML, expectation(folder).get("charset"))


def options(folder: Path) -> Options:
    return Options(url=expectation(folder).get("url"), include=frozenset({Include.MARKDOWN}))


@cache
def document(folder: Path) -> Document:
    return extract(source(folder), options(folder))


@cache
def given(folder: Path) -> dict[str, Any]:
    return answer(document(folder), options(folder), 0.0)


def checks(folder: Path) -> Iterator[str]:
    """Names of the expectations of a case; `known_failures` uses the same names."""
    expected = expectation(folder)
    yield "text"
    if (folder / "expected.md").exists():
        yield "markdown"
    yield from (f"metadata: {field}" for field in expected.get("metadata", {}))
    yield from (f"removed: {block['text']}" for block in expected.get("removed", []))


def cases() -> Iterator[Any]:
    for folder in FOLDERS:
        known = expectation(folder).get("known_failures", {})
        for check in checks(folder):
            marks = [pytest.mark.xfail(reason=known[check], strict=True)] if check in known else []
            yield pytest.param(folder, check, id=f"{folder.name}: {check}", marks=marks)


@pytest.mark.parametrize(("folder", "check"), list(cases()))
def test_a_page_comes_out_right(folder: Path, check: str) -> None:
    subject, _, detail = check.partition(": ")
    if subject == "text":
        assert article_text(document(folder)) == (folder / "expected.txt").read_text(encoding="utf-8").rstrip("\n")
    elif subject == "markdown":
        assert article_markdown(document(folder)) == (folder / "expected.md").read_text(encoding="utf-8").rstrip("\n")
    elif subject == "metadata":
        expect_field(given(folder), detail, expectation(folder)["metadata"][detail])
    else:
        removed = next(block for block in expectation(folder)["removed"] if block["text"] == detail)
        expect_removed(document(folder), removed)


def expect_field(fields: dict[str, Any], field: str, expected: Any) -> None:
    """A field as it should be; of people, places and pictures only what the expectation mentions."""
    value = fields[field]
    if field == "authors":
        value = [author["name"] for author in value]
    elif field == "publisher":
        value = value and value["name"]
    elif field == "mainImage":
        value = value and value["url"]
    elif field == "breadcrumbs":
        value = [crumb["name"] for crumb in value]
    elif field == "images":
        keys = {key for image in expected for key in image}
        value = [{key: image[key] for key in image if key in keys} for image in value]
    elif field in BEGINNINGS and value and expected:
        value = value[: len(expected)]
    assert value == expected


def expect_removed(page: Document, expected: dict[str, Any]) -> None:
    """The blocks that hold the words of the expectation are out, and at least one of them has the label and rule."""
    wanted = expected["label"] if isinstance(expected["label"], list) else [expected["label"]]
    blocks = [block for block in page.blocks if fold(expected["text"]) in fold(block.text)]
    assert blocks, "no block has these words"
    seen = [(block.label.value, block.verdict.rule if block.verdict else None) for block in blocks]
    assert all(label != Label.BODY.value for label, _ in seen), seen
    assert any(label in wanted and expected.get("rule") in {None, rule} for label, rule in seen), seen


def fold(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_case_is_well_made(folder: Path) -> None:
    expected = expectation(folder)
    kind, _, case = folder.name.partition("--")
    assert kind
    assert case
    assert expected["about"]
    assert not expected.keys() - KEYS
    assert not expected.get("known_failures", {}).keys() - set(checks(folder)), "a known failure of no expectation"
    assert len({block["text"] for block in expected.get("removed", [])}) == len(expected.get("removed", []))
    labels = [
        label
        for block in expected.get("removed", [])
        for label in ([block["label"]] if isinstance(block["label"], str) else block["label"])
    ]
    assert not set(labels) - {label.value for label in Label} | ({"body"} & set(labels))
    text = (folder / "expected.txt").read_text(encoding="utf-8")
    assert bool(text.strip()) == (expected.get("error") != "no_article")
    assert len(list(folder.glob("source.*"))) == 1


def test_there_are_many_and_of_many_kinds() -> None:
    assert len(FOLDERS) >= PAGES_AT_LEAST
    assert len({folder.name.partition("--")[0] for folder in FOLDERS}) >= 10


@pytest.mark.skipif(not SEED.exists(), reason="the project's own seed is not part of the source tree")
def test_the_page_the_project_began_with() -> None:
    """The answer that the opening of the design asks for, word for word."""
    page = extract(Source(SEED.read_bytes(), SourceType.TEXT))
    fields = answer(page, Options(), 0.0)
    lines = [line.strip() for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert fields["headline"] == "Koizumi, Putin Discuss Kurils Feud"
    assert fields["articleBody"] == "\n\n".join(lines[3:17])
    assert fields["articleBody"].startswith("SANTIAGO, Chile --")
    assert fields["articleBody"].endswith("North Korea denies having such a program.")
    assert [image["credit"] for image in fields["images"]] == ["Itar-Tass"]
    assert fields["images"][0]["caption"].endswith("in Santiago on Sunday.")
    labels = [block.label.value for block in page.removed]
    assert labels[:3] == ["header", "headline", "caption"]
    assert labels[3:7] == ["appeal"] * 4
    assert set(labels[7:]) <= {"appeal", "promo"}
    assert len(labels) == 9
    assert all(block.verdict for block in page.removed)


@pytest.mark.skipif(not SEED.exists(), reason="the project's own seed is not part of the source tree")
@pytest.mark.parametrize("form", ["<p>{}</p>", "<div>{}</div>", "{}<br><br>"])
def test_the_same_page_as_html(form: str) -> None:
    """The same answer where a tool has wrapped the text in tags that tell nothing; `news--wire-story-with-appeal` is a full page."""
    lines = [line.strip() for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
    page = extract(Source("<html><body>" + "".join(form.format(escape(line)) for line in lines) + "</body></html>"))
    assert [block.text for block in page.body] == lines[3:17]
    assert page.metadata.headline == "Koizumi, Putin Discuss Kurils Feud"
    assert [image.credit for image in page.metadata.images] == ["Itar-Tass"]
