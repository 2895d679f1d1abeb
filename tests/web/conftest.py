"""A service to ask, and a page to ask it about."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from typing import NamedTuple

import pytest
from flask.testing import FlaskClient

from bodycopy.calls import Call
from bodycopy.config import Config
from bodycopy.errors import BodycopyError
from bodycopy.isolation import Answer, Note
from bodycopy.isolation.answer import Report
from bodycopy.isolation.answering import Task, answer_call
from bodycopy.isolation.task import answer_page
from bodycopy.web import create_app

KIB = 1024
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The lighthouse keeper's cat</title>
<meta property="og:title" content="The lighthouse keeper's cat">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The lighthouse keeper's cat",
"datePublished": "2026-03-04T08:00:00+01:00", "author": {"@type": "Person", "name": "Ada Nørgård"}}</script></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>The lighthouse keeper's cat</h1>
<p>The last keeper of the lighthouse at Gråsten moved to the village on Monday, after thirty-one years on the rock. His cat,
which had never seen a car, was carried ashore in a basket and slept through the whole crossing.</p>
<figure><img src="/cat.jpg" alt=""><figcaption>The cat in its basket. Photo: Jens Holm</figcaption></figure>
<p>"It is quiet here," the keeper said of his new house, which stands between the school and the harbour. "On the rock there was
always the wind. I wake up at four because nothing wakes me."</p>
<p>The light itself has been automatic since 1998. The coast guard, which owns the tower, wants to let the two rooms under the
lamp to guests from the summer of next year; the stairs have one hundred and twelve steps.</p>
<p><a href="/join">Support our journalism: become a member today</a></p></article>
<footer>© The Gråsten Gazette</footer></body></html>"""

TEXT = "\n\n".join(
    (
        "The lighthouse keeper's cat",
        "The last keeper of the lighthouse at Gråsten moved to the village on Monday, after thirty-one years on the rock. His "
        "cat, which had never seen a car, was carried ashore in a basket and slept through the whole crossing.",
        '"It is quiet here," the keeper said of his new house, which stands between the school and the harbour. "On the rock '
        'there was always the wind. I wake up at four because nothing wakes me."',
        "The light itself has been automatic since 1998. The coast guard, which owns the tower, wants to let the two rooms "
        "under the lamp to guests from the summer of next year; the stairs have one hundred and twelve steps.",
    )
)


class Sample(NamedTuple):
    """A page of our own in both kinds, and what must be found in it."""

    html: str = PAGE
    text: str = TEXT
    headline: str = "The lighthouse keeper's cat"
    first: str = "The last keeper of the lighthouse at Gråsten"
    last: str = "one hundred and twelve steps."
    caption: str = "The cat in its basket."


CONFIG = Config(max_body_bytes=64 * KIB, max_page_bytes=128 * KIB)


class Inline:
    """In the place of worker processes: answers pages here and now, without protection."""

    ready = True

    def __init__(self, task: Task = answer_page) -> None:
        self.task = task
        self.deadlines: list[float | None] = []

    def submit_call(self, call: Call, *, patient: bool = False, report: Report | None = None) -> Future[Answer]:
        future: Future[Answer] = Future()
        noted: list[Note] = []
        try:
            answer = answer_call(call, self.task, noted.append)
        except BodycopyError as error:
            future.set_exception(error)
        else:
            future.set_result(answer)
        for note in noted if report else ():
            report(note)
        self.deadlines.append(noted[0].deadline_seconds if noted else call.deadline_seconds)
        return future


@pytest.fixture(scope="session")
def inline() -> type[Inline]:
    return Inline


@pytest.fixture(scope="session")
def small_config() -> Config:
    """Limits that a test can exceed."""
    return CONFIG


@pytest.fixture(scope="session")
def sample() -> Sample:
    return Sample()


@pytest.fixture(scope="session")
def client() -> Iterator[FlaskClient]:
    with create_app(CONFIG, Inline()).test_client() as client:
        yield client
