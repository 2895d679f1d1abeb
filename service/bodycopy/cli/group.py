"""How the program ends: the exit status of each error, and one line that says what was wrong."""

from __future__ import annotations

import sys
from typing import Any

import click

from bodycopy.errors import BodycopyError, ConfigError, NoArticle, TooLarge, UnsupportedInput

NO_ARTICLE = 1
WRONG_USAGE = 2
NO_PAGE = 3
INTERRUPTED = 130
CLOSED_PIPE = 141
"""What a shell reports for a program that wrote to a closed pipe (128 + SIGPIPE); 1 would say that there is no article."""

EXIT_CODES: tuple[tuple[type[BodycopyError], int], ...] = (
    (NoArticle, NO_ARTICLE),
    (UnsupportedInput, NO_PAGE),
    (TooLarge, NO_PAGE),
    (ConfigError, WRONG_USAGE),
    (BodycopyError, WRONG_USAGE),
)


class Commands(click.Group):
    """A group that reports an error as one line on standard error, where click writes four."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command and exit with its status; without `standalone_mode`, errors come out as they are."""
        if not extra.pop("standalone_mode", True):
            return super().main(*args, **{**extra, "standalone_mode": False})
        try:
            status = super().main(*args, **{**extra, "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(WRONG_USAGE)
        except click.ClickException as error:
            sys.exit(report(_name(error), _advise(error), error.exit_code))
        except click.Abort:
            sys.exit(report("bodycopy", "Stopped.", INTERRUPTED))
        except BodycopyError as error:
            sys.exit(report("bodycopy", error.message, exit_code(error)))
        sys.exit(status if isinstance(status, int) else 0)


def exit_code(error: BodycopyError) -> int:
    """The exit status that an error ends the program with."""
    return next(code for family, code in EXIT_CODES if isinstance(error, family))


def write(content: bytes) -> None:
    """Write to standard output; where nobody reads on (`| head`), end quietly."""
    left = memoryview(content)
    try:
        while left:  # with PYTHONUNBUFFERED, a write may take a part only
            left = left[sys.stdout.buffer.write(left) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        sys.stderr.close()  # or Python complains of the closed pipe once more at its own end
        sys.exit(CLOSED_PIPE)


def report(name: str, message: str, code: int) -> int:
    """Say in one line what was wrong; gives back the exit status."""
    say(name, message)
    return code


def say(name: str, message: str) -> None:
    """Write a message to standard error, in one line."""
    click.echo(f"{name}: {' '.join(message.split())}", err=True)


def _name(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return str(context.command_path) if context else "bodycopy"


def _advise(error: click.ClickException) -> str:
    message = error.format_message().rstrip(".") + "."
    return f"{message} See `{_name(error)} --help`." if isinstance(error, click.UsageError) else message
