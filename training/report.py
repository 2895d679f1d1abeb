"""What cross-validation by site found, block by block: the figures that count are the bench's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bodycopy.score import form
from bodycopy.score.scorer import expected_f1
from training.tables import INSIDE, Table

BINS = 10


def report(
    kind: str,
    tables: Sequence[Table],
    chances: Mapping[str, NDArray[np.float32]],
    unaided: Mapping[str, NDArray[np.float32]] | None = None,
) -> str:
    """Word F1 over blocks by set, and how well the expected F1 of a page foretells the real one, in ten bins.

    `unaided` are the chances of the same blocks without trafilatura's vote.
    """
    by_set: dict[str, list[float]] = defaultdict(list)
    alone: dict[str, list[float]] = defaultdict(list)
    foretold: list[tuple[float, float]] = []
    for table in tables:
        if not table.whole:
            continue
        words = np.maximum(table.rows[:, form.NAMES.index("words")], 1.0)
        expected, reached = expected_f1(chances[table.key], words), _reached(chances[table.key], words, table.share >= INSIDE)
        name = table.key.partition("/")[0] + table.key.partition("#")[2]
        by_set[name].append(reached)
        if unaided:
            alone[name].append(_reached(unaided[table.key], words, table.share >= INSIDE))
        foretold.append((expected, reached))
    lines = [f"{kind}, out of fold by site, F1 over the words of blocks:"]
    lines += [f"  {name:24} {np.mean(values):.4f} ({len(values)} pages)" for name, values in by_set.items()]
    lines += [f"  {name:24} {np.mean(values):.4f} without trafilatura's vote" for name, values in alone.items()]
    lines.append("  expected F1 against reached:")
    for low in range(BINS):
        found = [pair for pair in foretold if low / BINS <= pair[0] < (low + 1) / BINS or pair[0] == low + 1 == BINS]
        if found:
            expected, reached = np.mean(found, axis=0)
            lines.append(
                f"  {low / BINS:.1f} to {(low + 1) / BINS:.1f}: {expected:.3f} against {reached:.3f} ({len(found)} pages)"
            )
    return "\n".join(lines)


def _reached(chances: NDArray[np.float32], words: NDArray[np.float32], inside: NDArray[np.bool_]) -> float:
    kept = chances >= expected_f1(chances, words) / 2
    right = float(words[kept & inside].sum())
    return 2 * right / (float(words[kept].sum()) + float(words[inside].sum()) or 1.0)
