"""The evidence on each block as numbers: one row a block, one column a feature, the same code for training and service.

The columns are named in `names()`, room by room: the form of the text (form.py), the elements around it and what these hold
(places.py, boxes.py), the template that the block shares with others of the page (alike.py), its neighbours, the votes, its
place on the page and by the title, the rows of like elements around it (repeats.py), the heading above it (outline.py), and
what kind of page it is (whole.py); for plain text also its lines and words (plain.py). A share is 0 to 1; a vote is -1 where
the voter abstains; a distance has an upper bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bodycopy.model import Block, Metadata, Page
from bodycopy.score import alike, boxes, form, outline, plain, repeats, whole
from bodycopy.score.places import Array, Nest
from bodycopy.score.voting import MAX_DISTANCE, from_voted, vote, voted
from bodycopy.score.windows import mean_around
from bodycopy.votes import Votes
from bodycopy.votes.align import words

# Neighbours whose own form and votes a block is shown, and the half widths of the windows it is averaged over.
STEPS = (-2, -1, 1, 2)
WINDOWS = (3, 10)
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

ON_PAGE = ("index", "place", "chars_before", "page_blocks", "page_chars", "page_links", "page_running", "page_running_blocks")
BY_TITLE = ("is_title", "title_words", "from_title")

LINK_DENSITY = form.NAMES.index("link_density")
# The form of a neighbour that a block is shown.
BESIDE = ("chars", "link_density", "sentences", "capitals", "kind")
_BESIDE_COLUMNS = [form.NAMES.index(name) for name in BESIDE]

# What HEARD holds where trafilatura abstains.
_UNHEARD = np.array([-1.0] * (len(HEARD) - 2) + [MAX_DISTANCE] * 2, dtype=np.float32)

Tables = list[NDArray[Any]]


@cache
def names(kind: str = "html") -> tuple[str, ...]:
    """The names of the columns, in order, for pages (`html`) or for plain text (`text`)."""
    beside = [f"{name}{step:+d}" for step in STEPS for name in ("chars", "links", "sentences", "capitals", "kind", "same_box")]
    windows = [f"{name}_{width}" for width in WINDOWS for name in ("running", "links")]
    return (
        *form.NAMES,
        *boxes.NAMES,
        *alike.NAMES,
        *beside,
        *windows,
        *(f"jsonld{step:+d}" for step in (0, *STEPS)),
        "jsonld_voted",
        *HEARD,
        *ON_PAGE,
        *BY_TITLE,
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
    chars, links = forms[:, 0], forms[:, LINK_DENSITY]
    is_running = _is_running(forms)
    running = np.where(is_running, chars, 0).astype(np.float32)
    nest = Nest(page.scopes) if page.scopes else None
    own = np.array([block.scope for block in blocks], dtype=np.intp)
    around, rows = _elements(nest, own, running)
    near = np.array([is_running, links], dtype=np.float32).T
    jsonld = vote(votes.jsonld, len(blocks))
    of_page = whole.whole(blocks, forms, metadata, running, len(page.scopes), _largest_row(rows))
    tables: Tables = [
        forms,
        around,
        alike.alike(blocks, nest, own, np.array([chars, links, is_running])),
        *_beside(forms, own),
        *(mean_around(near, width) for width in WINDOWS),
        *_voted_beside(jsonld),
        voted(jsonld, running)[:, None],
        _heard(votes.trafilatura, running),
        _on_page(chars, links, running),
        _by_title(blocks, metadata.headline),
        rows,
        outline.outline(forms, running),
        np.broadcast_to(of_page, (len(blocks), len(of_page))),
    ]
    if nest is None:
        tables.append(plain.plain(blocks, running))
    table = np.empty((len(blocks), len(names("html" if nest else "text"))), dtype=np.float32)
    return np.concatenate(tables, axis=1, out=table, casting="same_kind")


def heard(table: Array, trafilatura: Sequence[float] | None) -> Array:
    """The same evidence with trafilatura's vote in it, a share for each block; None where it abstains."""
    if not len(table):
        return table
    running = np.where(_is_running(table), table[:, 0], 0).astype(np.float32)
    at = names().index(HEARD[0])
    changed = table.copy()
    changed[:, at : at + len(HEARD)] = _heard(trafilatura, running)
    return changed


def _heard(trafilatura: Sequence[float] | None, running: Array) -> Array:
    """Blocks x HEARD."""
    size = len(running)
    if not trafilatura:
        return np.broadcast_to(_UNHEARD, (size, len(HEARD)))
    given = vote(trafilatura, size)
    beside, around = _voted_beside(given), [mean_around(given[:, None], width) for width in WINDOWS]
    since = np.array([voted(given, running), *from_voted(given)]).T
    return np.concatenate([*beside, *around, since], axis=1, dtype=np.float32, casting="same_kind")


def _is_running(table: Array) -> NDArray[np.bool_]:
    running: NDArray[np.bool_] = (table[:, 0] >= RUNNING_CHARS) & (table[:, LINK_DENSITY] < RUNNING_LINKS)
    return running


def _elements(nest: Nest | None, own: NDArray[np.intp], running: Array) -> tuple[Array, Array]:
    """What the elements around each block tell (boxes.py) and the rows that they make (repeats.py), -1 in plain text."""
    if nest is None:
        around, rows = (np.full((len(own), len(room.NAMES)), -1, dtype=np.float32) for room in (boxes, repeats))
        return around, rows
    held = nest.held(own, running)
    return boxes.boxes(nest, own, held), repeats.repeats(nest, own, held, running)


def _largest_row(rows: Array) -> tuple[float, float]:
    """How many elements the row with the most running text has, and its share of the page's running text."""
    count, running = (rows[:, repeats.NAMES.index(f"outer_row_{name}")] for name in ("count", "running"))
    largest = int(np.argmax(running))
    return float(count[largest]), float(running[largest])


def _stepped(values: NDArray[Any], fill: float) -> list[Array]:
    """For each of STEPS the values (blocks x columns) of the blocks so many steps on, `fill` beyond the ends of the page."""
    margin, size = max(STEPS), len(values)
    padded = np.full((size + 2 * margin, values.shape[1]), fill, dtype=np.float32)
    padded[margin : margin + size] = values
    return [padded[margin + step : margin + step + size] for step in STEPS]


def _voted_beside(vote: Array) -> list[Array]:
    """The vote on each block and on its neighbours."""
    return [vote[:, None], *_stepped(vote[:, None], -1.0)]


def _beside(forms: Array, own: NDArray[np.intp]) -> Tables:
    """For each of STEPS the form of that neighbour, and whether it lies in the same box."""
    told, boxes = _stepped(forms[:, _BESIDE_COLUMNS], -1.0), _stepped(own[:, None], -2.0)
    return [table for form, box in zip(told, boxes, strict=True) for table in (form, box == own[:, None])]


def _on_page(chars: Array, links: Array, running: Array) -> Array:
    """Blocks x ON_PAGE."""
    size = len(chars)
    total = float(chars.sum())
    at = np.arange(size, dtype=np.float32)
    table = np.empty((size, len(ON_PAGE)), dtype=np.float32)
    table[:, 0] = at
    table[:, 1] = at / size
    table[:, 2] = (np.cumsum(chars) - chars) / total
    table[:, 3:] = size, total, float((chars * links).sum()) / total, float(running.sum()) / total, np.count_nonzero(running)
    return table


def _by_title(blocks: Sequence[Block], headline: str | None) -> Array:
    """Blocks x BY_TITLE: whether a block is the title, the share of its words that are the title's, blocks since the title."""
    title = words(headline or "")
    known = frozenset(title)
    table = np.zeros((len(blocks), len(BY_TITLE)), dtype=np.float32)
    first = next((block.index for block in blocks if block.level == 1 and block.scope >= 0), None)
    if title:
        longest = 3 * len(headline or "") + 40
        equal = None
        for block in blocks:
            found = words(block.text) if len(block.text) <= longest else ()
            if not known.isdisjoint(found):
                table[block.index, 1] = sum([word in known for word in found]) / len(found)
                if found == title:
                    table[block.index, 0] = 1
                    equal = block.index
        first = equal if first is None else first
    table[:, 2] = -MAX_DISTANCE if first is None else np.clip(np.arange(len(blocks)) - first, -MAX_DISTANCE, MAX_DISTANCE)
    return table
