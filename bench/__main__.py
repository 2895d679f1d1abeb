"""`python -m bench`: run, rules, worst, show, compare, speed, cost. See docs/bench.md."""

from __future__ import annotations

from pathlib import Path

import click

from bench import listing
from bench.causes import judge_pages
from bench.cost import print_cost
from bench.growing import KINDS
from bench.ours import Scorers, usual_scorers
from bench.pages import SETS, Sample, data_folder, read_samples
from bench.peers import PEERS, Peer
from bench.results import BEFORE, LAST, OURS, keep_run, kept, read_run, write_run
from bench.rule_table import print_cause_examples, print_causes, print_rule_examples, print_rules
from bench.run import run as run_bench
from bench.show import show_page
from bench.speed import print_speed
from bench.table import figures, print_table

MAX_JOBS = 2

DATA = click.option("--data", help="Folder of the data sets [default: BODYCOPY_DATA or ../shared/data].")
SETS_OPTION = click.option("--sets", default=",".join(SETS), show_default=True, help="Which sets, parted by commas.")
TYPE = click.option("--types", "page_type", help="Only pages of this type (article, forum, ...).")
LIMIT = click.option("--limit", type=click.IntRange(1), help="So many pages of each set, evenly spread.")
JOBS = click.option("--jobs", type=click.IntRange(1), default=MAX_JOBS, show_default=True, help="Processes.")
SCORERS = click.option(
    "--models",
    "scorers",
    type=click.Choice([str(choice) for choice in Scorers]),
    callback=lambda _context, _option, given: Scorers(given),
    default=lambda: str(usual_scorers()),
    help="Each page judged by models that have not seen its site, or by those shipped [default: folds, if trained].",
)
FROM = click.option(
    "--from", "file", type=click.Path(exists=True, path_type=Path), help="A run kept with --json [default: the last]."
)


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Measure bodycopy on the development data, beside its peers; without a command: `run`."""
    if context.invoked_subcommand is None:
        context.invoke(run)


@main.command()
@DATA
@SETS_OPTION
@TYPE
@LIMIT
@JOBS
@SCORERS
@click.option(
    "--peers", default=",".join(peer.name for peer in PEERS), show_default=True, help="Peers, parted by commas, or none."
)
@click.option("--plain/--no-plain", default=True, help="Also plain text made from the pages.")
@click.option("--json", "file", type=click.Path(path_type=Path), help="Keep all figures and every page's scores here.")
def run(
    data: str | None,
    sets: str,
    page_type: str | None,
    limit: int | None,
    jobs: int,
    scorers: Scorers,
    peers: str,
    plain: bool,
    file: Path | None,
) -> None:
    """Run the pipeline over the data sets and print one table."""
    samples = _samples(data, sets, page_type, limit)
    beside = _peers(peers)
    result = run_bench(samples, data_folder(data), beside, jobs, scorers, plain)
    keep_run(result)
    if file:
        write_run(result, file, figures=figures(result))
    print_table(result, [peer.name for peer in beside])


@main.command()
@DATA
@SETS_OPTION
@TYPE
@LIMIT
@JOBS
@SCORERS
@click.option("--rule", help="Examples of this rule's hits instead of the tables.")
@click.option("--cause", help="Examples of all causes whose name contains this.")
@click.option("--examples", type=click.IntRange(1), default=10, show_default=True, help="How many.")
def rules(
    data: str | None,
    sets: str,
    page_type: str | None,
    limit: int | None,
    jobs: int,
    scorers: Scorers,
    rule: str | None,
    cause: str | None,
    examples: int,
) -> None:
    """What each rule takes out, rightly and wrongly, and what word F1 is lost by."""
    pages = judge_pages(_samples(data, sets, page_type, limit), data_folder(data), jobs, scorers)
    if rule:
        print_rule_examples(pages, rule, examples)
    elif cause:
        print_cause_examples(pages, cause, examples)
    else:
        print_rules(pages)
        print_causes(pages)


@main.command()
@SETS_OPTION
@TYPE
@FROM
@click.option("--measure", type=click.Choice(list(listing.PAGE_MEASURES)), default="f1", show_default=True)
@click.option("-n", "count", type=click.IntRange(1), default=20, show_default=True)
@click.option("--system", default=OURS, show_default=True, help="Whose pages; a peer's name, or html_text, favor_recall.")
def worst(sets: str, page_type: str | None, file: Path | None, measure: str, count: int, system: str) -> None:
    """List the worst pages of a run."""
    listing.print_worst(read_run(file or _last(LAST)), measure, sets.split(","), page_type, count, system)


@main.command()
@click.argument("before", type=click.Path(exists=True, path_type=Path), required=False)
@click.argument("after", type=click.Path(exists=True, path_type=Path), required=False)
@click.option("--measure", type=click.Choice(list(listing.PAGE_MEASURES)), default="f1", show_default=True)
@click.option("-n", "count", type=click.IntRange(1), default=20, show_default=True)
def compare(before: Path | None, after: Path | None, measure: str, count: int) -> None:
    """What changed between two runs [default: the last two], in the table and page by page."""
    listing.print_comparison(read_run(before or _last(BEFORE)), read_run(after or _last(LAST)), measure, count)


@main.command()
@DATA
@SCORERS
@click.argument("page")
@click.option("--all", "everything", is_flag=True, help="Also blocks that were rightly removed.")
def show(data: str | None, scorers: Scorers, page: str, everything: bool) -> None:
    """Show one page, SET/ID, block by block against its gold."""
    name = next((name for name in SETS if page.startswith(f"{name}/")), page.partition("/")[0])
    found = [sample for sample in _samples(data, name, None, None) if sample.key == page]
    if not found:
        raise click.UsageError(f"no page {page!r}; pages are named SET/ID, as `worst` prints them")
    show_page(found[0], data_folder(data), everything, scorers)


@main.command()
@DATA
@SETS_OPTION
@TYPE
@click.option(
    "--limit", type=click.IntRange(1), default=100, show_default=True, help="So many pages of each set, evenly spread."
)
def speed(data: str | None, sets: str, page_type: str | None, limit: int) -> None:
    """Time us and trafilatura page by page, and our stages."""
    print_speed(_samples(data, sets, page_type, limit))


@main.command()
@click.argument("kinds", nargs=-1, type=click.Choice(list(KINDS)), metavar="[KIND]...")
@click.option("--most", type=click.IntRange(100_000), default=10_000_000, show_default=True, help="The largest page, in bytes.")
@click.option("--seconds", type=float, default=20.0, show_default=True, help="Leave out what would take longer.")
def cost(kinds: tuple[str, ...], most: int, seconds: float) -> None:
    """How the time for a page grows with its size, for all kinds of pages or those that are named."""
    print_cost(kinds or tuple(KINDS), most, seconds)


def _samples(data: str | None, sets: str, page_type: str | None, limit: int | None) -> list[Sample]:
    folder = data_folder(data)
    names = [name for name in sets.split(",") if name]
    for name in names:
        if not (folder / f"{name}.jsonl").exists():
            raise click.UsageError(f"no data set {name!r} in {folder}; name the folder with --data or BODYCOPY_DATA")
    return read_samples(folder, names, page_type, limit)


def _peers(names: str) -> list[Peer]:
    """The named peers that are installed here; a name that is nobody's is an error."""
    known = {peer.name: peer for peer in PEERS}
    wanted = [name for name in names.split(",") if name and name != "none"]
    for name in wanted:
        if name not in known:
            raise click.UsageError(f"no peer {name!r}; known: {', '.join(known)}")
    return [known[name] for name in wanted if known[name].is_here]


def _last(name: str) -> Path:
    file = kept(name)
    if not file.exists():
        raise click.UsageError("no run has been kept yet: python -m bench run")
    return file


if __name__ == "__main__":
    main(prog_name="python -m bench")
