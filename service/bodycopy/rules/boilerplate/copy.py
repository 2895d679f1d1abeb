"""Text that stands on the page a second time.

Seen where a page has a version for phones beside the one for desks, a post is quoted in the next one, or the cards of a
carousel go round. The first stays. Short lines go where they stand among copies, since a heading or a "Yes" may well come
again. Manuals say the same of each of many functions, and mean it.
"""

from __future__ import annotations

from collections.abc import Iterable

from bodycopy.model import Block, Kind
from bodycopy.rules.view import View

MIN_CHARS = 40
# So near a copy a short line that stood before is one as well.
NEAR = 2

_UNASKED = (Kind.CODE, Kind.TABLE)
_REPEATING = "documentation"


def asked_in_context(view: View) -> Iterable[int]:
    """The blocks of the article that say what another has said."""
    first = view.fact(first_places)
    return (block.index for block in view.fact(kept) if first[block.text] < block.index)


def match_in_context(block: Block, view: View) -> str | None:
    if view.page_type == _REPEATING or block.kind in _UNASKED:
        return None
    at = view.fact(order)[block.index]
    text = view.fact(kept)
    near = text[max(0, at - NEAR) : at + NEAR + 1]
    return f"stands in block {view.fact(first_places)[block.text]}" if any(_is_copy(other, view) for other in near) else None


def first_places(view: View) -> dict[str, int]:
    """Where each text stands for the first time in what would be the article."""
    places: dict[str, int] = {}
    for block in view.fact(kept):
        places.setdefault(block.text, block.index)
    return places


def kept(view: View) -> tuple[Block, ...]:
    """The blocks that would be the article."""
    return tuple(block for block in view.blocks if _is_text(block, view))


def order(view: View) -> dict[int, int]:
    """The place of each block among those that would be the article."""
    return {block.index: at for at, block in enumerate(view.fact(kept))}


def _is_text(block: Block, view: View) -> bool:
    return view.is_inside(block) and view.label(block) is None


def _is_copy(block: Block, view: View) -> bool:
    return len(block.text) >= MIN_CHARS and view.fact(first_places)[block.text] < block.index and block.kind not in _UNASKED
