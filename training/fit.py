"""Boosted trees from tables of blocks, and their ONNX form. The same tables and seed give the same file."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import lightgbm
import numpy as np
from onnxmltools.convert import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType

from bodycopy.score.features import names
from training.tables import Table

SEED = 1
ROUNDS = {"html": 200, "text": 150}
PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 40,
    "min_data_in_leaf": 50,
    "feature_fraction": 0.35,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
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
    """Trees that give P(inside), learned from all tables whose shares are known."""
    parts = [table.sampled(SEED + at) for at, table in enumerate(tables) if table.share is not None and len(table.rows)]
    rows, labels, weights = (np.concatenate(column) for column in zip(*parts, strict=True))
    data = lightgbm.Dataset(rows, labels, weight=weights, feature_name=list(names()))
    return lightgbm.train(PARAMETERS, data, ROUNDS[kind])


def export(booster: lightgbm.Booster) -> bytes:
    """The trees as a zlib-compressed ONNX file, with the data's licences in its description."""
    model = convert_lightgbm(
        booster, initial_types=[("table", FloatTensorType([None, len(names())]))], zipmap=False, target_opset=15
    )
    model.doc_string = LICENCE
    model.producer_version = ""
    return zlib.compress(model.SerializeToString(deterministic=True), 9)
