"""Boosted trees from tables of blocks, and their ONNX form. The same tables and seed give the same file."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import lightgbm
import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper
from onnxmltools.convert import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType

from bodycopy.score.features import heard, names
from bodycopy.score.page_type import PAGE_TYPES
from training.tables import Table

SEED = 1
ROUNDS = {"html": 500, "text": 450}
# Smaller steps and more of them are steadier; more trees than these take more time than they are worth.
LEARNING_RATES = {"html": 0.035, "text": 0.03}
PARAMETERS = {
    "objective": "binary",
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

TYPE_ROUNDS = 100
TYPE_PARAMETERS = PARAMETERS | {
    "learning_rate": 0.05,
    "objective": "multiclass",
    "num_class": len(PAGE_TYPES),
    "num_leaves": 15,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.2,
    "lambda_l2": 5.0,
}

OPSET = 15
IR_VERSION = 8
TREES = "ai.onnx.ml"
TREES_OPSET = 3
FOR_MISSING = ("nodes_hitrates", "nodes_missing_value_tracks_true")

LICENCE = (
    "Learned from the development part of WCXB 1.0 (CC-BY-4.0), test resources of flairNLP/fundus (MIT) and snippets of "
    "the evaluation data of adbar/trafilatura (Apache-2.0), "
    "see docs/training.md. Holds numbers only, no text of any page."
)


def fit(kind: str, tables: Sequence[Table]) -> lightgbm.Booster:
    """Trees that give P(inside), learned from all blocks whose share is known.

    Each page is also learned from as if trafilatura had abstained, so that the scorer can do without it.
    """
    parts = [table.sampled(SEED + at) for at, table in enumerate(tables) if len(table.rows)]
    if kind == "html":
        parts += [(heard(rows, None), labels, weights) for rows, labels, weights in parts]
    rows, labels, weights = (np.concatenate(column) for column in zip(*parts, strict=True))
    data = lightgbm.Dataset(rows, labels, weight=weights, feature_name=list(names(kind)))
    return lightgbm.train(PARAMETERS | {"learning_rate": LEARNING_RATES[kind]}, data, ROUNDS[kind])


def fit_types(rows: NDArray[np.float32], types: NDArray[np.intp]) -> lightgbm.Booster:
    """Trees that tell the type of a page from `score.page_type.summary`; `types` index PAGE_TYPES."""
    return lightgbm.train(TYPE_PARAMETERS, lightgbm.Dataset(rows, types), TYPE_ROUNDS)


def export(booster: lightgbm.Booster) -> bytes:
    """The trees as a zlib-compressed ONNX file, with the data's licences in its description."""
    columns = FloatTensorType([None, booster.num_feature()])
    model = convert_lightgbm(booster, initial_types=[("table", columns)], zipmap=False, target_opset=OPSET)
    if booster.num_model_per_iteration() == 1:
        model = as_regression(model)
    model.doc_string = LICENCE
    model.producer_version = ""
    return zlib.compress(model.SerializeToString(deterministic=True), 9)


def as_regression(classifier: onnx.ModelProto) -> onnx.ModelProto:
    """The same trees for one class instead of two: the odds of a block summed up once, which takes a fifth less time.

    What the converter writes for missing values goes, too: features have none.
    """
    (trees,) = [node for node in classifier.graph.node if node.op_type == "TreeEnsembleClassifier"]
    given = {one.name: helper.get_attribute_value(one) for one in trees.attribute}
    nodes = {name: value for name, value in given.items() if name.startswith("nodes_") and name not in FOR_MISSING}
    targets = {f"target_{name}": given[f"class_{name}"] for name in ("ids", "nodeids", "treeids", "weights")}
    made = [
        helper.make_node("TreeEnsembleRegressor", trees.input, ["odds"], domain=TREES, n_targets=1, **targets, **nodes),
        helper.make_node("Sigmoid", ["odds"], ["inside"]),
    ]
    inside = helper.make_tensor_value_info("inside", onnx.TensorProto.FLOAT, [None, 1])
    graph = helper.make_graph(made, "trees", classifier.graph.input, [inside])
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(TREES, TREES_OPSET)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
