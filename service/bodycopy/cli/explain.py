"""`bodycopy explain`: the page in reading order, with what was taken out and why."""

from __future__ import annotations

import os
import shutil
import sys
from typing import BinaryIO

import click

from bodycopy.cli.group import write
from bodycopy.cli.page import make_options, no_article_message, page_options, read_source


@click.command()
@page_options
@click.option("--paths", is_flag=True, help="Show the element (XPath) of every block that was taken out.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Style the output; auto does on a terminal, unless NO_COLOR is set. [default: auto]",
)
def explain(
    file: BinaryIO,
    type_: str | None,
    charset: str | None,
    strict: bool,
    url: str | None,
    keep: tuple[str, ...],
    reference_date: str | None,
    mode: str | None,
    paths: bool,
    color: str,
) -> None:
    """Show a page as it was understood: a FILE, or - for standard input.

    The whole page in reading order. What is in the article is indented; lines that begin with - were taken out, and the
    line after them (or the margin, on a wide terminal) names the rule, the words that gave them away and the line of the
    source. Lines that begin with = sum up. A page without an article ends with status 1.
    """
    options = make_options(strict=strict, url=url, keep=keep, reference_date=reference_date, mode=mode)
    source = read_source(file, type_, charset)
    from bodycopy.cli.proof import Proof
    from bodycopy.errors import NoArticle
    from bodycopy.pipeline import extract

    document = extract(source, options)
    proof = Proof(document, options.keep, shutil.get_terminal_size().columns, colored=_colored(color), paths=paths)
    write("".join(f"{line}\n" for line in proof.lines()).encode(sys.stdout.encoding or "utf-8", "replace"))
    if not document.body:
        raise NoArticle(no_article_message(file.name))


def _colored(choice: str) -> bool:
    """Whether to style the output (https://no-color.org for the variable)."""
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
