"""Short ways to write JSON Schema, for the tables beside this module."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

Schema = dict[str, Any]


def text(description: str = "", **more: Any) -> Schema:
    """A string."""
    return _described({"type": "string", **more}, description)


def whole_number(description: str = "", **more: Any) -> Schema:
    """An integer."""
    return _described({"type": "integer", **more}, description)


def number(description: str = "", **more: Any) -> Schema:
    """Any number."""
    return _described({"type": "number", **more}, description)


def word(words: type[StrEnum] | Iterable[str], description: str = "", **more: Any) -> Schema:
    """A string that is one of some words."""
    return _described({"type": "string", "enum": [str(each) for each in words], **more}, description)


def listing(items: Schema, description: str = "", **more: Any) -> Schema:
    """An array."""
    return _described({"type": "array", "items": items, **more}, description)


def thing(properties: dict[str, Schema], description: str = "", *, optional: Iterable[str] = (), **more: Any) -> Schema:
    """An object of which all members are always there, but for those that are optional."""
    required = [name for name in properties if name not in set(optional)]
    return _described({"type": "object", "properties": properties, "required": required, **more}, description)


def or_null(schema: Schema) -> Schema:
    """The schema, or null."""
    if "$ref" in schema:
        return {"oneOf": [schema, {"type": "null"}]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    allowed = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [*kinds, "null"], **allowed}


def schema_of(name: str) -> Schema:
    """A schema of the document by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def _described(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description} if description else schema
