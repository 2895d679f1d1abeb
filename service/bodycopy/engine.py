"""Which engine gave an answer: the version, and a short hash of everything that judges blocks.

A pipeline that stores answers can tell from the two whether a page would come out the same today. The hash reads the files
of these rooms as they lie on disk (modules, tables, models), in the order of their names and with one kind of line ending, so
that it is the same on every machine and in every process.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

from bodycopy import __version__, tokens

VERSION = __version__

COMPILED = tokens.__file__.endswith(".so")
"""Whether the inner loops run as machine code, which changes the time of a page and nothing else."""

JUDGING = ("blocks", "hydration.py", "metadata", "phrases.py", "rules", "score", "tokens.py", "votes")
"""The rooms whose files decide which block gets which label; rules know titles, dates and agencies from the metadata."""

HASH_BYTES = 6
"""48 bits: short enough to read aloud, and no two of a thousand releases share it."""

_NO_SOURCE = (".pyc", ".pyo", ".so", ".swp", "~")


@cache
def rules_hash() -> str:
    """The hash of rules, phrase tables and scorer: twelve hexadecimal digits."""
    return hash_files((name, file.read_bytes()) for room in JUDGING for name, file in _sources(room))


def hash_files(entries: Iterator[tuple[str, bytes]]) -> str:
    """The hash over names and contents; lengths are hashed too, so that nothing can move from one file into the next."""
    digest = blake2b(digest_size=HASH_BYTES)
    for name, content in entries:
        plain = content.replace(b"\r\n", b"\n")
        for part in (name.encode(), plain):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()


def source_names(room: str) -> list[str]:
    """The files of a room that are hashed, as paths from the root of the package."""
    return [name for name, _ in _sources(room)]


def _sources(room: str) -> Iterator[tuple[str, Traversable]]:
    entry = files(__package__) / room
    return _walk(entry, room) if entry.is_dir() else iter([(room, entry)])


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    """All source files below a folder with their paths, sorted by name."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith((".", "__pycache__")) or entry.name.endswith(_NO_SOURCE):
            continue
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, name)
        else:
            yield name, entry
