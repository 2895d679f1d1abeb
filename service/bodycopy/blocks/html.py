"""Cuts a tree into blocks: one walk in source order, a block at each break that a reader would see.

Inline elements gather into a run; anything else ends the run before it and begins another, as do two line breaks in a row.
A data table and a preformatted stretch are one block each; a layout table is walked like any other part of the page.
"""

from __future__ import annotations

from html import escape
from typing import cast

from lxml import etree

from bodycopy.blocks.crowd import is_crumb, joined
from bodycopy.blocks.frames import Frame, Scopes, common
from bodycopy.blocks.images import absolute, image_url
from bodycopy.blocks.run import Run
from bodycopy.blocks.tables import cells, is_data_table, rows
from bodycopy.blocks.tags import INLINE, LINE_HOLDERS, MARKUP, SKIPPED, is_permalink, runs_in
from bodycopy.model import Block, Kind, Options, Page

# An image belongs to the text after it when they share an element so few levels up from the text (or a figure).
IMAGE_REACH = 2
IMAGE_DEPTH = 6

# Each block writes out the inline elements that are open where it begins; nobody nests more.
MAX_OPENED = 20

# Whoever closes a heading late makes a heading of the text behind it; none is this long.
MAX_HEADING_CHARS = 400


def cut_blocks(tree: etree._Element, options: Options) -> Page:
    """Blocks of a parsed page in reading order, unscored and unlabelled, with the scopes around them.

    `tree` is the root `html` element as `parse` gives it and is left as it is.
    """
    base = tree.find("head/base[@href]")
    url = absolute(base.get("href", ""), options.url) if base is not None else options.url
    cutter = _Cutter(url, options.markup)
    cutter.walk(Frame(tree, "html"))
    cutter.flush()
    return Page(tuple(cutter.blocks), cutter.scopes.freeze())


class _Cutter:
    """One walk over one tree. `flat` is set inside a table's cells, where a break is only a space."""

    def __init__(self, base: str | None, markup: bool) -> None:
        self.base = base
        self.markup = markup
        self.blocks: list[Block] = []
        self.scopes = Scopes()
        self.last: Frame | None = None
        self.flat = False
        self.opened: list[tuple[str, str]] = []
        self.images: list[Frame] = []
        self.run = self.new_run()

    def new_run(self) -> Run:
        """A run that begins where the walk is."""
        return Run([start for start, _ in self.opened] if self.markup else None)

    def walk(self, frame: Frame) -> None:
        """Take in an element: its text, its children and the text behind each of them."""
        element = frame.element
        text = element.text
        if text:
            self.run.add(text, frame)
        for child in element:
            tag = child.tag
            if isinstance(tag, str):
                number = frame.count(tag)
                if tag not in SKIPPED:
                    self.enter(Frame(child, tag, frame, number), tag, frame)
            text = child.tail
            if text:
                self.run.add(text, frame)

    def enter(self, frame: Frame, tag: str, outer: Frame) -> None:
        """Take in a child according to what its tag means."""
        if tag == "rt" and runs_in(frame.element):
            return
        frame.line = tag in LINE_HOLDERS or (outer.line and tag in INLINE)
        if tag == "br":
            self.line_break()
        elif tag == "img":
            self.images.append(frame)
        elif tag in INLINE or (outer.line and ("-" in tag or tag == "button")):
            self.inline(frame, tag)
        elif tag == "table" and not self.flat and is_data_table(frame.element):
            self.table(frame)
        elif frame.kind is Kind.CODE and not self.flat:
            self.preformatted(frame)
        else:
            self.flush()
            self.walk(frame)
            self.flush()

    def inline(self, frame: Frame, tag: str) -> None:
        """Take in an element that stands in the line."""
        if tag == "a":
            if is_permalink(frame.element):
                return
            self.run.link()
        written = MARKUP.get(tag) if self.markup and len(self.opened) < MAX_OPENED else None
        if written:
            self.opened.append((_open(written, frame.element, self.base), f"</{written}>"))
            self.run.mark(self.opened[-1][0])
        self.walk(frame)
        if written:
            self.run.mark(self.opened.pop()[1])
        if tag == "a":
            self.run.after_link = bool(self.run.pieces)

    def line_break(self) -> None:
        """One break parts words, two in a row part blocks."""
        self.run.breaks += 1
        if self.run.breaks > 1:
            self.flush()

    def flush(self) -> None:
        """End the block that is being gathered."""
        if self.flat:
            self.run.space()
            return
        run = self.run
        if not run.pieces:
            # Most breaks follow upon another; what stood between them is nothing, or an empty link.
            if run.links or run.breaks or run.markup:
                self.run = self.new_run()
            return
        self.run = self.new_run()
        text = run.text()
        if text and run.frame is not None:
            self.emit(run.frame, run, text, run.html(end for _, end in reversed(self.opened)))

    def preformatted(self, frame: Frame) -> None:
        """Take in a `pre`: one block, as it stands."""
        self.flush()
        run = self.flatten(frame)
        text = run.raw_text()
        if text and run.frame is not None:
            self.emit(run.frame, run, text, escape(text, quote=False))
        self.run = self.new_run()

    def table(self, frame: Frame) -> None:
        """Take in a data table: its caption, then all rows as one block."""
        self.flush()
        lines: list[str] = []
        markup: list[str] = []
        whole = Run()
        inner = frame.afresh(Kind.TABLE)
        for caption in frame.element.iterchildren("caption"):
            self.walk(frame.child(caption, "caption"))
            self.flush()
        for row in rows(frame.element):
            runs = [(cell.tag, self.flatten(inner.child(cell, cell.tag))) for cell in cells(row)]
            lines.append("\t".join(run.text() for _, run in runs).strip("\t"))
            markup.append("<tr>" + "".join(f"<{tag}>{run.html()}</{tag}>" for tag, run in runs) + "</tr>")
            whole.link_chars += sum(run.link_chars for _, run in runs)
            whole.links += sum(run.links for _, run in runs)
            whole.strong_chars += sum(run.strong_chars for _, run in runs)
        text = "\n".join(line for line in lines if line)
        if text:
            self.emit(inner, whole, text, "".join(markup))
        self.run = self.new_run()

    def flatten(self, frame: Frame) -> Run:
        """The content of an element as one run, whatever breaks it has inside."""
        opened, self.opened = self.opened, []
        self.run, self.flat = self.new_run(), True
        self.walk(frame)
        self.flat, self.opened = False, opened
        return self.run

    def emit(self, frame: Frame, run: Run, text: str, html: str) -> None:
        """Add a block under the innermost element that holds all of its text."""
        kind, level = frame.kind, frame.level
        if kind is Kind.HEADING and len(text) > MAX_HEADING_CHARS:
            kind, level = Kind.PARAGRAPH, 0
        crumb = self.last is not None and is_crumb(self.blocks)
        if crumb and self.last is not None:
            frame = common(self.last, frame)
        self.last = frame
        scope = self.scopes.enter(frame)
        chars = len(text)
        link_chars = min(run.link_chars, chars)
        self.scopes.add(scope, chars, link_chars)
        line = cast(int, frame.element.sourceline or 0)
        block = Block(
            len(self.blocks),
            kind,
            text,
            level,
            scope,
            frame.path(),
            (line, line),
            link_chars,
            run.links,
            min(run.strong_chars, chars),
            self.images_of(frame) if self.images else (),
            html if self.markup else "",
        )
        if crumb:
            self.blocks[-1] = joined(self.blocks[-1], block)
        else:
            self.blocks.append(block)

    def images_of(self, frame: Frame) -> tuple[str, ...]:
        """The urls of the images before a text that belong to it; the others belong to none."""
        urls = [image_url(image.element, self.base) for image in self.images if _belongs(image, frame)]
        self.images.clear()
        return tuple(dict.fromkeys(url for url in urls if url))


def _belongs(image: Frame, text: Frame) -> bool:
    """Whether an image stands so near to the text after it that the text may be its caption."""
    shared = common(image, text)
    if text.depth - shared.depth <= IMAGE_REACH and image.depth - shared.depth <= IMAGE_DEPTH:
        return True
    return shared.tag == "figure" or (shared.parent is not None and shared.parent.tag == "figure")


def _open(tag: str, element: etree._Element, base: str | None) -> str:
    href = element.get("href") if tag == "a" else None
    return f'<{tag} href="{escape(absolute(href, base))}">' if href else f"<{tag}>"
