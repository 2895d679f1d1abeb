"""What plain text has to go by instead of elements: how its lines are parted, where its running text lies, and the words that
rules look for (a page's class names say more than these words do, so pages are judged without them).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bodycopy.model import Block, Kind, Label
from bodycopy.phrases import MAX_LINE, bare, rules_by_line, scan
from bodycopy.score.places import Array
from bodycopy.score.windows import mean_around

ROOMS = tuple(str(label) for label in Label if label is not Label.BODY)

MAX_GAP = 5
MAX_LINES = 9
MAX_DISTANCE = 50
# Half widths of the windows over which blank lines and running text are averaged.
GAPS_WITHIN = (4, 30)
RUNNING_WITHIN = 30
CUES_WITHIN = 5
# The stretch of so many blocks that holds the most running text is the middle of the page.
MIDDLE = 9
# A phrase that is the whole line says twice as much as one that stands in it; more than so much is not counted.
WHOLE_LINE = 2
MAX_CUES = 3

_BESIDE = ("", "_whole", "_heading", "_before", "_after", "_near")
NAMES = (
    "blank_before",
    "blank_after",
    "lines",
    *(f"blank_{width}" for width in GAPS_WITHIN),
    "page_blank",
    "running_30",
    "from_middle",
    "since_running",
    "until_running",
    "running_before",
    *(f"said{where}_{room}" for where in _BESIDE for room in ROOMS),
)


def plain(blocks: Sequence[Block], running: Array) -> Array:
    """Blocks x NAMES. `running` are the running chars of each block.

    `blank_before` and `blank_after` count blank lines, `blank_4`, `blank_30` and `page_blank` are the shares of blocks with a
    blank line before them around the block and on the page; `from_middle`, `since_running`, `until_running` are distances in
    blocks; `running_before` is the share of the page's running text before the block. `said_<room>` counts the rules of a room
    that have words for the block; `_whole` those for which it is the whole block; then those of the heading above, of the
    blocks before and after, and the share of such blocks near it.
    """
    return np.column_stack([*_lines(blocks), *_flow(running), *_said(blocks)]).astype(np.float32)


def _lines(blocks: Sequence[Block]) -> list[Array]:
    first, last = np.array([block.span for block in blocks]).T
    before = np.concatenate([[0], first[1:] - last[:-1] - 1]).clip(0, MAX_GAP)
    parted = (before > 0).astype(np.float64)
    return [
        before,
        np.append(before[1:], 0),
        (last - first + 1).clip(0, MAX_LINES),
        *(mean_around(parted[:, None], width) for width in GAPS_WITHIN),
        np.full(len(blocks), parted.mean()),
    ]


def _flow(running: Array) -> list[Array]:
    at = np.arange(len(running))
    runs = running > 0
    middle = int(np.argmax(np.convolve(running, np.ones(MIDDLE), "full")[MIDDLE // 2 :][: len(running)]))
    since = at - np.maximum.accumulate(np.where(runs, at, -MAX_DISTANCE))
    until = np.minimum.accumulate(np.where(runs, at, len(at) + MAX_DISTANCE)[::-1])[::-1] - at
    total = float(running.sum()) or 1.0
    return [
        mean_around(runs[:, None], RUNNING_WITHIN),
        at - middle,
        since.clip(0, MAX_DISTANCE),
        until.clip(0, MAX_DISTANCE),
        (np.cumsum(running) - running) / total,
    ]


def _said(blocks: Sequence[Block]) -> list[Array]:
    size, lines = len(blocks), rules_by_line()
    said, whole = np.zeros((2, size, len(ROOMS)))
    for block in blocks:
        for rule in {rule for rule, _ in scan(block.text)}:
            said[block.index, ROOMS.index(rule.partition(".")[0])] += 1
        if len(block.text) <= MAX_LINE:
            for rule in lines.get(bare(block.text), ()):
                whole[block.index, ROOMS.index(rule.partition(".")[0])] = 1
    cues = np.minimum(said + WHOLE_LINE * whole, MAX_CUES)
    nothing = np.zeros((1, len(ROOMS)))
    above = nothing[0]
    headings = np.zeros_like(cues)
    for block in blocks:
        above = cues[block.index] if block.kind is Kind.HEADING else above
        headings[block.index] = above
    near = mean_around(cues > 0, CUES_WITHIN)
    return [said, whole, headings, np.vstack([nothing, cues[:-1]]), np.vstack([cues[1:], nothing]), near]
