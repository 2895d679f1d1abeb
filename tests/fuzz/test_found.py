"""What fuzzing has found, kept small."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bodycopy.blocks.html import cut_blocks
from bodycopy.model import Options
from bodycopy.parse import parse
from bodycopy.votes.trafilatura import trafilatura_vote

STORY = "The ferry crossed the strait before dawn, and nobody on board had slept. " * 8


@pytest.mark.parametrize(
    "tag", ["header<div", "p=p", "p!=p", "p|p", "p|html", "a'b", 'a"b', "a'b\"c", "o:p", "p[1]", "p(p)", "p*", "p::b", "pé"]
)
def test_whatever_a_tag_is_called_its_path_finds_it(tag: str) -> None:
    tree = parse(
        f"<body><article class=story><p>{STORY}</p></article><{tag} class=foot><footer><p>Imprint</p></footer></{tag}></body>"
    )
    page = cut_blocks(tree, Options())
    blocks = tuple(block._replace(score=0.9 if "ferry" in block.text else 0.001) for block in page.blocks)
    for block in blocks:
        (found,) = tree.getroottree().xpath(block.path)
        assert "".join(found.itertext()).strip() == block.text
    assert trafilatura_vote(tree, replace(page, blocks=blocks)) is not None
