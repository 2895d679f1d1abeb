"""Prints a run as one table: a measure a row, the systems beside each other, what is asked and whether it is met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.goals import TABLE
from bench.measures import Measure, Value, select
from bench.results import OURS, Run
from bench.run import INPUT

YES, NO = "yes", "no"


def print_table(run: Run, peers: Sequence[str]) -> None:
    """Print all rows for which there are pages. `goal` is the first milestone's, `aim` what is wanted in the end."""
    rows = list(table_rows(run, peers))
    head = ["measure", "pages", OURS, *peers, "goal", "", "aim", ""]
    print(f"{run.engine}; {len(run.of(OURS))} pages")
    print(lay_out([head, *rows]))
    if any(measure.plain for measure in TABLE):
        print("In rows of plain text the peers' columns give the input itself.")


def table_rows(run: Run, peers: Sequence[str]) -> Iterator[list[str]]:
    """The cells of each row."""
    for measure in TABLE:
        ours = take(run, measure, measure.plain or OURS)
        if not ours.of:
            continue
        beside = [take(run, measure, measure.plain + INPUT if measure.plain else peer) for peer in peers]
        yield [
            measure.name,
            measure.sets,
            show(ours, measure),
            *(show(value, measure) if value.of and not measure.own else "-" for value in beside),
            *_asked(measure, ours.figure, measure.goal),
            *_asked(measure, ours.figure, measure.aim),
        ]


def figures(run: Run) -> dict[str, dict[str, float]]:
    """All figures by row and system, for JSON."""
    return {
        f"{measure.name} | {measure.sets}": {
            name: round(value.figure, 5)
            for name in run.scores
            if (name.removesuffix(INPUT) == measure.plain if measure.plain else name in _page_systems(run))
            and (value := take(run, measure, name)).of
        }
        for measure in TABLE
    }


def take(run: Run, measure: Measure, system: str) -> Value:
    """A measure of one system."""
    return measure.take(select(measure, run.of(system)))


def show(value: Value, measure: Measure) -> str:
    """A figure: leaks in percent with their counts, all else as a fraction."""
    if measure.less:
        return f"{value.figure:.1%} ({value.hits}/{value.of})"
    return f"{value.figure:.4f}"


def lay_out(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells as aligned columns; the first two to the left, all others to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i < 2 else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def _asked(measure: Measure, figure: float, wanted: float | None) -> tuple[str, str]:
    met = measure.meets(figure, wanted)
    if wanted is None or met is None:
        return "", ""
    sign = "<=" if measure.less else ">="
    return f"{sign} {wanted:.1%}" if measure.less else f"{sign} {wanted:.3f}", YES if met else NO


def _page_systems(run: Run) -> list[str]:
    plain = {measure.plain for measure in TABLE if measure.plain}
    return [name for name in run.scores if name.removesuffix(INPUT) not in plain]
