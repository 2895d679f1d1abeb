"""Keeps what does not change between runs: what peers say of a page, which of its blocks look like appeals.

One JSON Lines file a system and version, in the user's cache folder; a page is known by a hash of its content and address.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from bench.pages import Sample

Work = Callable[[Sample], Any]


def cache_folder() -> Path:
    """`$XDG_CACHE_HOME/bodycopy-bench`, made where it is missing."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "bodycopy-bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def page_key(sample: Sample) -> str:
    """A name for a page's content and address."""
    return hashlib.sha256(f"{sample.digest} {sample.url or ''}".encode()).hexdigest()[:32]


def remembered(name: str, work: Work, samples: Sequence[Sample], jobs: int) -> dict[str, Any]:
    """What `work` gives for each sample, by `Sample.key`: from the file `name`, else worked out now and written there."""
    file = cache_folder() / f"{name}.jsonl"
    known = _read(file)
    keys = {sample.key: page_key(sample) for sample in samples}
    missing = [sample for sample in samples if keys[sample.key] not in known]
    if missing:
        print(f"{name}: {len(missing)} pages to do", file=sys.stderr)
        with Pool(jobs) as pool, file.open("a", encoding="utf-8") as out:
            for sample, value in zip(missing, pool.imap(work, missing, chunksize=4), strict=True):
                known[keys[sample.key]] = value
                out.write(json.dumps([keys[sample.key], value], ensure_ascii=False) + "\n")
    return {sample.key: known[keys[sample.key]] for sample in samples}


def _read(file: Path) -> dict[str, Any]:
    """All whole lines of a file: one that was cut off by an interruption is left out."""
    if not file.exists():
        return {}
    known: dict[str, Any] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            key, value = json.loads(line)
        except ValueError:
            continue
        known[key] = value
    return known
