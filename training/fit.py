"""Boosted trees from tables of blocks, and their ONNX form. The same tables and seed give the same file."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import lightgbm
import numpy as np
from onnxmltools.convert import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType

from bodycopy.score.features import names, without_trafilatura
from training.tables import Table

SEED = 1
ROUNDS = {"html": 250, "text": 200}
# Every third page is also learned from as if trafilatura had abstained, so that the scorer can do without it.
EVERY = 3
PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.07,
    "num_leaves": 31,
    "min_data_in_leaf": 120,
    "feature_fraction": 0.35,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 10.0,
    "max_bin": 127,
    "num_threads": 1,
    "seed": SEED,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}

LICENCE = (
    "Learned from the development part of WCXB 1.0 (CC-BY-4.0) and test resources of flairNLP/fundus (MIT), "
    "see docs/training.md. Holds numbers only, no text of any page."
)


def fit(kind: str, tables: Sequence[Table]) -> lightgbm.Booster:
    """Trees that give P(inside), learned from all blocks whose share is known."""
    parts = [table.sampled(SEED + at) for at, table in enumerate(tables) if len(table.rows)]
    if kind == "html":
        parts += [(without_trafilatura(rows), labels, weights) for rows, labels, weights in parts[::EVERY]]
    rows, labels, weights = (np.concatenate(column) for column in zip(*parts, strict=True))
    data = lightgbm.Dataset(rows, labels, weight=weights, feature_name=list(names(kind)))
    return lightgbm.train(PARAMETERS, data, ROUNDS[kind])


def export(kind: str, booster: lightgbm.Booster) -> bytes:
    """The trees as a zlib-compressed ONNX file, with the data's licences in its description."""
    model = convert_lightgbm(
        booster, initial_types=[("table", FloatTensorType([None, len(names(kind))]))], zipmap=False, target_opset=15
    )
    model.doc_string = LICENCE
    model.producer_version = ""
    return zlib.compress(model.SerializeToString(deterministic=True), 9)
