"""`python -m training`: tables, cross-validation by site, and the models that are shipped."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from bench.pages import SETS, data_folder, read_samples
from bodycopy.score.features import heard
from bodycopy.score.model import KINDS, Model
from training.fit import export, fit
from training.folds import FOLDS
from training.report import report
from training.store import fold_path, shipped_path
from training.tables import Table, tables
from training.types import train_types


@click.command()
@click.option("--data", help="Folder of the data sets [default: BODYCOPY_DATA, else ../shared/data].")
@click.option("--kind", type=click.Choice(KINDS), multiple=True, default=KINDS, help="Which model to train [default: both].")
@click.option("--jobs", default=2, show_default=True, help="Processes that make tables.")
@click.option("--reuse", is_flag=True, help="Take the tables of the last run, where only the training has changed.")
@click.option("--ship/--no-ship", default=True, help="Also train on all pages and write the model that is shipped.")
def main(data: str | None, kind: Sequence[str], jobs: int, reuse: bool, ship: bool) -> None:
    """Train the scorer, each fold judged by a model that has not seen its sites."""
    for one in kind:
        found = _tables(one, data, jobs, reuse)
        chances: dict[str, NDArray[np.float32]] = {}
        unaided: dict[str, NDArray[np.float32]] = {}
        for fold in range(FOLDS):
            packed = export(fit(one, [table for table in found if table.fold != fold]))
            fold_path(one, fold).write_bytes(packed)
            model = Model(packed)
            held_out = [table for table in found if table.fold == fold]
            chances |= {table.key: model.predict(table.rows) for table in held_out}
            if one == "html":
                unaided |= {table.key: model.predict(heard(table.rows, None)) for table in held_out}
        click.echo(report(one, found, chances, unaided))
        if one == "html":
            click.echo(train_types(found, chances, unaided, ship))
        if ship:
            packed = export(fit(one, found))
            shipped_path(one).write_bytes(packed)
            click.echo(f"{one}: {len(packed) / 1e6:.2f} MB shipped")


def _tables(kind: str, data: str | None, jobs: int, reuse: bool) -> list[Table]:
    """Tables made new, or those of the last run. The cache is this program's own; nothing else is unpickled."""
    cache = fold_path(kind, 0).with_name(f"{kind}-tables.pickle")
    cache.parent.mkdir(parents=True, exist_ok=True)
    if reuse and cache.exists():
        found: list[Table] = pickle.loads(cache.read_bytes())
        return found
    samples = read_samples(data_folder(data), SETS)
    found = tables(kind, samples, jobs)
    cache.write_bytes(pickle.dumps(found))
    rows = sum(len(table.rows) for table in found)
    inside = sum(float(np.mean(table.share >= 0.5)) for table in found if table.whole)
    click.echo(
        f"{kind}: {len(found)} pages, {rows} blocks, {100 * inside / max(len(found), 1):.1f} % of a page's blocks inside"
    )
    _check(cache)
    return found


def _check(cache: Path) -> None:
    if not cache.stat().st_size:
        raise click.ClickException(f"nothing was read: is {cache} writable, and does --data name the folder of the sets?")


if __name__ == "__main__":
    main()
