"""A page of our own, in both kinds, that a worker tries itself on before it takes the first of anybody else's."""

from __future__ import annotations

from collections.abc import Callable

from bodycopy.isolation.answer import Answer
from bodycopy.model import Include, Mode, Options, Source, SourceType

PARAGRAPHS = (
    "The ferry between the two harbours took its first passengers this morning, four months after the fire in its engine room. "
    "The crossing takes forty minutes, as it did before, and the fares have stayed the same.",
    "About two hundred people had queued since dawn, some of them with bicycles and one with a piano, which the crew took on "
    'board after a short discussion. "We had missed the noise," said a woman who lives above the landing stage.',
    "The company says that a second ship will follow in the summer, when the islands expect most of their visitors. Until then "
    "there are six crossings a day, and two more on market days.",
)
TEXT = "\n\n".join(
    ("Home | News | Sport", "The ferry is back", "By Ann Reed, 2 May 2025", *PARAGRAPHS, "Subscribe to our newsletter")
)
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The ferry is back | The Strait</title></head><body>
<header><a href="/">Home</a> <a href="/news">News</a></header><article><p class="kicker">Islands</p><h1>The ferry is back</h1>
<p class="byline">By <a href="/ann">Ann Reed</a></p><time datetime="2025-05-02">2 May 2025</time><a href="#">Share</a>
<figure><img src="/f.jpg" alt="The ferry"><figcaption>The ferry. Photo: Bo Lind</figcaption></figure><p>{PARAGRAPHS[0]}</p>
<p>Subscribe to our newsletter</p><p>{PARAGRAPHS[1]}</p><p>Read more: <a href="/fire">The fire on the ferry</a></p>
<p>{PARAGRAPHS[2]}</p><p>Ann Reed is a reporter.</p></article><section id="comments"><h2>Comments</h2><p>At last!</p></section>
<footer><p>All rights reserved.</p></footer></body></html>"""
"""A page that has something for every room, so that none is cold."""

POOR_PAGE = b"<title>Sign in</title><p>Sign in to go on."
"""Where there is next to nothing, last means are tried, which have tables of their own."""


class ColdService(RuntimeError):
    """The service cannot extract even a page of its own: a broken installation, which must not take calls."""


def try_out(task: Callable[[Source, Options], Answer]) -> None:
    """Answer the page with all that can be asked for: rules, phrases, models and trafilatura are then loaded and known to work.

    Raises ColdService where the page does not come out as an article.
    """
    unsaid = PAGE.replace('<meta charset="utf-8">', "").replace("The ferry", "Le café").encode("cp1252")
    for source in (Source(PAGE.encode()), Source(unsaid), Source(TEXT.encode(), SourceType.TEXT)):
        if task(source, Options(include=frozenset(Include), mode=Mode.FULL)).status != 200:
            raise ColdService("The page that the service tries itself on gave no article; the installation is broken.")
    task(Source(POOR_PAGE), Options(mode=Mode.FULL))
