"""The account of what was left out and why, and the list of all blocks."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from bodycopy.model import Block, Document, Label

SCORE_DIGITS = 3


def removed_report(document: Document, keep: Collection[Label] = frozenset()) -> list[dict[str, Any]]:
    """Every block that is not in the article text, in reading order: what it is, which rule said so, why, and from where."""
    return [_removed(block) for block in document.removed if block.label not in keep]


def _removed(block: Block) -> dict[str, Any]:
    verdict = block.verdict
    return {
        "label": block.label.value,
        "rule": verdict.rule if verdict else None,
        "evidence": verdict.evidence if verdict else None,
        "path": block.path,
        "text": block.text,
    }


def block_list(document: Document) -> list[dict[str, Any]]:
    """Every block of the page in reading order, with its label and where it stood."""
    return [_block(block) for block in document.blocks]


def _block(block: Block) -> dict[str, Any]:
    verdict = block.verdict
    return {
        "index": block.index,
        "kind": block.kind.value,
        "level": block.level,
        "label": block.label.value,
        "verdict": {"rule": verdict.rule, "evidence": verdict.evidence} if verdict else None,
        "score": round(block.score, SCORE_DIGITS),
        "path": block.path,
        "span": list(block.span) if block.span != (0, 0) else None,
        "text": block.text,
    }
