"""Small pages for the metadata tests, put together from their parts."""

from __future__ import annotations

import json
from typing import Any

from lxml import etree

from bodycopy.metadata import read_metadata
from bodycopy.model import Metadata, Options
from bodycopy.parse import parse

URL = "https://www.harbourtimes.example/2024/05/31/ferry"


def page(head: str = "", body: str = "", linked: Any = None, language: str = "en") -> etree._Element:
    """A parsed page; `linked` is JSON-LD as a value, or as text where it is to be broken."""
    text = linked if isinstance(linked, str) else json.dumps(linked)
    script = f'<script type="application/ld+json">{text}</script>' if linked is not None else ""
    return parse(f'<html lang="{language}"><head>{head}{script}</head><body>{body}</body></html>')


def read(head: str = "", body: str = "", linked: Any = None, language: str = "en", **options: Any) -> Metadata:
    """The metadata of such a page."""
    return read_metadata(page(head, body, linked, language), Options(**{"url": URL, **options}))


def names(metadata: Metadata) -> list[str]:
    """The authors' names."""
    return [person.name for person in metadata.authors]


def chosen(metadata: Metadata, field: str) -> list[str]:
    """The sources of the winners of a field."""
    return [candidate.source for candidate in metadata.candidates if candidate.field == field and candidate.chosen]
