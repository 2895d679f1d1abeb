"""The learned part: boosted trees in ONNX form, which hold numbers only and are safe to load.

They are trained by `training/` and kept beside this module: for the blocks of pages, for those of plain text, and for the type
of a page.
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from bodycopy.score.runtime import onnxruntime

SUFFIX = ".onnx.z"
KINDS = ("html", "text")
TYPE = "type"


class Model:
    """Trees that give P(inside) for rows of features. `packed` is a zlib-compressed ONNX file."""

    def __init__(self, packed: bytes) -> None:
        options = onnxruntime.SessionOptions()
        # One page is one thread's work: a pool of its own would fight the service's processes for the same cores.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(zlib.decompress(packed), options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        self._output = self._session.get_outputs()[-1].name

    def probabilities(self, table: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of each class, 0 to 1, for each row of a table: rows x classes."""
        (probabilities,) = self._session.run([self._output], {self._input: table})
        return np.asarray(probabilities, dtype=np.float32)

    def predict(self, table: NDArray[np.float32]) -> NDArray[np.float32]:
        """P(inside), 0 to 1, for each row of a table of `features.names()`."""
        if not len(table):
            return np.zeros(0, dtype=np.float32)
        return self.probabilities(table)[:, -1]


@cache
def shipped(kind: str) -> Model:
    """The model that came with the package: `html`, `text` or `type`."""
    return Model((files(__package__) / f"{kind}{SUFFIX}").read_bytes())
