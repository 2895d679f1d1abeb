"""JSON-LD values as a flat list of things, each with the way that led to it.

The walk is iterative and counts its steps, so that no depth and no size of the data can stop the page.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

# A live blog with 450 postings has 4,000 things; lists of teasers are of no interest.
_MAX_THINGS: Final = 8_000
_MAX_STEPS: Final = 40_000
_MAX_VALUES: Final = 100


class Thing(NamedTuple):
    """A JSON object, its types without prefix, and the keys on the way to it from the top of its document."""

    node: Mapping[str, Any]
    types: tuple[str, ...]
    trail: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """All things of a page in document order, outer ones first, and those that others refer to by `@id`."""

    things: tuple[Thing, ...]
    by_id: Mapping[str, Mapping[str, Any]]

    def resolve(self, value: Any) -> Any:
        """The thing that a bare reference means; anything else as it is."""
        if (
            isinstance(value, dict)
            and len(value) <= 2
            and isinstance(value.get("@id"), str)
            and not value.keys() - {"@id", "@type"}
        ):
            return self.by_id.get(value["@id"], value)
        return value

    def values(self, node: Mapping[str, Any], *keys: str) -> Iterator[Any]:
        """The values of the first of these keys that the node has, lists opened, references resolved, at most 100."""
        for key in keys:
            value = node.get(key)
            if value is not None and value != "" and value != []:
                listed = value if isinstance(value, list) else [value]
                yield from (self.resolve(item) for item in listed[:_MAX_VALUES])
                return

    def text(self, node: Mapping[str, Any], *keys: str) -> str | None:
        """The first string under these keys, also inside a list or an object with a name."""
        for key in keys:
            for value in self.values(node, key):
                if isinstance(value, dict):
                    value = value.get("@value") or value.get("name") or value.get("@id")
                if isinstance(value, int | float) and not isinstance(value, bool):
                    value = str(value)
                if isinstance(value, str) and value.strip():
                    return value
        return None


def read_graph(documents: Iterable[Any]) -> Graph:
    """All things in the documents, breadth first."""
    queue: deque[tuple[Any, tuple[str, ...]]] = deque((document, ()) for document in documents)
    things: list[Thing] = []
    by_id: dict[str, Mapping[str, Any]] = {}
    steps = 0
    while queue and len(things) < _MAX_THINGS and steps < _MAX_STEPS:
        value, trail = queue.popleft()
        steps += 1
        if isinstance(value, list):
            steps += len(value)
            queue.extend((item, trail) for item in value[:_MAX_STEPS] if isinstance(item, list | dict))
            continue
        if isinstance(value, dict):
            things.append(Thing(value, types_of(value), trail))
            name = value.get("@id")
            if isinstance(name, str) and len(value) > len(by_id.get(name, {})):
                by_id[name] = value
            queue.extend((item, (*trail[-7:], key)) for key, item in value.items() if isinstance(item, list | dict))
    return Graph(tuple(things), by_id)


def types_of(node: Mapping[str, Any]) -> tuple[str, ...]:
    """The types of a node, without the prefix of schema.org."""
    types = node.get("@type")
    return tuple(_short(name) for name in (types if isinstance(types, list) else [types]) if isinstance(name, str))


def _short(name: str) -> str:
    return name.rpartition("/")[2].removeprefix("schema:")
