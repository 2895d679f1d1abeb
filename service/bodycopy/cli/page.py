"""What `extract` and `explain` share: reading a page, telling HTML from text, and the options of both."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Sequence
from typing import BinaryIO, TypeVar

import click

from bodycopy.cli.group import say
from bodycopy.model import Label, Options, Source, SourceType

SNIFFED_BYTES = 64 * 1024
FEWEST_TAGS = 3
"""Text may speak of a tag or two; three of those that give a page its form are markup."""

_MARKUP_START = re.compile(rb"\s*<(?:[a-z][a-z0-9-]*[\s/>]|!doctype|!--|\?xml)", re.IGNORECASE)
_FORM_TAG = re.compile(
    rb"</?(?:html|head|body|title|meta|div|p|br|h[1-6]|ul|ol|li|table|tr|td|article|section|img|a)[\s/>]", re.IGNORECASE
)
_BYTE_ORDER_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_Command = TypeVar("_Command", bound=Callable[..., None])


def page_options(command: _Command) -> _Command:
    """The argument and the options that every command on one page has."""
    for decorate in (
        click.option(
            "--mode",
            metavar="MODE",
            help="Whether trafilatura is asked: auto where we are unsure, fast never, full always. [default: auto]",
        ),
        click.option(
            "--reference-date",
            metavar="DAY",
            help="The day (YYYY-MM-DD, a time may follow) of the page: no later date is believed, relative ones count from it.",
        ),
        click.option(
            "--keep",
            metavar="LABEL",
            multiple=True,
            help=f"Put blocks of this label into the article as well: {', '.join(list(Label)[1:])}. Repeat, or part by commas.",
        ),
        click.option("--strict", is_flag=True, help="Stop where an option's value cannot be read, instead of warning of it."),
        click.option("--url", metavar="URL", help="Where the page is from; never fetched. Makes relative links absolute."),
        click.option("--charset", metavar="NAME", help="The charset that came with the page, as in a Content-Type header."),
        click.option(
            "--type",
            "type_",
            type=click.Choice([kind.value for kind in SourceType]),
            help="What FILE is. [default: told by its content]",
        ),
        click.argument("file", type=click.File("rb"), metavar="FILE"),
    ):
        command = decorate(command)
    return command


def read_source(file: BinaryIO, type_: str | None, charset: str | None) -> Source:
    """The page in a file, as a Source."""
    if charset is not None:
        try:
            codecs.lookup(charset)
        except LookupError as error:
            message = f"{charset!r} is no charset known here; name one like utf-8."
            raise click.BadParameter(message, param_hint="--charset") from error
    content = file.read()
    return Source(content, SourceType(type_) if type_ else tell_type(content), charset)


def tell_type(content: bytes) -> SourceType:
    """Whether a page is HTML or plain text, by its first bytes."""
    head = content[:SNIFFED_BYTES]
    for mark in _BYTE_ORDER_MARKS:
        head = head.removeprefix(mark)
    head = head.replace(b"\0", b"")  # UTF-16 of ASCII is ASCII with zeros between
    if _MARKUP_START.match(head) or len(_FORM_TAG.findall(head)) >= FEWEST_TAGS:
        return SourceType.HTML
    return SourceType.TEXT


def make_options(*, strict: bool, **values: str | Sequence[str] | None) -> Options:
    """Options from the command line's strings, read as the HTTP service reads them; warnings go to standard error."""
    from bodycopy.options import STRICT, read_options

    given = {name: [value] if isinstance(value, str) else list(value) for name, value in values.items() if value is not None}
    options = read_options({**given, STRICT: [str(strict)]})
    for warning in options.warnings:
        say("bodycopy", warning.message)
    return options


def no_article_message(name: str) -> str:
    """What to tell of a page without an article."""
    page = "standard input" if name in ("-", "<stdin>") else name
    return f"No article was found in {page}. `bodycopy explain` shows what each part of it was taken for."
