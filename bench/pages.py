"""Reads data sets: a JSON line a page, the page itself gzipped beside it.

The folder comes from the caller or from `BODYCOPY_DATA`; nothing of it is ever copied into the project.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SETS = ("fundus-dev", "wcxb-dev", "traf-dev")
DEFAULT_DATA = "../shared/data"

# Whose publishers count Han and kana by runs, as `\w+` does; elsewhere a character is a word.
RUNS_OF_HAN = frozenset({"wcxb"})


@dataclass(frozen=True)
class Gold:
    """What is known to be right about a page. `text` is None where only snippets are known; `neutral` are teasers that
    count neither way."""

    text: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    captions: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sample:
    """A page of a data set, and what is known to be right about it."""

    set: str
    id: str
    file: Path
    url: str | None
    gold: Gold
    page_type: str | None = None
    language: str | None = None

    @property
    def key(self) -> str:
        """How the page is called on the command line."""
        return f"{self.set}/{self.id}"

    @property
    def by_character(self) -> bool:
        """Whether Han and kana count a character a word."""
        return self.set.partition("-")[0] not in RUNS_OF_HAN

    @property
    def html(self) -> bytes:
        """The page as it was crawled."""
        return gzip.decompress(self.file.read_bytes())

    @property
    def digest(self) -> str:
        """A name for the page's content, for caches."""
        return hashlib.sha256(self.html).hexdigest()[:32]


def data_folder(given: str | None) -> Path:
    """Where the data sets are: the option, else `BODYCOPY_DATA`, else the usual place."""
    return Path(given or os.environ.get("BODYCOPY_DATA") or DEFAULT_DATA)


def read_set(folder: Path, name: str) -> Iterator[Sample]:
    """The pages of one set, in the order of its file."""
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            gold = Gold(
                text=row["text"],
                title=row["title"],
                authors=tuple(row["authors"]),
                date=row["date"],
                captions=tuple(row["captions"]),
                wanted=tuple(row["with"]),
                unwanted=tuple(row["without"]),
                neutral=tuple(row["neutral"]),
            )
            yield Sample(name, row["id"], folder / row["file"], row["url"], gold, row["page_type"], row["language"])


def read_samples(folder: Path, sets: Iterable[str], page_type: str | None = None, limit: int | None = None) -> list[Sample]:
    """The pages of several sets; `limit` takes that many of each, evenly spread over the set."""
    samples = []
    for name in sets:
        found = [sample for sample in read_set(folder, name) if not page_type or sample.page_type == page_type]
        if limit and limit < len(found):
            found = [found[i * len(found) // limit] for i in range(limit)]
        samples += found
    return samples
