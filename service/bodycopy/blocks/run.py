"""The text between two breaks of a page, as it is gathered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from bodycopy.blocks.frames import Frame, common

# Characters that no reader sees and every search stumbles over: soft hyphen, zero-width space, word joiner, stray BOM.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACE = re.compile(r"\s+")
_BLANK_EDGES = re.compile(r"\A(?:[ \t]*\n)+|\s+\Z")


class Run:
    """Pieces of text under one element, with what the scorer and the rules want to know of them."""

    def __init__(self, opened: Iterable[str] = ()) -> None:
        self.frame: Frame | None = None
        self.pieces: list[str] = []
        self.markup: list[str] = list(opened)
        self.link_chars = 0
        self.links = 0
        self.strong_chars = 0
        self.breaks = 0
        self.after_link = False

    def add(self, text: str, frame: Frame) -> None:
        """Take in text that stands directly in an element."""
        if text.isspace():
            self.space(text)
            return
        chars = len(text.strip())
        self.frame = frame if self.frame is None else common(self.frame, frame)
        if self.breaks and self.pieces:
            self.pieces.append("\n")
            self.markup.append("<br>")
        self.pieces.append(text)
        self.markup.append(escape(text, quote=False))
        self.breaks = 0
        self.after_link = False
        if frame.href is not None:
            self.link_chars += chars
        if frame.strong:
            self.strong_chars += chars

    def space(self, text: str = " ") -> None:
        """Part what stands before from what comes."""
        if self.pieces:
            self.pieces.append(text)
            self.markup.append(text)

    def link(self) -> None:
        """A link begins. Links without a space between them are menu entries, not one word."""
        self.links += 1
        if self.after_link:
            self.space()

    def text(self) -> str:
        """The text gathered, white space folded."""
        return " ".join(_UNSEEN.sub("", "".join(self.pieces)).split())

    def raw_text(self) -> str:
        """The text gathered, line breaks and indentation as they stand."""
        return _BLANK_EDGES.sub("", _UNSEEN.sub("", "".join(self.pieces)).replace("\r\n", "\n"))

    def html(self, closing: Iterable[str] = ()) -> str:
        """The inline markup gathered, white space folded; `closing` closes what is still open."""
        return _SPACE.sub(" ", _UNSEEN.sub("", "".join([*self.markup, *closing]))).strip()
