"""What goes in, as OpenAPI: the options in the query, and the bodies."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from bodycopy.config import Config
from bodycopy.model import Format, Include, Label, Mode
from bodycopy.options import LIST_OPTIONS, OPTION_NAMES
from bodycopy.web.openapi.shapes import Schema, listing, number, or_null, schema_of, text, thing, word
from bodycopy.web.reading import DEADLINE, JSON, RAW_TYPES

_WEB_ADDRESS = r"^[hH][tT][tT][pP][sS]?://[^\s\u0000-\u0020\u007f-\u009f]+$"

_CONTENT_CODING: dict[str, Any] = {
    "name": "Content-Encoding",
    "in": "header",
    "description": "`gzip`, `deflate`, `br` or `zstd`, or several in the order in which they were applied: `gzip, br`.",
    "schema": text(),
    "example": "gzip",
}
_REQUEST_ID: dict[str, Any] = {
    "name": "X-Request-Id",
    "in": "header",
    "description": "Up to 128 letters, digits and `._:;+/=@-`, given back and logged; any other is replaced.",
    "schema": text(),
}
HEADERS = (_CONTENT_CODING, _REQUEST_ID)


def options(config: Config) -> dict[str, Schema]:
    """The options by name, each as a value of the query."""
    described = {
        "url": text("Where the page came from. Links are resolved against it; nothing is fetched.", pattern=_WEB_ADDRESS),
        "keep": listing(word(Label), "Labels that go into the article as well."),
        "include": listing(word(Include), "What else to answer."),
        "format": word(Format, "The JSON answer, or the article alone.", default=Format.JSON.value),
        "reference_date": text(
            "The day on which the page was seen: later ones are not believed, `yesterday` is counted from it.", format="date"
        ),
        "mode": word(Mode, "Whether trafilatura is asked: where we are unsure, never, always.", default=Mode.AUTO.value),
        DEADLINE: number("Seconds that the page may take.", exclusiveMinimum=0, maximum=config.deadline_seconds),
    }
    return {name: described[name] for name in (*OPTION_NAMES, DEADLINE)}


def query(config: Config) -> list[dict[str, Any]]:
    """The parameters of a call that takes pages."""
    return [
        {"name": name, "in": "query", "schema": schema, **({"explode": False} if name in LIST_OPTIONS else {})}
        for name, schema in options(config).items()
    ]


def page_body(config: Config) -> dict[str, Any]:
    """The body of a call with one page: raw, or in an object."""
    raw = {"schema": text("The page as it is.", minLength=1)}
    return {
        "required": True,
        "description": f"At most {config.max_body_bytes} bytes as sent, and {config.max_page_bytes} after decompression.",
        "content": {**dict.fromkeys(RAW_TYPES, raw), JSON: {"schema": schema_of("Call")}},
    }


def batch_body(config: Config, media_type: str) -> dict[str, Any]:
    """The body of a call with many pages."""
    told = f"A `BatchCall` a line, as long as you like; a line has at most {config.max_body_bytes} bytes."
    return {"required": True, "description": told, "content": {media_type: {"schema": text(told)}}}


def call_schemas(config: Config) -> dict[str, Schema]:
    """The objects that hold a page beside its options."""
    members = {"html": or_null(text("The page, if it is HTML.")), "text": or_null(text("The page, if it is text."))}
    members |= {name: or_null(_in_json(name, schema)) for name, schema in options(config).items()}
    only_one = [
        {"required": [here], "properties": {here: text(minLength=1), there: {"type": "null"}}}
        for here, there in (("html", "text"), ("text", "html"))
    ]
    ident = {"type": ["string", "number", "null"], "maxLength": 1000, "description": "Given back with the answer."}
    told = "A page beside its options."
    return {
        "Call": thing(members, told, optional=members, oneOf=only_one, additionalProperties=False),
        "BatchCall": thing(
            {"id": ident, **members}, told, optional=("id", *members), oneOf=only_one, additionalProperties=False
        ),
    }


def _in_json(name: str, schema: Schema) -> Schema:
    """Lists may also be strings with commas, and the deadline be one of digits."""
    if name in LIST_OPTIONS:
        words: type[StrEnum] = {"keep": Label, "include": Include}[name]
        either = "|".join(words)
        return {**schema, "type": ["array", "string"], "pattern": rf"^ *({either})?( *, *({either})?)* *$"}
    if name == DEADLINE:
        return {**schema, "type": ["number", "string"], "pattern": r"^[0-9]+(\.[0-9]+)?$"}
    return schema
