"""The article as sanitised HTML.

Each block becomes an element of our own with the block's inline markup in it. The markup is balanced by itself first, so
that an element left open in one block cannot swallow the next, and the whole goes through nh3 last: what is handed out is
what nh3 wrote.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape
from itertools import islice

from bodycopy.model import Block, Document, Kind, Label, Scope
from bodycopy.render.lists import ListWriter
from bodycopy.render.sanitise import LANGUAGE_CLASS, sanitise, sanitise_inline, sanitise_table
from bodycopy.render.select import kept_blocks, nearest, scope_chain

LOWEST_HEADING = 6
UNKNOWN_HEADING = 2
"""The level of a heading whose level is not known: under the headline, above whatever else there is."""

LANGUAGE_REACH = 4
"""`div.highlight > div.highlight-source-x > pre > code` is the longest chain that sites' highlighters write."""

_LANGUAGE_TOKEN = re.compile(r"(?:language|lang|highlight-source|sourceCode|brush)[-: ]+([A-Za-z0-9+#_][A-Za-z0-9+#_-]*)")
_LANGUAGE_MARKUP = re.compile(r'class="language-([A-Za-z0-9+#_-]+)')


def article_html(document: Document, keep: Collection[Label] = frozenset()) -> str:
    """The body, and the blocks of the labels in `keep`, as an HTML fragment that is safe to put into a page."""
    scopes = document.scopes
    writer = ListWriter(scopes)
    blocks = list(kept_blocks(document, keep))
    for group in _groups(blocks, scopes):
        if group[0].kind is Kind.ITEM:
            writer.item(group[0], _inline(group[0]))
        else:
            writer.block(group[0], _element(group, scopes))
    return sanitise(writer.finish(), _base(document))


def _base(document: Document) -> str | None:
    """What relative addresses are counted from: the page's address as given, or as it gives it itself."""
    addresses = (document.url, document.metadata.canonical_url)
    return next((url for url in addresses if url and url.startswith(("http:", "https:"))), None)


def _groups(blocks: list[Block], scopes: tuple[Scope, ...]) -> list[list[Block]]:
    """Blocks that make one element together: the paragraphs of a quotation, the caption and the credit of a figure."""
    groups: list[list[Block]] = []
    for block in blocks:
        if groups and _belong_together(groups[-1][-1], block, scopes):
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def _belong_together(first: Block, second: Block, scopes: tuple[Scope, ...]) -> bool:
    for shape, tag in ((_is_quote, "blockquote"), (_is_caption, "figure")):
        if shape(first) and shape(second):
            element = nearest(first, scopes, tag)
            return element >= 0 and element == nearest(second, scopes, tag)
    return False


def _is_quote(block: Block) -> bool:
    return block.kind is Kind.QUOTE


def _is_caption(block: Block) -> bool:
    """A block that stands under a picture; one that a rule labelled so has any form but a heading's, a table's or an item's."""
    return block.kind is Kind.CAPTION or (block.label is Label.CAPTION and block.kind in {Kind.PARAGRAPH, Kind.OTHER})


def _element(group: list[Block], scopes: tuple[Scope, ...]) -> str:
    block = group[0]
    if _is_caption(block):
        return _figure(group)
    match block.kind:
        case Kind.HEADING:
            level = min(block.level or UNKNOWN_HEADING, LOWEST_HEADING)
            return f"<h{level}>{_inline(block)}</h{level}>"
        case Kind.QUOTE:
            return f"<blockquote>\n{_paragraphs(group)}\n</blockquote>"
        case Kind.CODE:
            return f"<pre><code{_language(block, scopes)}>{escape(block.text, quote=False)}</code></pre>"
        case Kind.TABLE:
            return _table(block)
        case _:
            return _paragraphs(group)


def _paragraphs(blocks: list[Block]) -> str:
    return "\n".join(f"<p>{_inline(block)}</p>" for block in blocks)


def _inline(block: Block) -> str:
    """The markup of a block, or its text where there is none (or none that may be shown)."""
    markup = sanitise_inline(block.html) if block.html else ""
    return markup if markup.strip() else escape(block.text, quote=False)


def _figure(blocks: list[Block]) -> str:
    images = dict.fromkeys(url for block in blocks for url in block.images)
    pictures = "".join(f'<img src="{escape(url)}" alt="">\n' for url in images)
    caption = "<br>".join(_inline(block) for block in blocks)
    return f"<figure>\n{pictures}<figcaption>{caption}</figcaption>\n</figure>"


def _table(block: Block) -> str:
    if block.html:
        markup = block.html if block.html.lstrip().lower().startswith("<table") else f"<table>{block.html}</table>"
        table = sanitise_table(markup)
        if table.startswith("<table") and "<t" in table[1:]:
            return table
    rows = ("".join(f"<td>{escape(cell, quote=False)}</td>" for cell in row.split("\t")) for row in block.text.split("\n"))
    return "<table>\n" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "\n</table>"


def _language(block: Block, scopes: tuple[Scope, ...]) -> str:
    """The class that names the programming language, where the element or one close around it says it."""
    for at in islice(scope_chain(block, scopes), LANGUAGE_REACH):
        for token in scopes[at].tokens:
            found = _LANGUAGE_TOKEN.fullmatch(token)
            if found:
                return f' class="{LANGUAGE_CLASS}{found[1].lower()}"'
    found = _LANGUAGE_MARKUP.search(block.html)
    return f' class="{LANGUAGE_CLASS}{found[1]}"' if found else ""
