"""Where models lie: the shipped ones beside the scorer, those of the folds in a cache outside the project."""

from __future__ import annotations

import os
from pathlib import Path

from bodycopy.score import model
from bodycopy.score.model import KINDS, SUFFIX, TYPE, Model
from bodycopy.score.scorer import Scorer


def shipped_path(kind: str) -> Path:
    """The file of the model that is shipped."""
    return Path(model.__file__).parent / f"{kind}{SUFFIX}"


def fold_path(kind: str, fold: int) -> Path:
    """The file of the model that has not seen the sites of a fold."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "bodycopy-training" / f"{kind}-{fold}{SUFFIX}"


def fold_scorer(fold: int) -> Scorer:
    """The models that have not seen the sites of a fold. Raises FileNotFoundError where they were not trained here."""
    html, text, type_ = (Model(fold_path(kind, fold).read_bytes()) for kind in (*KINDS, TYPE))
    return Scorer(html, text, type_)
