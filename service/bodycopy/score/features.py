"""The evidence on each block as numbers: one row a block, one column a feature, the same code for training and service.

The columns are named in `names()`, room by room: the form of the text (form.py), the elements around it (places.py), what
these elements hold, the template that the block shares with others of the page, its neighbours, the votes, its place on the
page and by the title, the rows of like elements around it (repeats.py), the heading above it (outline.py), and what kind of
page it is (whole.py); for plain text also its lines and words (plain.py). A share is 0 to 1; a vote is -1 where the voter
abstains; a distance has an upper bound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bodycopy.model import Block, Metadata, Page
from bodycopy.score import form, outline, places, plain, repeats, whole
from bodycopy.score.places import Array
from bodycopy.score.voting import MAX_DISTANCE, from_voted, vote, voted
from bodycopy.score.windows import mean_around
from bodycopy.votes import Votes
from bodycopy.votes.align import words

# How many elements up the boxes around a block are looked at.
LEVELS = 4
# Neighbours whose own form and votes a block is shown, and the half widths of the windows it is averaged over.
STEPS = (-2, -1, 1, 2)
WINDOWS = (3, 10)
# The main boxes are the smallest elements that hold these shares of the page's running text.
MAIN_SHARES = (0.4, 0.75)
# A block so long, with few links, is running text.
RUNNING_CHARS = 80
RUNNING_LINKS = 0.35

# The columns that change when trafilatura is heard: its vote on the block and its neighbours, around the block, on the page.
HEARD = (
    *(f"trafilatura{step:+d}" for step in (0, *STEPS)),
    *(f"trafilatura_{width}" for width in WINDOWS),
    "voted",
    "since_voted",
    "until_voted",
)

Columns = list[NDArray[Any]]


@cache
def names(kind: str = "html") -> tuple[str, ...]:
    """The names of the columns, in order, for pages (`html`) or for plain text (`text`)."""
    boxes = [f"box{level}_{name}" for level in range(LEVELS) for name in ("chars", "links", "blocks", "running", "mean")]
    beside = [f"{name}{step:+d}" for step in STEPS for name in ("chars", "links", "sentences", "capitals", "kind", "same_box")]
    windows = [f"{name}_{width}" for width in WINDOWS for name in ("running", "links")]
    return (
        *form.NAMES,
        *places.GROUPS,
        "depth",
        *boxes,
        *(f"out_of_main_{index}" for index in range(len(MAIN_SHARES))),
        *("like_it", "like_it_chars", "like_it_links", "like_it_running", "copies", "is_copy"),
        *beside,
        *windows,
        *(f"jsonld{step:+d}" for step in (0, *STEPS)),
        "jsonld_voted",
        *HEARD,
        *("index", "place", "chars_before", "page_blocks", "page_chars", "page_links", "page_running", "page_running_blocks"),
        *("is_title", "title_words", "from_title"),
        *repeats.NAMES,
        *outline.NAMES,
        *whole.NAMES,
        *(plain.NAMES if kind == "text" else ()),
    )


def features(page: Page, votes: Votes, metadata: Metadata) -> Array:
    """The evidence on a page: blocks x names(), float32. A page without blocks gives no rows, one without elements is text."""
    blocks = page.blocks
    if not blocks:
        return np.zeros((0, len(names())), dtype=np.float32)
    forms = form.forms(blocks)
    chars, links = forms[:, 0], forms[:, form.NAMES.index("link_density")]
    is_running = _is_running(forms)
    running = np.where(is_running, chars, 0).astype(np.float32)
    nest = places.Nest(page.scopes)
    own = np.array([block.scope for block in blocks], dtype=np.intp)
    jsonld = vote(votes.jsonld, len(blocks))
    held = nest.sums(own, np.stack([chars, chars * links, running, np.ones_like(chars)], axis=1))
    rows = _rows(page, own, held, running)
    near = np.stack([is_running.astype(np.float32), links], axis=1)
    columns: Columns = [
        forms,
        *_boxes(page, nest, own, held),
        *_alike(page, chars, links, is_running),
        *_beside(forms, own),
        *(mean_around(near, width) for width in WINDOWS),
        *(_shift(jsonld, step, -1.0) for step in (0, *STEPS)),
        voted(jsonld, running),
        *_heard(vote(votes.trafilatura, len(blocks)), running),
        *_on_page(chars, links, running),
        *_by_title(blocks, metadata.headline),
        rows,
        outline.outline(blocks, running),
        np.tile(whole.whole(blocks, forms, metadata, running, len(page.scopes), _largest_row(rows)), (len(blocks), 1)),
    ]
    if not page.scopes:
        columns.append(plain.plain(blocks, running))
    return np.ascontiguousarray(np.column_stack(columns), dtype=np.float32)


def heard(table: Array, trafilatura: Sequence[float] | None) -> Array:
    """The same evidence with trafilatura's vote in it, a share for each block; None where it abstains."""
    if not len(table):
        return table
    running = np.where(_is_running(table), table[:, 0], 0).astype(np.float32)
    at = names().index(HEARD[0])
    changed = table.copy()
    changed[:, at : at + len(HEARD)] = np.column_stack(_heard(vote(trafilatura, len(table)), running))
    return changed


def _heard(trafilatura: Array, running: Array) -> Columns:
    return [
        *(_shift(trafilatura, step, -1.0) for step in (0, *STEPS)),
        *(mean_around(trafilatura[:, None], width) for width in WINDOWS),
        voted(trafilatura, running),
        *from_voted(trafilatura),
    ]


def _is_running(table: Array) -> NDArray[np.bool_]:
    running: NDArray[np.bool_] = (table[:, 0] >= RUNNING_CHARS) & (table[:, form.NAMES.index("link_density")] < RUNNING_LINKS)
    return running


def _rows(page: Page, own: NDArray[np.intp], held: Array, running: Array) -> Array:
    if not page.scopes:
        return np.full((len(own), len(repeats.NAMES)), -1.0, dtype=np.float32)
    return repeats.repeats(page.scopes, own, held, running)


def _largest_row(rows: Array) -> tuple[float, float]:
    """How many elements the row with the most running text has, and its share of the page's running text."""
    count, running = (rows[:, repeats.NAMES.index(f"outer_row_{name}")] for name in ("count", "running"))
    largest = int(np.argmax(running))
    return float(count[largest]), float(running[largest])


def _boxes(page: Page, nest: places.Nest, own: NDArray[np.intp], held: Array) -> Columns:
    """Distances to telling elements, the boxes around the block and how far out of the main boxes it stands.

    `held` are the chars, link chars, running chars and blocks in each element.
    """
    if not page.scopes:
        width = len(places.GROUPS) + 1 + LEVELS * 5 + len(MAIN_SHARES)
        return [np.full((len(own), width), -1.0, dtype=np.float32)]
    total = held[0, 2] or 1.0
    columns: Columns = [nest.distances(page.scopes)[own], nest.depth[own].astype(np.float32)]
    at = own
    for _ in range(LEVELS):
        chars, link_chars, running, count = held[at].T
        columns += [np.log1p(chars), link_chars / np.maximum(chars, 1), count, running / total, chars / np.maximum(count, 1)]
        at = nest.above[at]
    for share in MAIN_SHARES:
        columns.append(_steps_out(nest.above, np.flatnonzero(held[:, 2] >= share * held[0, 2])[-1])[own])
    return columns


def _steps_out(parents: NDArray[np.intp], main: np.intp) -> Array:
    """For each scope how many levels up it meets an element around `main`, or `main` itself: 0 inside of it."""
    start = int(main)
    above: list[int] = parents.tolist()
    around = {start}
    at = start
    while at != 0:
        at = above[at]
        around.add(at)
    steps: list[int] = []
    for scope, parent in enumerate(above):
        inside = scope == start or (scope > start and steps[parent] == 0)
        steps.append(0 if inside else 1 if scope in around else steps[parent] + 1)
    return np.array(steps, dtype=np.float32)


def _alike(page: Page, chars: Array, links: Array, is_running: NDArray[np.bool_]) -> Columns:
    """The template a block is made by (its tags, its own class and its parent's) and what else is made by it; its copies."""
    templates: dict[tuple[object, ...], int] = {}
    groups = np.array([templates.setdefault(key, len(templates)) for key in _templates(page)], dtype=np.intp)
    count = np.bincount(groups).astype(np.float32)
    means = [(np.bincount(groups, weights=values) / count)[groups].astype(np.float32) for values in (chars, links, is_running)]
    copies = Counter(block.text for block in page.blocks)
    seen: set[str] = set()
    is_copy = []
    for block in page.blocks:
        is_copy.append(float(block.text in seen))
        seen.add(block.text)
    copied = np.array([copies[block.text] for block in page.blocks], dtype=np.float32)
    return [count[groups], *means, copied, np.array(is_copy, dtype=np.float32)]


def _templates(page: Page) -> Iterator[tuple[object, ...]]:
    """For each block its kind and what it has around it, three elements far."""
    scopes = page.scopes
    looks: dict[tuple[str, tuple[str, ...]], int] = {}
    look = [looks.setdefault((scope.tag, scope.tokens[:2]), len(looks)) for scope in scopes]
    above = [scope.parent for scope in scopes]
    # The root is around itself; past it there is nothing to tell.
    look.append(-1)
    above.append(-1)
    for block in page.blocks:
        own = block.scope
        parent = above[own]
        yield block.kind, block.level, look[own], look[parent], look[above[parent]]


def _shift(values: Array, steps: int, fill: float) -> Array:
    """The values of the blocks so many steps on (back where negative)."""
    shifted = np.full_like(values, fill)
    if steps == 0:
        return values
    if abs(steps) < len(values):
        if steps > 0:
            shifted[:-steps] = values[steps:]
        else:
            shifted[-steps:] = values[:steps]
    return shifted


def _beside(forms: Array, own: NDArray[np.intp]) -> Columns:
    columns: Columns = []
    telling = [form.NAMES.index(name) for name in ("chars", "link_density", "sentences", "capitals", "kind")]
    for step in STEPS:
        columns += [_shift(forms[:, column], step, -1.0) for column in telling]
        columns.append((_shift(own.astype(np.float32), step, -2.0) == own).astype(np.float32))
    return columns


def _on_page(chars: Array, links: Array, running: Array) -> Columns:
    size = len(chars)
    total = float(chars.sum())
    at = np.arange(size, dtype=np.float32)
    of_page = (size, total, float((chars * links).sum()) / total, float(running.sum()) / total, float((running > 0).sum()))
    return [
        at,
        (at / size).astype(np.float32),
        (np.cumsum(chars) - chars) / total,
        *(np.full(size, value, dtype=np.float32) for value in of_page),
    ]


def _by_title(blocks: Sequence[Block], headline: str | None) -> Columns:
    """Whether a block is the title, how many of its words are the title's, and how many blocks after the title it stands."""
    size = len(blocks)
    title = words(headline or "")
    known = frozenset(title)
    is_title = np.zeros(size, dtype=np.float32)
    shared = np.zeros(size, dtype=np.float32)
    first = next((block.index for block in blocks if block.level == 1 and block.scope >= 0), None)
    if title:
        for block in blocks:
            if len(block.text) > 3 * len(headline or "") + 40:
                continue
            found = words(block.text)
            if not known.isdisjoint(found):
                shared[block.index] = sum(word in known for word in found) / len(found)
                is_title[block.index] = float(found == title)
        equal = np.flatnonzero(is_title)
        first = int(equal[-1]) if first is None and len(equal) else first
    at = np.arange(size, dtype=np.float32)
    since = (
        np.full(size, -MAX_DISTANCE, dtype=np.float32) if first is None else np.clip(at - first, -MAX_DISTANCE, MAX_DISTANCE)
    )
    return [is_title, shared, since]
