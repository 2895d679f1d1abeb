"""The command from end to end, on a data set of two pages made for the purpose."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.__main__ import main
from bench.cache import page_key, remembered
from bench.pages import Sample, read_samples

PARAGRAPHS = (
    "The bakery on the corner has changed hands for the first time in ninety years, and the ovens stay lit.",
    "Its new owner learned the trade there as a girl, left for the city, and came back when the shop was about to close.",
    "She will keep the rye loaf, she says, and the hours: the door opens at five, and it closes when the bread is gone.",
)
PAGE = f"""<!doctype html><html lang="en"><head><title>The ovens stay lit</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>The ovens stay lit</h1>{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}
<p class="newsletter">Subscribe to our newsletter and get a story like this one every Sunday morning.</p></article>
<footer><p>Copyright The Corner</p></footer></body></html>"""

ROW = {
    "id": "bakery",
    "file": "tiny-dev/bakery.html.gz",
    "url": "https://news.example/bakery",
    "text": "\n\n".join(PARAGRAPHS),
    "title": "The ovens stay lit",
    "authors": [],
    "date": None,
    "captions": [],
    "with": ["the rye loaf"],
    "without": ["Copyright The Corner"],
    "neutral": [],
    "page_type": "article",
    "language": "en",
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two pages in one set, and a cache of their own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "data"
    (folder / "fundus-dev").mkdir(parents=True)
    rows = [{**ROW, "id": name, "file": f"fundus-dev/{name}.html.gz"} for name in ("bakery", "bread")]
    for row in rows:
        (folder / row["file"]).write_bytes(gzip.compress(PAGE.encode()))
    lines = "\n".join(json.dumps(row) for row in rows)
    (folder / "fundus-dev.jsonl").write_text(f"{lines}\n", encoding="utf-8")
    (folder / "appeal-words.txt").write_text("# patterns\nsubscrib\\w*\nnewsletters?\n", encoding="utf-8")
    return folder


def call(*words: str) -> str:
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_run_then_look_at_it(data: Path, tmp_path: Path) -> None:
    common = ("--data", str(data), "--sets", "fundus-dev", "--jobs", "1")
    table = call("run", *common, "--json", str(tmp_path / "run.json"))
    assert "word F1" in table
    assert "trafilatura" in table
    kept = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert set(kept["figures"]["word F1 | fundus-dev"]) >= {"bodycopy", "trafilatura"}
    assert len(kept["scores"]["bodycopy"]) == 2
    assert "fundus-dev/bakery" in call("worst", "--sets", "fundus-dev")
    assert "0 pages better" in call("compare", str(tmp_path / "run.json"), str(tmp_path / "run.json"))
    rules = call("rules", *common)
    assert "decisive" in rules
    assert "Losses" in rules
    shown = call("show", "--data", str(data), "fundus-dev/bakery", "--all")
    assert PARAGRAPHS[0][:60] in shown
    assert "Copyright" in shown


def test_names_that_do_not_exist_are_named(data: Path) -> None:
    runner = CliRunner()
    for words, said in (
        (("run", "--data", str(data), "--sets", "nowhere"), "nowhere"),
        (("run", "--data", str(data), "--sets", "fundus-dev", "--peers", "nobody"), "nobody"),
        (("show", "--data", str(data), "fundus-dev/absent"), "absent"),
        (("worst",), "no run"),
    ):
        result = runner.invoke(main, words)
        assert result.exit_code == 2
        assert said in result.output


def test_limit_spreads_evenly(data: Path) -> None:
    assert [sample.id for sample in read_samples(data, ["fundus-dev"])] == ["bakery", "bread"]
    assert [sample.id for sample in read_samples(data, ["fundus-dev"], limit=1)] == ["bakery"]
    assert read_samples(data, ["fundus-dev"], "forum") == []


def test_what_is_remembered_is_not_asked_again(data: Path) -> None:
    samples = read_samples(data, ["fundus-dev"])
    assert page_key(samples[0]) == page_key(samples[1]), "the same page at the same address"
    assert remembered("test", _length, samples, 1) == {sample.key: len(PAGE) for sample in samples}
    assert remembered("test", _refuse, samples, 1) == {sample.key: len(PAGE) for sample in samples}


def _length(sample: Sample) -> int:
    return len(sample.html)


def _refuse(_sample: Sample) -> int:
    raise AssertionError("asked again")
