"""What fuzzing has found, kept small."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bodycopy.blocks.html import cut_blocks
from bodycopy.model import Options
from bodycopy.parse import parse
from bodycopy.votes.trafilatura import trafilatura_vote

STORY = "The ferry crossed the strait before dawn, and nobody on board had slept. " * 8


@pytest.mark.xfail(strict=False, reason="an XPath made of such a tag compares instead of finding, and its answer is no list")
@pytest.mark.parametrize("tag", ["header<div", "p=p", "p!=p"])
def test_a_tag_that_swallowed_the_next_one_is_no_path(tag: str) -> None:
    tree = parse(
        f"<body><article class=story><p>{STORY}</p></article><{tag} class=foot><footer><p>Imprint</p></footer></{tag}></body>"
    )
    page = cut_blocks(tree, Options())
    blocks = tuple(block._replace(score=0.9 if "ferry" in block.text else 0.001) for block in page.blocks)
    trafilatura_vote(tree, replace(page, blocks=blocks))
