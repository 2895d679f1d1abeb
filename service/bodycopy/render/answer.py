"""The answer as a JSON object: a closed list of schema.org names, all of them always there.

A client of a commercial article API finds the names it knows (zyte-common-items' Article). What no source told is null or
an empty list, so that a missing key always means that it was not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bodycopy import engine
from bodycopy.errors import BodycopyError
from bodycopy.model import Candidate, Document, Include, Metadata, Options, OptionWarning, Quality
from bodycopy.render.html import article_html
from bodycopy.render.markdown import article_markdown
from bodycopy.render.reports import block_list, removed_report
from bodycopy.render.text import article_text
from bodycopy.render.words import count_words

QUALITY_DIGITS = 3
MILLISECOND_DIGITS = 1


def answer(document: Document, options: Options, elapsed_ms: float) -> dict[str, Any]:
    """The whole answer: metadata, `articleBody`, what `include` asks for, quality and engine."""
    body = article_text(document, options.keep)
    return {
        "url": document.url,
        **_metadata(document.metadata, body),
        "wordCount": count_words(body),
        **_included_text(document, options),
        **_included_reports(document, options),
        **_included_sources(document, options),
        "warnings": warning_list(options.warnings),
        "quality": _quality(document.quality),
        "engine": _engine(elapsed_ms, document.votes),
    }


def problem(document: Document, options: Options, error: BodycopyError, elapsed_ms: float) -> dict[str, Any]:
    """The answer for a page that was read but has no article: the error, and the blocks that were asked for."""
    return {
        **error.envelope(),
        **_included_reports(document, options),
        "warnings": warning_list(options.warnings),
        "quality": _quality(document.quality),
        "engine": _engine(elapsed_ms, document.votes),
    }


def warning_list(warnings: Iterable[OptionWarning]) -> list[dict[str, str]]:
    """What is told of options that were not as they should be."""
    return [
        {"code": warning.code.value, "option": warning.option, "value": warning.value, "message": warning.message}
        for warning in warnings
    ]


def _metadata(metadata: Metadata, body: str) -> dict[str, Any]:
    return {
        "canonicalUrl": metadata.canonical_url,
        "headline": metadata.headline,
        "description": metadata.description,
        "articleBody": body,
        "authors": [{"name": author.name, "url": author.url} for author in metadata.authors],
        "datePublished": metadata.date_published,
        "datePublishedRaw": metadata.date_published_raw,
        "dateModified": metadata.date_modified,
        "dateModifiedRaw": metadata.date_modified_raw,
        "inLanguage": metadata.language,
        "publisher": {"name": metadata.publisher} if metadata.publisher else None,
        "articleSection": metadata.section,
        "keywords": list(metadata.keywords),
        "breadcrumbs": [{"name": crumb.name, "url": crumb.url} for crumb in metadata.breadcrumbs],
        "mainImage": {"url": metadata.main_image} if metadata.main_image else None,
        "images": [{"url": image.url, "caption": image.caption, "credit": image.credit} for image in metadata.images],
        "isAccessibleForFree": metadata.is_accessible_for_free,
    }


def _included_text(document: Document, options: Options) -> dict[str, Any]:
    included: dict[str, Any] = {}
    if Include.HTML in options.include:
        included["articleBodyHtml"] = article_html(document, options.keep)
    if Include.MARKDOWN in options.include:
        included["articleBodyMarkdown"] = article_markdown(document, options.keep)
    return included


def _included_reports(document: Document, options: Options) -> dict[str, Any]:
    included: dict[str, Any] = {}
    if Include.BLOCKS in options.include:
        included["blocks"] = block_list(document)
    if Include.REMOVED in options.include:
        included["removed"] = removed_report(document, options.keep)
    return included


def _included_sources(document: Document, options: Options) -> dict[str, Any]:
    return {"sources": _sources(document.metadata.candidates)} if Include.SOURCES in options.include else {}


def _sources(candidates: tuple[Candidate, ...]) -> dict[str, Any]:
    """For each field: the source of the value given (null where none was believed), and all values offered."""
    fields: dict[str, dict[str, Any]] = {}
    for candidate in candidates:
        entry = fields.setdefault(candidate.field, {"source": None, "candidates": []})
        if candidate.chosen and entry["source"] is None:
            entry["source"] = candidate.source
        entry["candidates"].append({"value": candidate.value, "source": candidate.source, "chosen": candidate.chosen})
    return fields


def _quality(quality: Quality) -> dict[str, Any]:
    return {
        "score": round(quality.score, QUALITY_DIGITS),
        "pageType": quality.page_type,
        "reasons": list(quality.reasons),
    }


def _engine(elapsed_ms: float, votes: Sequence[str]) -> dict[str, Any]:
    return {
        "version": engine.VERSION,
        "rules": engine.rules_hash(),
        "votes": list(votes),
        "elapsedMs": round(elapsed_ms, MILLISECOND_DIGITS),
    }
