"""What goes with an appeal: the paragraphs between its requests, the heading above it, the buttons and small print below.

Seen where an appeal is a run of paragraphs of which not each asks ("For thirty years we have had no owner"), and where tools
that make text of pages leave its buttons ("Continue", "Read more") as lines of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from bodycopy.model import Block, Kind, Label, Scope
from bodycopy.rules.head import is_running
from bodycopy.rules.view import View
from bodycopy.rules.wording import is_pressable

# A line that could be a button: a few words, no sentence. It may follow other buttons of the same appeal.
BUTTON_CHARS = 32
BUTTON_WORDS = 4
BUTTONS_BACK = 4

# The longest paragraph that goes because both its neighbours do.
BETWEEN_CHARS = 600

# A box is small, and most of it asks.
BOX_CHARS = 900
BOX_BLOCKS = 14
BOX_SHARE = 0.7

# A heading that heads nothing but what goes: so many blocks are looked at.
HEADED_BLOCKS = 8

_FORMS = (Kind.PARAGRAPH, Kind.HEADING, Kind.OTHER, Kind.ITEM)
_SENTENCE_ENDS = (".", "?", "。", "：", ":", "؟")


def asked_in_context(view: View) -> Iterable[int]:
    """The blocks beside appeals, farther off where there is a box of them."""
    appeals = [block.index for block in view.blocks if view.label(block) is Label.APPEAL]
    steps = range(-BOX_BLOCKS, BOX_BLOCKS + 1) if view.fact(appeal_boxes) else range(-1, BUTTONS_BACK + 1)
    near = {at + step for at in appeals for step in steps}
    return (at for at in near if 0 <= at < len(view.blocks))


def match_in_context(block: Block, view: View) -> str | None:
    if block.kind not in _FORMS or len(block.text) > BETWEEN_CHARS:
        return None
    if _follows_appeal(block, view):
        return "a button below an appeal"
    if _between(block, view):
        return "between appeals"
    if block.kind is Kind.HEADING and _heads_appeals(block, view):
        return "heads an appeal"
    return "in a box of appeals" if _in_box(block, view) else None


def _is_button(block: Block) -> bool:
    text = block.text
    short = len(text) <= BUTTON_CHARS and len(text.split()) <= BUTTON_WORDS
    if not short or not (is_pressable(block) or (block.scope < 0 and block.kind is Kind.HEADING)):
        return False
    return not text.endswith(_SENTENCE_ENDS) and not any(char.isdigit() for char in text)


def _follows_appeal(block: Block, view: View) -> bool:
    """Whether a block is a button, only buttons stand between it and an appeal above, and the article does not go on below.

    In markup it may go on further down; in plain text a button looks like a subheading.
    """
    if not _has_appeal_above(block, view) or not _is_button(block):
        return False
    below = view.after(block)
    return not (block.scope < 0 and _goes_on(block, view)) and not (below and is_running(below, view) and not view.label(below))


def _has_appeal_above(block: Block, view: View) -> bool:
    for step in range(1, BUTTONS_BACK + 1):
        above = view.before(block, step)
        if above is None or view.label(above) is Label.APPEAL:
            return above is not None
        if not _is_button(above):
            return False
    return False


def _between(block: Block, view: View) -> bool:
    """Whether the blocks before and after a block are appeals, and the article is over: between two boxes it goes on."""
    above, below = view.before(block), view.after(block)
    if not above or not below or not (view.label(above) is view.label(below) is Label.APPEAL):
        return False
    return not _goes_on(block, view)


def _goes_on(block: Block, view: View) -> bool:
    """Whether running text of the article stands below a block."""
    return block.index < view.fact(last_running)


def _heads_appeals(block: Block, view: View) -> bool:
    """Whether all that stands between a heading and the next one goes, and the first of it is an appeal.

    In markup both must stand in an element that is not the article: a section may begin with an appeal and an image. A
    button alone makes no appeal of its heading: the sections of a product's page end in one.
    """
    first = view.after(block)
    if not first or _is_button(first):
        return False
    if block.scope >= 0 and not {at for at, _ in _numbered(block, view)} & {at for at, _ in _numbered(first, view)}:
        return False
    for step in range(1, HEADED_BLOCKS + 1):
        below = view.after(block, step)
        if below is None or below.kind is Kind.HEADING:
            return step > 1
        if view.label(below) is not Label.APPEAL and (step == 1 or (view.is_inside(below) and not view.label(below))):
            return False
    return True


def last_running(view: View) -> int:
    """The index of the last running text of the article that no room took."""
    running = (b.index for b in reversed(view.blocks) if is_running(b, view) and view.label(b) is None)
    return next(running, -1)


def appeal_boxes(view: View) -> frozenset[int]:
    """The indexes of small elements most of whose text was found to be appeals, the article's own wrappers aside."""
    asked: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for block in view.blocks:
        if view.label(block) is Label.APPEAL:
            for at, scope in _numbered(block, view):
                if scope.chars > BOX_CHARS or scope.blocks > BOX_BLOCKS:
                    break
                asked[at] = asked.get(at, 0) + len(block.text)
                sizes[at] = scope.chars
    return frozenset(at for at, chars in asked.items() if chars >= BOX_SHARE * sizes[at])


def _in_box(block: Block, view: View) -> bool:
    boxes = view.fact(appeal_boxes)
    if not boxes:
        return False
    return any(at in boxes for at, _ in takewhile(lambda one: one[1].chars <= BOX_CHARS, _numbered(block, view)))


def _numbered(block: Block, view: View) -> Iterator[tuple[int, Scope]]:
    """The elements around a block with their indexes."""
    at = block.scope
    for scope in view.scopes(block):
        yield at, scope
        at = scope.parent
