"""Whom the labelled blocks name as authors: the byline above the text, else the signature below it, else the author's own box.

Asked only where the tree names nobody. (A name that has the first or the last line of a text for itself was tried, too: three
times out of four it is none.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from bodycopy.metadata.bylines import is_byline, labelled_name
from bodycopy.metadata.datelines import is_date_line
from bodycopy.metadata.names import is_agency, is_introduction, is_personal, split_authors
from bodycopy.metadata.offers import Offer
from bodycopy.model import Block, Label

_MAX_LINE: Final = 160
# How many blocks may stand between two authors of one byline, and between the text and its signature.
_MAX_GAP: Final = 4
_MAX_BELOW: Final = 8
# How far above the body a byline of plain text may be, and how far from its date.
_MAX_ABOVE: Final = 10
_BESIDE: Final = 2
_MAX_NAMES: Final = 4
_MAX_LABEL: Final = 30
_BYLINE_RULE: Final = "header.byline"
_BOX_RULE: Final = "tail.author_bio"
_OF_OTHERS: Final = frozenset({Label.COMMENT, Label.PROMO, Label.APPEAL, Label.CAPTION})
_NO_BYLINES: Final = frozenset({Label.HEADLINE, Label.CAPTION})
_DATELINE = re.compile(r"\A[^()]{2,60}\(([^()\s]{2,30})\)\s?(?:--|[-–—])\s")
_WRITTEN_BY = re.compile(
    r"\b(?:written|posted|geschrieben|verfasst|eingestellt|écrit|rédigé|escrito|scritto|geschreven|skriven|skrevet)\s"
    r"(?:by|von|par|por|da|door|av|af)\s+(.+)",
    re.IGNORECASE,
)


def block_authors(blocks: Sequence[Block], language: str | None = None) -> Iterator[tuple[Offer, ...]]:
    """The offers of each kind of place, the best first. `language` is that of the dates."""
    body = [block.index for block in blocks if block.label is Label.BODY]
    yield _first_group([block for block in blocks if block.label is Label.HEADER], _byline)
    if body and all(block.scope < 0 for block in blocks):
        yield _beside_date(blocks[max(0, body[0] - _MAX_ABOVE) : body[0]], language)
    yield signature(blocks)
    yield _under_label(blocks)
    yield _first_group([block for block in blocks if block.verdict is not None and block.verdict.rule == _BOX_RULE], _name)
    yield _agency(blocks[body[0]]) if body else ()


def signature(blocks: Sequence[Block]) -> tuple[Offer, ...]:
    """Who signed below the text."""
    body = [block.index for block in blocks if block.label is Label.BODY]
    below = [block for block in blocks if body and body[-1] < block.index <= body[-1] + _MAX_BELOW]
    return _first_group([block for block in below if block.label not in _OF_OTHERS], _signature)


def _first_group(blocks: Sequence[Block], read: Callable[[Block], str]) -> tuple[Offer, ...]:
    """What the first block says that names somebody, and those close behind it."""
    offers: list[Offer] = []
    last = 0
    for block in blocks:
        text = read(block) if len(block.text) <= _MAX_LINE else ""
        if not text:
            continue
        if offers and block.index - last > _MAX_GAP:
            break
        offers.append(Offer("authors", text, f"block {block.index}"))
        last = block.index
    return tuple(offers)


def _beside_date(blocks: Sequence[Block], language: str | None) -> tuple[Offer, ...]:
    """In plain text, where nothing but its place marks a byline: the last name above the body that has a date beside it."""
    dated = {block.index for block in blocks if is_date_line(block.text, language)}
    near = (
        block for block in reversed(blocks) if not dated.isdisjoint(range(block.index - _BESIDE, block.index + _BESIDE + 1))
    )
    named = next((block for block in near if block.label not in _NO_BYLINES and is_personal(block.text)), None)
    return (Offer("authors", named.text, f"block {named.index}"),) if named else ()


def _under_label(blocks: Sequence[Block]) -> tuple[Offer, ...]:
    """The name in the block after one that only introduces it: `Author`, `Article by`."""
    names = (
        named for label, named in pairwise(blocks) if _is_label(label.text) and named.label not in _OF_OTHERS and _name(named)
    )
    return tuple(Offer("authors", _name(named), f"block {named.index}") for named in islice(names, 1))


def _agency(block: Block) -> tuple[Offer, ...]:
    """The agency in the dateline of a wire story: `HARBURG (Nord-Press/ab) -`."""
    match = _DATELINE.match(block.text)
    known = match is not None and any(map(is_agency, match[1].split("/")))
    return (Offer("authors", match[1], f"block {block.index}"),) if match is not None and known else ()


def _is_label(text: str) -> bool:
    return len(text) <= _MAX_LABEL and not text[:1].islower() and is_introduction(text)


def _byline(block: Block) -> str:
    named = block.verdict is not None and block.verdict.rule == _BYLINE_RULE
    names = split_authors(block.text) if named or is_byline(block.text) else ()
    if names and (is_personal(names[0]) or not names[0].isascii()):
        return block.text
    return labelled_name(block.text) or ""


def _signature(block: Block) -> str:
    match = _WRITTEN_BY.search(block.text)
    text = match[1] if match else block.text if is_byline(block.text) else ""
    names = split_authors(text)
    return text if 0 < len(names) <= _MAX_NAMES and is_personal(names[0]) else ""


def _name(block: Block) -> str:
    text = block.text.strip(" ,—–-")
    return text if is_personal(text) and not _WRITTEN_BY.search(text) else ""
