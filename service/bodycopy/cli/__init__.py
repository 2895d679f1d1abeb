"""The command line: `bodycopy extract | explain | rules | serve`.

One module a command. What is heavy (the parser, trafilatura, the server) is imported inside the commands, so that `--help`
and `--version` answer at once.
"""

from __future__ import annotations

import click

from bodycopy import engine
from bodycopy.cli.explain import explain
from bodycopy.cli.extract import extract
from bodycopy.cli.group import Commands
from bodycopy.cli.rules import rules
from bodycopy.cli.serve import serve

__all__ = ["main"]


def _print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        form = "compiled" if engine.COMPILED else "plain Python"
        click.echo(f"bodycopy {engine.VERSION}, rules {engine.rules_hash()}, {form}")
        context.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Show the version, the hash of the rules and whether the code is compiled.",
)
def main() -> None:
    """The body copy and the metadata of a raw web page, and an account of everything that was left out.

    Exit status: 0 done; 1 the page has no article; 2 wrong usage or setting; 3 the input is no page (a PDF, an image).
    """


for command in (extract, explain, rules, serve):
    main.add_command(command)
