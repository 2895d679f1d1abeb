"""What the cutter knows of HTML's elements (the rendering section of the HTML standard, for those that matter to text)."""

from __future__ import annotations

from lxml import etree

from bodycopy.model import Kind

# Elements that stand inside a line of text. Every other element ends the block before it and begins a new one.
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "meter", "nobr", "output", "picture", "progress", "q", "rb", "rp", "rt",
    "rtc", "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip

# Elements whose content is no text of the page. The fallback text in media elements is for browsers that lack them.
SKIPPED = frozenset((
    "applet", "area", "audio", "base", "canvas", "col", "colgroup", "datalist", "embed", "frame", "frameset", "head",
    "iframe", "input", "link", "map", "math", "meta", "noframes", "object", "optgroup", "option", "param",
    "script", "select", "style", "svg", "template", "textarea", "title", "track", "video",
))  # fmt: skip

HEADINGS = {f"h{level}": level for level in range(1, 7)}

KINDS = {
    **dict.fromkeys(HEADINGS, Kind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), Kind.ITEM),
    **dict.fromkeys(("figcaption", "caption"), Kind.CAPTION),
    "blockquote": Kind.QUOTE,
    "pre": Kind.CODE,
    "xmp": Kind.CODE,
    "listing": Kind.CODE,
    "button": Kind.OTHER,
}

LISTS = frozenset(("ul", "ol", "menu", "dl", "dir"))

# Elements whose direct text is one paragraph: a custom element or a button inside them stands in the line.
LINE_HOLDERS = frozenset(
    ("p", "li", "dt", "dd", "td", "th", "figcaption", *HEADINGS, *(INLINE - {"picture", "source", "img", "br"}))
)

# What generators of documentation set behind a heading as a link to the heading itself.
PERMALINKS = frozenset("#¶§🔗⚓")

STRONG = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"))

# Inline markup that is worth keeping in an answer, and the tag it is written as.
MARKUP = {
    "a": "a", "b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "cite", "code": "code", "kbd": "kbd",
    "samp": "code", "tt": "code", "sub": "sub", "sup": "sup", "q": "q", "mark": "mark", "del": "del", "s": "del",
    "strike": "del", "ins": "ins", "abbr": "abbr", "time": "time", "small": "small", "u": "u", "var": "var", "dfn": "dfn",
}  # fmt: skip


def is_permalink(link: etree._Element) -> bool:
    """Whether a link is nothing but a sign that links to the place where it stands."""
    return (link.text or "").strip() in PERMALINKS and not len(link) and (link.get("href") or "").startswith("#")


def runs_in(reading: etree._Element) -> bool:
    """Whether the reading of a word in `ruby` would run into the word: in text it needs the brackets that browsers hide."""
    before = reading.getprevious()
    return before is None or before.tag != "rp"
