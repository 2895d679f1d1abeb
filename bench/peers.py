"""The peers that stand beside us in the table, each with the settings that its users get.

A peer is a function from a page to an Answer. Their versions and settings name their cache files.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import html_text
import trafilatura
from bs4.dammit import UnicodeDammit

from bench.answers import AUTHOR_SEPARATOR, Answer
from bench.cache import remembered
from bench.pages import Sample

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Peer:
    """A system to compare with. `package` is what must be importable; `revision` changes with its settings here."""

    name: str
    package: str
    ask: Callable[[Sample], dict[str, Any]]
    revision: int = 1

    @property
    def is_here(self) -> bool:
        """Whether it is installed."""
        return importlib.util.find_spec(self.package) is not None

    @property
    def file(self) -> str:
        """The name of its cache file."""
        return f"{self.name}-{version(self.package.replace('_', '-'))}-{self.revision}"

    def answers(self, samples: Sequence[Sample], jobs: int) -> dict[str, Answer]:
        """Its answers by `Sample.key`."""
        return {key: Answer.from_json(row) for key, row in remembered(self.file, self.ask, samples, jobs).items()}


def trafilatura_json(page: bytes, url: str | None) -> str | None:
    """One call for text and metadata, comments off: what a pipeline calls."""
    return trafilatura.extract(page, url=url, include_comments=False, output_format="json", with_metadata=True)


def ask_trafilatura(sample: Sample) -> dict[str, Any]:
    """Text and metadata as trafilatura sees them by default, comments off."""
    found = json.loads(trafilatura_json(sample.html, sample.url) or "{}")
    author = found.get("author") or ""
    return Answer(
        text=found.get("text") or "",
        headline=found.get("title"),
        authors=tuple(name.strip() for name in author.split(AUTHOR_SEPARATOR) if name.strip()),
        date=found.get("date"),
        language=found.get("language"),
    ).to_json()


def ask_favor_recall(sample: Sample) -> dict[str, Any]:
    """Trafilatura's text where it would rather take too much: plain text that is half clean already."""
    return Answer(text=trafilatura.extract(sample.html, include_comments=False, favor_recall=True) or "").to_json()


def ask_html_text(sample: Sample) -> dict[str, Any]:
    """The whole page as plain text."""
    return Answer(text=html_text.extract_text(UnicodeDammit(sample.html, is_html=True).unicode_markup or "")).to_json()


def ask_rs_trafilatura(sample: Sample) -> dict[str, Any]:
    """The Rust port's text and metadata, with its defaults."""
    found = importlib.import_module("rs_trafilatura").extract_bytes(sample.html, url=sample.url)
    return Answer(
        text=found.main_content or "",
        headline=found.title,
        authors=tuple(name.strip() for name in (found.author or "").split(AUTHOR_SEPARATOR) if name.strip()),
        date=found.date,
    ).to_json()


PEERS = (
    Peer("trafilatura", "trafilatura", ask_trafilatura),
    Peer("rs-trafilatura", "rs_trafilatura", ask_rs_trafilatura),
)

# Where plain text comes from: systems whose text is handed to us as a page of plain text.
WHOLE_PAGE = Peer("html_text", "html_text", ask_html_text)
HALF_CLEAN = Peer("favor_recall", "trafilatura", ask_favor_recall)
