"""Cross-validation by site: no registered domain stands in two folds, so no page is judged by a model that knows its site."""

from __future__ import annotations

import zlib
from urllib.parse import urlsplit

from tld import get_fld

FOLDS = 5


def site(url: str | None, otherwise: str) -> str:
    """The registered domain of a page's address; `otherwise` (the page's id) where it has none."""
    if not url:
        return otherwise
    return get_fld(url, fix_protocol=True, fail_silently=True) or urlsplit(url).hostname or otherwise


def fold_of(url: str | None, otherwise: str) -> int:
    """The fold of a page, the same on every machine."""
    return zlib.crc32(site(url, otherwise).encode()) % FOLDS
