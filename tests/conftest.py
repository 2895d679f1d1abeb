"""Documents built by hand, so that views of them are tested without a pipeline; and no way out of this machine for any test."""

from __future__ import annotations

import os
import runpy
from pathlib import Path
from typing import Any

import pytest

from bodycopy.model import Block, Document, Kind, Label, Metadata, Quality, Scope, Verdict

GUARD = Path(__file__).parent / "guard"
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(GUARD), os.environ.get("PYTHONPATH"))))
runpy.run_path(str(GUARD / "sitecustomize.py"))


class Maker:
    """Makes blocks, elements and documents; indexes are filled in."""

    @staticmethod
    def body(text: str, kind: Kind = Kind.PARAGRAPH, **fields: Any) -> Block:
        return Block(index=0, kind=kind, text=text, **{"label": Label.BODY, "score": 0.9, **fields})

    @staticmethod
    def removed(text: str, rule: str, evidence: str = "", label: Label | None = None, **fields: Any) -> Block:
        """A block that a rule took out; its label is the rule's room unless it is given."""
        verdict = Verdict(rule, evidence)
        room = label or (Label.BOILERPLATE if rule == "score" else Label(rule.partition(".")[0]))
        return Block(index=0, text=text, label=room, verdict=verdict, **{"kind": Kind.PARAGRAPH, "score": 0.1, **fields})

    @staticmethod
    def scopes(*elements: tuple[str, int] | tuple[str, int, tuple[str, ...]]) -> tuple[Scope, ...]:
        """Elements as (tag, parent) or (tag, parent, tokens); a parent stands before its children."""
        return tuple(
            Scope(tag=element[0], tokens=element[2] if len(element) > 2 else (), parent=element[1], depth=0)
            for element in elements
        )

    @staticmethod
    def document(*blocks: Block, url: str | None = None, metadata: Metadata | None = None, **fields: Any) -> Document:
        numbered = tuple(block._replace(index=index) for index, block in enumerate(blocks))
        quality = fields.pop("quality", Quality(0.9, "article"))
        return Document(url, metadata or Metadata(), numbered, quality=quality, **fields)


@pytest.fixture(scope="session")
def make() -> Maker:
    return Maker()
