"""Data tables, which are one block, told from layout tables, which are none."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

# A cell with more text than this holds a part of the page, not a datum.
MAX_CELL_CHARS = 500
# The mean over all cells above which a table without header cells is taken for columns of text.
MAX_MEAN_CHARS = 150
# Above this share of text inside links a table is a list of links: each row is a thing of its own.
MAX_LINK_SHARE = 0.4
# Elements that no data table holds.
FOREIGN = ("table", "form", "h1", "h2", "h3", "article", "section", "iframe", "textarea")
# Tables larger than this are read no further to be judged.
MAX_CELLS = 2000


def rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table itself, not of tables inside it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def cells(row: etree._Element) -> list[etree._Element]:
    """The cells of a row."""
    return [cell for cell in row if cell.tag in ("td", "th")]


def is_data_table(table: etree._Element) -> bool:
    """Whether rows and columns mean something: more than one of each, of short cells, without parts of a page inside."""
    if table.get("role") in ("presentation", "none"):
        return False
    if next(table.iterdescendants(*FOREIGN), None) is not None:
        return False
    lengths: list[int] = []
    filled_rows = widest = headers = link_chars = 0
    for row in rows(table):
        found = cells(row)
        headers += sum(cell.tag == "th" for cell in found)
        texts = [_chars(cell) for cell in found]
        link_chars += sum(_chars(link) for cell in found for link in cell.iter("a"))
        lengths.extend(length for length in texts if length)
        filled_rows += any(texts)
        widest = max(widest, sum(map(bool, texts)))
        if len(lengths) > MAX_CELLS:
            break
    if filled_rows < 2 or widest < 2 or max(lengths) > MAX_CELL_CHARS or link_chars > MAX_LINK_SHARE * sum(lengths):
        return False
    return headers > 0 or sum(lengths) / len(lengths) <= MAX_MEAN_CHARS


def _chars(element: etree._Element) -> int:
    return len(" ".join("".join(map(str, element.itertext())).split()))
