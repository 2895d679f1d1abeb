"""What a worker does with a page: the whole way from Source to bytes, so that nothing else has to
travel back."""

from __future__ import annotations

from time import perf_counter

from bodycopy.errors import BodycopyError, NoArticle
from bodycopy.isolation.answer import Answer
from bodycopy.model import Document, Options, Source
from bodycopy.pipeline import extract
from bodycopy.render import dump_json, encode, problem, warning_list
from bodycopy.render.encode import JSON_TYPE


def answer_page(source: Source, options: Options) -> Answer:
    """Extract and render a page. An error of the family is an answer too."""
    started = perf_counter()
    try:
        document = extract(source, options)
    except BodycopyError as error:
        told = {**error.envelope(), "warnings": warning_list(options.warnings)}
        return Answer(error.status, JSON_TYPE, dump_json(told), error.code)
    elapsed_ms = (perf_counter() - started) * 1000
    if not document.body:
        return _no_article(document, options, elapsed_ms)
    body, media_type = encode(document, options, elapsed_ms)
    return Answer(200, media_type, body)


def _no_article(document: Document, options: Options, elapsed_ms: float) -> Answer:
    error = NoArticle(
        "The page was read, but nothing on it is an article. Ask for include=blocks to see every block with its label.",
        blocks=len(document.blocks),
    )
    body = dump_json(problem(document, options, error, elapsed_ms))
    return Answer(error.status, JSON_TYPE, body, error.code)
