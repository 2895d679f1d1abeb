"""The answer as bytes, in the format asked for, with its media type."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import orjson

from bodycopy.model import Document, Format, Label, Options
from bodycopy.render.answer import answer
from bodycopy.render.html import article_html
from bodycopy.render.markdown import article_markdown
from bodycopy.render.surrogates import whole
from bodycopy.render.text import article_text

JSON_TYPE = "application/json; charset=utf-8"

_VIEWS: dict[Format, tuple[Callable[[Document, Collection[Label]], str], str]] = {
    Format.TEXT: (article_text, "text/plain; charset=utf-8"),
    Format.MARKDOWN: (article_markdown, "text/markdown; charset=utf-8"),
    Format.HTML: (article_html, "text/html; charset=utf-8"),
}


def encode(document: Document, options: Options, elapsed_ms: float) -> tuple[bytes, str]:
    """The answer and its media type. All formats but JSON are the article alone, ending with a line break."""
    if options.format is Format.JSON:
        return dump_json(answer(document, options, elapsed_ms)), JSON_TYPE
    view, media_type = _VIEWS[options.format]
    return f"{whole(view(document, options.keep))}\n".encode(), media_type


def dump_json(value: Any, *, indent: bool = False) -> bytes:
    """A JSON value as UTF-8.

    Metadata can hold half of a surrogate pair, out of a page's own JSON; that is rare, so it is looked for only after orjson
    has refused.
    """
    option = orjson.OPT_INDENT_2 if indent else 0
    try:
        return orjson.dumps(value, option=option)
    except orjson.JSONEncodeError:
        return orjson.dumps(_mend(value), option=option)


def _mend(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict):
        return {_mend(key): _mend(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_mend(entry) for entry in value]
    return value
