"""What a system says of a page, in the form that is measured."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

# How names of several authors are joined in one string by systems that give one.
AUTHOR_SEPARATOR = ";"


@dataclass(frozen=True)
class Answer:
    """Body text and metadata. `trouble` names what kept the system from answering."""

    text: str = ""
    headline: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    language: str | None = None
    captions: tuple[str, ...] = ()
    trouble: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Answer:
        """From JSON, lists as tuples again."""
        return cls(**{**row, "authors": tuple(row["authors"]), "captions": tuple(row["captions"])})
