"""What is known of an article beside its text, as frozen data: the part of the data model that `model.py` passes on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """An author: a person or an organisation."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Breadcrumb:
    """A step of the way to the page, outermost first."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the article; caption and credit are parted."""

    url: str | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that some source offered for a metadata field. `field` is the schema.org name, `source` is where it stood
    (`json-ld`, `og:title`, `time[datetime]`, `block 12`)."""

    field: str
    value: str
    source: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of the article beside its text. None or empty means that no source could be believed.

    Dates are ISO 8601, with the zone where it is known; the raw strings are what stood in the page.
    """

    headline: str | None = None
    description: str | None = None
    authors: tuple[Person, ...] = ()
    date_published: str | None = None
    date_published_raw: str | None = None
    date_modified: str | None = None
    date_modified_raw: str | None = None
    language: str | None = None
    canonical_url: str | None = None
    publisher: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    breadcrumbs: tuple[Breadcrumb, ...] = ()
    main_image: str | None = None
    images: tuple[Image, ...] = ()
    is_accessible_for_free: bool | None = None
    article_type: str | None = None
    article_body: str | None = None
    candidates: tuple[Candidate, ...] = ()
