"""The type of a page: learned from the summaries of its blocks, each page judged by models that have not seen its site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bodycopy.score.features import heard
from bodycopy.score.model import TYPE, Model
from bodycopy.score.page_type import PAGE_TYPES, summary
from training.fit import export, fit_types
from training.folds import FOLDS
from training.store import fold_path, shipped_path
from training.tables import Table

Chances = Mapping[str, NDArray[np.float32]]


def train_types(tables: Sequence[Table], chances: Chances, unaided: Chances, ship: bool) -> str:
    """Write the models of the folds, and the shipped one if asked; what cross-validation by site found, as text.

    `chances` are P(inside) of the blocks of each table, out of fold, `unaided` the same without trafilatura's vote: each page
    is learned from both ways, and judged without, as most pages are.
    """
    known = [table for table in tables if table.page_type in PAGE_TYPES and len(table.rows)]
    aided = np.concatenate([summary(table.rows, chances[table.key]) for table in known])
    rows = np.concatenate([summary(heard(table.rows, None), unaided[table.key]) for table in known])
    types = np.array([PAGE_TYPES.index(str(table.page_type)) for table in known], dtype=np.intp)
    folds = np.array([table.fold for table in known])
    told = np.zeros(len(known), dtype=np.intp)
    for fold in range(FOLDS):
        packed = _fit(aided[folds != fold], rows[folds != fold], types[folds != fold])
        fold_path(TYPE, fold).write_bytes(packed)
        told[folds == fold] = np.argmax(Model(packed).probabilities(rows[folds == fold]), axis=1)
    if ship:
        shipped_path(TYPE).write_bytes(_fit(aided, rows, types))
    return "\n".join(_report(types, told))


def _fit(aided: NDArray[np.float32], rows: NDArray[np.float32], types: NDArray[np.intp]) -> bytes:
    return export(fit_types(np.concatenate([aided, rows]), np.concatenate([types, types])))


def _report(types: NDArray[np.intp], told: NDArray[np.intp]) -> list[str]:
    lines = [f"page types, out of fold by site: {np.mean(types == told):.3f} right"]
    for number, name in enumerate(PAGE_TYPES):
        right = float(np.sum((types == number) & (told == number)))
        recall, precision = right / max(np.sum(types == number), 1), right / max(np.sum(told == number), 1)
        lines.append(f"  {name:24} recall {recall:.3f}, precision {precision:.3f} ({np.sum(types == number)} pages)")
    return lines
