"""`bodycopy extract`: a page in, the article out."""

from __future__ import annotations

import sys
import time
from typing import BinaryIO

import click

from bodycopy.cli.group import write
from bodycopy.cli.page import make_options, no_article_message, page_options, read_source
from bodycopy.model import Format, Include


@click.command()
@page_options
@click.option(
    "--include",
    metavar="PART",
    multiple=True,
    help=f"Add to the JSON answer: {', '.join(Include)}. Repeat, or part by commas.",
)
@click.option("--format", "format_", metavar="FORMAT", help=f"{', '.join(Format)}. [default: json]")
def extract(
    file: BinaryIO,
    type_: str | None,
    charset: str | None,
    strict: bool,
    url: str | None,
    keep: tuple[str, ...],
    reference_date: str | None,
    mode: str | None,
    include: tuple[str, ...],
    format_: str | None,
) -> None:
    """Print the article of a page: a FILE, or - for standard input.

    JSON is one line a page in a pipe or file, and indented on a terminal. The names in it are those of the HTTP service.
    A page without an article ends with status 1; as JSON, the answer is then an error with what --include asks for.
    """
    options = make_options(
        strict=strict, url=url, keep=keep, include=include, format=format_, reference_date=reference_date, mode=mode
    )
    source = read_source(file, type_, charset)
    from bodycopy.errors import NoArticle
    from bodycopy.pipeline import extract as extract_page
    from bodycopy.render import answer, dump_json, encode, problem

    start = time.perf_counter()
    document = extract_page(source, options)
    elapsed_ms = (time.perf_counter() - start) * 1000
    missing = None if document.body else NoArticle(no_article_message(file.name))
    if options.format is Format.JSON:
        result = problem(document, options, missing, elapsed_ms) if missing else answer(document, options, elapsed_ms)
        write(dump_json(result, indent=sys.stdout.isatty()) + b"\n")
    elif not missing:
        write(encode(document, options, elapsed_ms)[0])
    if missing:
        raise missing
