"""Whether trafilatura would take too long over a tree, told by counts that cost a walk.

Its time is not linear in all that a page may be made of. What makes it grow was measured on pages of 70 kB of one kind each,
CPython 3.11, with the most that any of 743 development pages has:

| what | why | development pages | pages that took 0.2 to 2.3 s |
|---|---|---|---|
| pairs of siblings | children are looked up by their number | 2,800,000 | 12,000,000 to 510,000,000 |
| depths, summed | texts are joined anew at every level | 148,000 | 1,400,000 to 4,600,000 |
| cells of the grid | each row is filled up to the widest one | 1,800 | 2,800 to 3,800,000 |
| texts | jusText looks for the next long one from each short one | 2,700 | 5,800 to 17,000 |
| elements | linear, 20 to 60 microseconds each | 15,800 | 4,000 to 23,000 |

A tree within these bounds takes as long as a tree of the largest development pages may.
"""

from __future__ import annotations

from lxml import etree

from bodycopy.blocks.tags import INLINE

MOST_ELEMENTS = 12_000
MOST_SIBLING_PAIRS = 4_000_000
MOST_DEPTHS = 300_000
MOST_GRID_CELLS = 2_500
MOST_TEXTS = 2_500

_CELLS = frozenset(("td", "th"))


def is_too_much(tree: etree._Element) -> bool:
    """Whether one of the counts of a tree is beyond its bound. Linear, and over as soon as that is known."""
    elements = pairs = depths = texts = rows = widest = 0
    waiting = [(tree, 1)]
    while waiting:
        element, depth = waiting.pop()
        children = len(element)
        elements += 1
        pairs += children * children
        depths += depth
        tag = element.tag
        if tag == "tr":
            rows += 1
            widest = max(widest, _width(element))
        if tag not in INLINE:
            texts += _says(element.text) + _says(element.tail)
        elif tag == "br":
            texts += _says(element.tail)
        if (
            elements > MOST_ELEMENTS
            or pairs > MOST_SIBLING_PAIRS
            or depths > MOST_DEPTHS
            or texts > MOST_TEXTS
            or rows * widest > MOST_GRID_CELLS
        ):
            return True
        waiting.extend([(child, depth + 1) for child in element])
    return False


def _width(row: etree._Element) -> int:
    """The columns of a row; one that is said to be wider than a cell can be is counted by its figure."""
    return sum(_span(cell.get("colspan")) for cell in row if cell.tag in _CELLS)


def _span(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and value.isascii() else 1


def _says(text: str | None) -> bool:
    return text is not None and not text.isspace()
