"""How elements lie in each other, against the walk from parent to parent that it stands for."""

from __future__ import annotations

import random

import numpy as np
import pytest

from bodycopy.blocks.html import cut_blocks
from bodycopy.model import Options, Page, Scope
from bodycopy.parse import parse
from bodycopy.score.places import FAR, GROUPS, Nest

TAGS = ("div", "div", "article", "aside", "ul", "span", "p", "blockquote")
CLASSES = ("comment-list", "story", "x1", "related next", "")


def messy(seed: int) -> Page:
    """A page of elements that are opened and closed at random, with text between them."""
    given = random.Random(seed)
    parts: list[str] = []
    opened: list[str] = []
    for at in range(200):
        parts.append(given.choice(("", f"word {at} ", f"<a href=/{at}>link {at}</a>")))
        if opened and given.random() < 0.45:
            parts.append(f"</{opened.pop()}>")
        else:
            opened.append(given.choice(TAGS))
            parts.append(f"<{opened[-1]} class='{given.choice(CLASSES)}'>")
    return cut_blocks(parse(f"<html><body>{''.join(parts)}</body></html>"), Options())


def upwards(scopes: tuple[Scope, ...], at: int) -> list[int]:
    """An element and those around it, from inside to outside."""
    found = [at]
    while scopes[found[-1]].parent >= 0:
        found.append(scopes[found[-1]].parent)
    return found


PAGES = pytest.mark.parametrize("page", [pytest.param(messy(seed), id=f"seed-{seed}") for seed in range(5)])


@PAGES
def test_elements_inside_of_one_follow_it_without_a_gap(page: Page) -> None:
    nest = Nest(page.scopes)
    for at in range(len(page.scopes)):
        inside = [other for other in range(len(page.scopes)) if at in upwards(page.scopes, other)]
        assert inside == list(range(at, nest.ends[at]))


@PAGES
def test_an_element_holds_the_blocks_inside(page: Page) -> None:
    own = np.array([block.scope for block in page.blocks])
    running = np.arange(len(own), dtype=np.float32)
    held = Nest(page.scopes).held(own, running)
    for at in range(len(page.scopes)):
        inside = [block for block in page.blocks if at in upwards(page.scopes, block.scope)]
        counts = [sum(len(block.text) for block in inside), sum(block.link_chars for block in inside)]
        assert held[:, at].tolist() == [*counts, sum(block.index for block in inside), len(inside)]


@PAGES
def test_a_distance_counts_the_elements_upwards(page: Page) -> None:
    distances = Nest(page.scopes).distances()
    for group, belongs in (
        ("tag_aside", lambda scope: scope.tag == "aside"),
        ("word_comment", lambda scope: "comment-list" in scope.tokens),
    ):
        for at in range(len(page.scopes)):
            found = [steps for steps, up in enumerate(upwards(page.scopes, at)) if belongs(page.scopes[up])]
            assert distances[at, GROUPS.index(group)] == (found[0] if found else FAR)


def test_what_is_very_far_up_is_nowhere() -> None:
    scopes = [Scope("html", (), -1, 0), Scope("aside", (), 0, 1), *(Scope("div", (), at, at + 1) for at in range(1, 40))]
    told = Nest(scopes).distances()[:, GROUPS.index("tag_aside")].tolist()
    assert told == [FAR, *range(FAR), *[FAR] * 10]


@PAGES
def test_steps_out_lead_to_an_element_around_the_main_one(page: Page) -> None:
    main = len(page.scopes) // 2
    around = upwards(page.scopes, main)
    steps = Nest(page.scopes).steps_out(main)
    for at in range(len(page.scopes)):
        up = upwards(page.scopes, at)
        expected = 0 if main in up else 1 + next(steps for steps, scope in enumerate(up) if scope in around)
        assert steps[at] == expected
