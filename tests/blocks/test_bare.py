"""Markup that tells nothing is forgotten; markup that tells anything is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from bodycopy.blocks.bare import forget_markup
from bodycopy.blocks.html import cut_blocks
from bodycopy.model import Label, Options, Page, Source, SourceType
from bodycopy.parse import parse
from bodycopy.pipeline import extract

STORY = Path(__file__).parents[2] / "fixtures" / "text--wire-story-with-appeal" / "source.txt"
LINES = tuple(line for line in STORY.read_text(encoding="utf-8").splitlines() if line.strip())
WRAPPED = {
    "paragraphs": "".join(f"<p>{line}</p>" for line in LINES),
    "boxes": "".join(f"<div>{line}</div>" for line in LINES),
    "breaks": "<br><br>".join(LINES),
}


def cut(body: str) -> Page:
    return cut_blocks(parse(f"<html><head><title>t</title></head><body>{body}</body></html>"), Options())


@pytest.mark.parametrize("body", WRAPPED.values(), ids=WRAPPED.keys())
def test_bare_markup_is_forgotten_but_not_where_it_was(body: str) -> None:
    page = forget_markup(cut(body))
    assert page.scopes == ()
    assert {block.scope for block in page.blocks} == {-1}
    assert [block.text for block in page.blocks] == list(LINES)
    assert all(block.path.startswith("/html/body") for block in page.blocks)


@pytest.mark.parametrize(
    "body",
    [
        "<p class=lead>One.</p><p>Two.</p>",
        "<article><p>One.</p></article>",
        "<p>One <a href=/>link</a>.</p>",
        "<p><img src=a.jpg></p><p>One.</p>",
        "<ul><li>One</li></ul>",
        "<p>One.</p><p hidden>Two.</p>",
    ],
)
def test_markup_that_tells_something_is_kept(body: str) -> None:
    page = cut(body)
    assert forget_markup(page) is page


@pytest.mark.parametrize("body", WRAPPED.values(), ids=WRAPPED.keys())
def test_a_wrapped_text_comes_out_as_the_text_does(body: str) -> None:
    wrapped = extract(Source(f"<html><body>{body}</body></html>"))
    plain = extract(Source("\n\n".join(LINES), SourceType.TEXT))
    assert [(block.text, block.label) for block in wrapped.blocks] == [(block.text, block.label) for block in plain.blocks]
    assert wrapped.metadata.headline == plain.metadata.headline
    assert wrapped.metadata.images == plain.metadata.images
    assert {Label.BODY, Label.HEADLINE, Label.CAPTION, Label.APPEAL} <= {block.label for block in plain.blocks}
