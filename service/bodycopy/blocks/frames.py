"""The way from the root to where the cutter stands, and the scopes that blocks leave behind.

A `Frame` is made for each element visited and dropped when it is left; only elements with text of their own get a `Scope`,
made when the first block inside them is finished.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import cast

from lxml import etree

from bodycopy.blocks.tags import HEADINGS, KINDS, LISTS, STRONG
from bodycopy.model import Kind, Scope

# Attributes that name the role of an element in its page, beside class.
NAMING = (
    "id",
    "role",
    "itemprop",
    "aria-label",
    "data-testid",
    "data-component",
    "data-module",
    "data-block",
    "data-qa",
    "data-type",
)

_NAMING = frozenset(NAMING)

# A class attribute of a hundred thousand tokens names nothing; those at the front are the ones an author wrote.
MAX_TOKENS = 60

# A page may call its elements anything up to a space or a slash; what is in such a name may mean something in XPath.
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)

_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


class Frame:
    """An element on the way from the root, with what it passes on to the text inside it.

    `number` tells it from its siblings of the same tag, counted from 1.
    """

    __slots__ = (
        "_counts",
        "_path",
        "depth",
        "element",
        "href",
        "kind",
        "level",
        "line",
        "lists",
        "number",
        "parent",
        "scope",
        "strong",
        "tag",
    )

    def __init__(self, element: etree._Element, tag: str, parent: Frame | None = None, number: int = 1) -> None:
        self.element = element
        self.tag = tag
        self.parent = parent
        self.number = number
        self.depth = 0
        self.kind = Kind.PARAGRAPH
        self.level = 0
        self.lists = 0
        self.href: str | None = None
        self.strong = False
        self.line = False
        self.scope = -1
        self._counts: dict[str, int] | None = None
        self._path: str | None = None
        if parent is not None:
            self._inherit(parent, tag)

    def _inherit(self, parent: Frame, tag: str) -> None:
        self.depth = parent.depth + 1
        self.kind = parent.kind
        self.level = parent.level
        self.lists = parent.lists
        self.href = parent.href
        self.strong = parent.strong or tag in STRONG
        kind = KINDS.get(tag)
        if kind is not None:
            self.kind = kind
            self.level = self.lists if kind is Kind.ITEM else HEADINGS.get(tag, 0)
        elif tag in LISTS:
            self.lists += 1
        elif tag == "a":
            self.href = self.element.get("href") or self.href

    def count(self, tag: str) -> int:
        """The number of the next child with this tag; children must be counted in source order, none left out."""
        counts = self._counts
        if counts is None:
            counts = self._counts = {}
        number = counts[tag] = counts.get(tag, 0) + 1
        return number

    def child(self, element: etree._Element, tag: str) -> Frame:
        """The frame of the next child with this tag."""
        return Frame(element, tag, self, self.count(tag))

    def afresh(self, kind: Kind) -> Frame:
        """The same element as the beginning of something: nothing that holds around it holds inside."""
        frame = Frame(self.element, self.tag, None, self.number)
        frame.parent, frame.depth, frame.kind = self.parent, self.depth, kind
        return frame

    def path(self) -> str:
        """The XPath of the element."""
        missing: list[Frame] = []
        frame: Frame | None = self
        while frame is not None and frame._path is None:
            missing.append(frame)
            frame = frame.parent
        path = "" if frame is None else frame._path or ""
        for frame in reversed(missing):
            path += frame._step()
            frame._path = path
        return path

    def _step(self) -> str:
        if self.parent is None:
            return f"/{self.tag}"
        name = self.tag if _NAME.fullmatch(self.tag) else f"*[name()={_literal(self.tag)}]"
        return f"/{name}[{self.number}]"


def _literal(text: str) -> str:
    """A text as XPath writes it, which has no way to escape a quotation mark."""
    if "'" not in text:
        return f"'{text}'"
    parts = ', "\'", '.join(f"'{part}'" for part in text.split("'"))
    return f'"{text}"' if '"' not in text else f"concat({parts})"


def common(first: Frame, second: Frame) -> Frame:
    """The innermost frame that holds both."""
    while first is not second:
        if first.depth >= second.depth and first.parent is not None:
            first = first.parent
        elif second.parent is not None:
            second = second.parent
    return first


def _attributes(element: etree._Element) -> dict[str, str]:
    """All attributes at once, which is quicker than to ask for one after the other."""
    return dict(cast("Iterable[tuple[str, str]]", element.items()))


def _hidden_by(tag: str, attributes: Mapping[str, str]) -> str:
    """What keeps an element from being seen (`hidden`, `aria-hidden`, `display:none`), empty where nothing does."""
    if "hidden" in attributes:
        return "hidden"
    if attributes.get("aria-hidden") == "true":
        return "aria-hidden"
    style = attributes.get("style")
    found = _HIDING.search(style) if style else None
    if found:
        return "".join(found[0].lower().split())
    return "dialog" if tag == "dialog" and "open" not in attributes else ""


class Scopes:
    """Grows the flat tree of scopes; `freeze` gives it out."""

    def __init__(self) -> None:
        self._frozen: list[tuple[str, tuple[str, ...], int, int, str]] = []
        self._chars: list[int] = []
        self._link_chars: list[int] = []
        self._blocks: list[int] = []

    def enter(self, frame: Frame) -> int:
        """The index of the scope of a frame, made with those around it where they are missing."""
        missing = []
        at: Frame | None = frame
        while at is not None and at.scope < 0:
            missing.append(at)
            at = at.parent
        for at in reversed(missing):
            parent = at.parent.scope if at.parent is not None else -1
            at.scope = len(self._frozen)
            attributes = _attributes(at.element)
            self._frozen.append((at.tag, _tokens(attributes), parent, at.depth, _hidden_by(at.tag, attributes)))
            self._chars.append(0)
            self._link_chars.append(0)
            self._blocks.append(0)
        return frame.scope

    def add(self, scope: int, chars: int, link_chars: int) -> None:
        """Count a block into its own scope; `freeze` carries the counts outwards."""
        self._chars[scope] += chars
        self._link_chars[scope] += link_chars
        self._blocks[scope] += 1

    def freeze(self) -> tuple[Scope, ...]:
        """All scopes, a parent always before its children."""
        for at in range(len(self._frozen) - 1, 0, -1):
            parent = self._frozen[at][2]
            self._chars[parent] += self._chars[at]
            self._link_chars[parent] += self._link_chars[at]
            self._blocks[parent] += self._blocks[at]
        return tuple(
            Scope(tag, tokens, parent, depth, hidden, chars, link_chars, blocks)
            for (tag, tokens, parent, depth, hidden), chars, link_chars, blocks in zip(
                self._frozen, self._chars, self._link_chars, self._blocks, strict=True
            )
        )


def _tokens(attributes: Mapping[str, str]) -> tuple[str, ...]:
    classes = attributes.get("class")
    found = classes.split(None, MAX_TOKENS)[:MAX_TOKENS] if classes else []
    if not _NAMING.isdisjoint(attributes):
        found += [value for name in NAMING if (value := attributes.get(name))]
    return tuple(found)
