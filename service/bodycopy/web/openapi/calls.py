"""What goes in, as OpenAPI: the options in the query, and the bodies."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from bodycopy.config import Config
from bodycopy.model import Format, Include, Label, Mode
from bodycopy.options import DEADLINE, LIST_OPTIONS, OPTION_NAMES, STRICT
from bodycopy.web.openapi.shapes import Schema, listing, or_null, schema_of, text, thing, word
from bodycopy.web.reading import JSON, RAW_TYPES

_LENIENT = "A value that cannot be read is left out with a warning; with `strict` it is an error."

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
    most = config.deadline_seconds
    described = {
        "url": text(
            f"Where the page came from, as an address bar would take it. Links are resolved against it; nothing is fetched. "
            f"{_LENIENT}"
        ),
        "keep": _words(Label, "Labels that go into the article as well"),
        "include": _words(Include, "What else to answer"),
        "format": word(Format, "The JSON answer, or the article alone.", default=Format.JSON.value),
        "reference_date": text(
            "The day on which the page was seen, as YYYY-MM-DD or with a time: later ones are not believed, `yesterday` is "
            f"counted from it. {_LENIENT}"
        ),
        "mode": text(
            f"Whether trafilatura is asked: `auto` where we are unsure, `fast` never, `full` always. {_LENIENT}",
            default=Mode.AUTO.value,
            examples=list(Mode),
        ),
        STRICT: {
            "type": "boolean",
            "description": "Whether an error is answered where there would be a warning of an option.",
            "default": False,
        },
        DEADLINE: {
            "type": ["number", "string"],
            "description": f"Seconds that the page may take, at most {most}; of more than that, {most} are taken. {_LENIENT}",
            "examples": [most / 2],
        },
    }
    return {name: described[name] for name in (*OPTION_NAMES, DEADLINE)}


def _words(words: type[StrEnum], description: str) -> Schema:
    """A list of words; it takes others too, and leaves them out."""
    known = ", ".join(f"`{each}`" for each in words)
    return listing(text(examples=list(words)), f"{description}: {known}. {_LENIENT}")


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
    """Lists may also be strings with commas, and what is true or false be one of these words."""
    if name in LIST_OPTIONS:
        return {**schema, "type": ["array", "string"]}
    if name == STRICT:
        return {**schema, "type": ["boolean", "string"], "pattern": "^ *([tT][rR][uU][eE]|[fF][aA][lL][sS][eE]) *$"}
    return schema
