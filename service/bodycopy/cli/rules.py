"""`bodycopy rules`: which rules there are, and what each takes out."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

import click

from bodycopy.cli.group import write


@click.command()
def rules() -> None:
    """List the rules and what each takes out.

    They stand by the label they give, in the order in which they are asked.
    A rule is named as in the removal report: its label, a dot, its own name.
    """
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    write("".join(f"{line}\n" for line in _lines(width)).encode())


def _lines(width: int | None) -> Iterator[str]:
    """A line a rule; on a terminal what does not fit goes on below, in a pipe lines stay whole for `grep`."""
    from wcwidth import wrap

    from bodycopy.rules.label import ROOMS, load_rules

    found = {room: load_rules(room) for room in ROOMS}
    column = max((len(rule.name) for rules in found.values() for rule in rules), default=0) + 2
    for number, (room, room_rules) in enumerate(found.items()):
        if number and width:
            yield ""
        if width:
            yield click.style(f"{room}: {_about(room)}", bold=True)
        for rule in room_rules:
            head = rule.name.ljust(column)
            if width:
                yield from wrap(rule.about, width, initial_indent=head, subsequent_indent=" " * column) or [rule.name]
            else:
                yield head + rule.about


def _about(room: str) -> str:
    from importlib import import_module

    from bodycopy import rules as package

    return (import_module(f"{package.__name__}.{room}").__doc__ or "").strip().partition("\n")[0]
