"""What kind of page it is: the same numbers for all of its blocks. A price in every block makes a shop, a date a list of news.

Without DOM and metadata the columns that need them are -1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from bodycopy.model import Block, Kind, Metadata
from bodycopy.score import form
from bodycopy.score.places import Array

# Their words stand near the beginning of a block, if they stand in it.
LOOKED_AT = 200

_PRICE = re.compile(r"[$€£¥₹]\s?\d|\d\s?(?:€|kr\b|zł|₽|руб|USD\b|EUR\b)")
_DATE = re.compile(r"\b(?:(?:19|20)\d\d|\d{1,2}(?:[:.]\d\d|[./-]\d{1,2}))\b")
_AGO = re.compile(r"\bago\b")

# What JSON-LD and OpenGraph call a page, in the order of their codes; -1 is nothing, the last code is anything else.
TYPES = ("newsarticle", "article", "blogposting", "product", "webpage", "discussionforumposting", "qapage", "website")

COUNTED = (Kind.HEADING, Kind.ITEM, Kind.CAPTION, Kind.QUOTE, Kind.CODE, Kind.TABLE)

NAMES = (
    *(f"page_{kind}s" for kind in COUNTED),
    *("page_questions", "page_prices", "page_dates", "page_mean_running"),
    *("page_scopes", "page_row_running", "page_row_count"),
    *("page_dated", "page_authors", "page_breadcrumbs", "page_keywords", "page_type"),
)


def whole(
    blocks: Sequence[Block], forms: Array, metadata: Metadata, running: Array, scopes: int, row: tuple[float, float]
) -> Array:
    """One row of NAMES.

    `forms` are the forms of the blocks (form.py), `running` the running chars of each, `row` the count of elements and the
    share of running text of the row (repeats.py) that holds most of it.

    Kinds, `questions` and `scopes` are by block, `prices`, `dates`, `authors`, `breadcrumbs` and `keywords` counts,
    `mean_running` chars of a running block.
    """
    size = len(blocks)
    codes = forms[:, form.NAMES.index("kind")]
    # Prices and days have a digit.
    with_digits = (forms[:, form.NAMES.index("digits")] > 0).tolist()
    starts = [(block.text[:LOOKED_AT], digits) for block, digits in zip(blocks, with_digits, strict=True)]
    of_page = metadata.article_type.lower() if metadata.article_type else None
    long = running[running > 0]
    return np.array(
        [
            *(np.count_nonzero(codes == form.KIND_CODES[kind]) / size for kind in COUNTED),
            sum([block.text[-1] in "?？" for block in blocks]) / size,
            sum([digits and _PRICE.search(start) is not None for start, digits in starts]),
            sum([_is_dated(start, digits) for start, digits in starts]),
            float(long.mean()) if len(long) else 0.0,
            scopes / size,
            row[1],
            row[0],
            metadata.date_published is not None,
            len(metadata.authors),
            len(metadata.breadcrumbs),
            len(metadata.keywords),
            -1 if of_page is None else TYPES.index(of_page) if of_page in TYPES else len(TYPES),
        ],
        dtype=np.float32,
    )


def _is_dated(start: str, digits: bool) -> bool:
    return (digits and _DATE.search(start) is not None) or ("ago" in start and _AGO.search(start) is not None)
