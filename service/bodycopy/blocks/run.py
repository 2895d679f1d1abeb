"""The text between two breaks of a page, as it is gathered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from bodycopy.blocks.frames import Frame, common

# Characters that no reader sees and every search stumbles over: soft hyphen, zero-width space, word joiner, stray BOM.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACE = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)+")


class Run:
    """Pieces of text under one element, with what the scorer and the rules want to know of them.

    Inline markup is gathered beside the text where `opened` gives the tags open at the beginning, not where it is None.
    """

    __slots__ = ("after_link", "breaks", "frame", "link_chars", "links", "markup", "pieces", "strong_chars")

    def __init__(self, opened: Iterable[str] | None = None) -> None:
        self.frame: Frame | None = None
        self.pieces: list[str] = []
        self.markup: list[str] | None = None if opened is None else list(opened)
        self.link_chars = 0
        self.links = 0
        self.strong_chars = 0
        self.breaks = 0
        self.after_link = False

    def add(self, text: str, frame: Frame) -> None:
        """Take in text that stands directly in an element."""
        if text.isspace():
            if self.pieces:
                self.space(text)
            return
        own = self.frame
        if own is not frame:
            self.frame = frame if own is None else common(own, frame)
        if self.markup is not None:
            if self.breaks and self.pieces:
                self.markup.append("<br>")
            self.markup.append(escape(text, quote=False))
        if self.breaks:
            if self.pieces:
                self.pieces.append("\n")
            self.breaks = 0
        self.pieces.append(text)
        self.after_link = False
        if frame.href is not None:
            self.link_chars += len(text.strip())
        if frame.strong:
            self.strong_chars += len(text.strip())

    def space(self, text: str = " ") -> None:
        """Part what stands before from what comes."""
        if self.pieces:
            self.pieces.append(text)
            self.mark(text)

    def mark(self, tag: str) -> None:
        """Take in inline markup, if it is asked for."""
        if self.markup is not None:
            self.markup.append(tag)

    def link(self) -> None:
        """A link begins. Links without a space between them are menu entries, not one word."""
        self.links += 1
        if self.after_link:
            self.space()

    def text(self) -> str:
        """The text gathered, white space folded."""
        return " ".join(_seen(self.pieces).split())

    def raw_text(self) -> str:
        """The text gathered, line breaks and indentation as they stand."""
        text = _seen(self.pieces).replace("\r\n", "\n")
        blank = _BLANK_LINES.match(text)
        return text[blank.end() if blank else 0 :].rstrip()

    def html(self, closing: Iterable[str] = ()) -> str:
        """The inline markup gathered, white space folded; `closing` closes what is still open."""
        return "" if self.markup is None else _SPACE.sub(" ", _seen([*self.markup, *closing])).strip()


def _seen(pieces: Iterable[str]) -> str:
    text = "".join(pieces)
    return text if text.isascii() else _UNSEEN.sub("", text)
