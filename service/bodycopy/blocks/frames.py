"""The way from the root to where the cutter stands, and the scopes that blocks leave behind.

A `Frame` is made for each element visited and dropped when it is left; only elements with text of their own get a `Scope`,
made when the first block inside them is finished.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

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

# A class attribute of a hundred thousand tokens names nothing; those at the front are the ones an author wrote.
MAX_TOKENS = 60

_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@dataclass(slots=True)
class Frame:
    """An element on the way from the root, with what it passes on to the text inside it."""

    element: etree._Element
    tag: str
    parent: Frame | None
    step: str
    depth: int
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    lists: int = 0
    href: str | None = None
    strong: bool = False
    line: bool = False
    scope: int = -1
    counts: dict[str, int] = field(default_factory=dict)

    def child(self, element: etree._Element, tag: str) -> Frame:
        """The frame of a child element; children must be entered in source order, none left out."""
        number = self.counts.get(tag, 0) + 1
        self.counts[tag] = number
        name = tag if ":" not in tag else f"*[name()='{tag}']"
        frame = Frame(element, tag, self, f"/{name}[{number}]", self.depth + 1, self.kind, self.level, self.lists, self.href)
        frame.strong = self.strong or tag in STRONG
        if tag in KINDS:
            frame.kind, frame.level = KINDS[tag], HEADINGS.get(tag, 0)
            if frame.kind is Kind.ITEM:
                frame.level = self.lists
        elif tag in LISTS:
            frame.lists += 1
        elif tag == "a":
            frame.href = element.get("href") or self.href
        return frame

    def path(self) -> str:
        """The XPath of the element."""
        steps = []
        frame: Frame | None = self
        while frame is not None:
            steps.append(frame.step)
            frame = frame.parent
        return "".join(reversed(steps))


def common(first: Frame, second: Frame) -> Frame:
    """The innermost frame that holds both."""
    while first is not second:
        if first.depth >= second.depth and first.parent is not None:
            first = first.parent
        elif second.parent is not None:
            second = second.parent
    return first


def hidden_by(element: etree._Element) -> str:
    """What keeps an element from being seen (`hidden`, `aria-hidden`, `display:none`), empty where nothing does."""
    if element.get("hidden") is not None:
        return "hidden"
    if element.get("aria-hidden") == "true":
        return "aria-hidden"
    style = element.get("style")
    found = _HIDING.search(style) if style else None
    if found:
        return "".join(found[0].lower().split())
    return "dialog" if element.tag == "dialog" and element.get("open") is None else ""


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
            self._frozen.append((at.tag, _tokens(at.element), parent, at.depth, hidden_by(at.element)))
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


def _tokens(element: etree._Element) -> tuple[str, ...]:
    found = (element.get("class") or "").split(None, MAX_TOKENS)[:MAX_TOKENS]
    found.extend(value for name in NAMING if (value := element.get(name)))
    return tuple(found)
