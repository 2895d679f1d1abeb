"""What may be in HTML that we hand out: an explicit list of tags, attributes and URL schemes, kept by nh3.

The markup comes from pages that nobody vouches for, and readers of the answer will put it into pages of their own. So there
are no scripts, styles, forms, frames, ids (which can shadow a page's own names) or event handlers, and every address is
absolute: a relative one would point into the reader's own site.
"""

from __future__ import annotations

from functools import cache

import nh3

from bodycopy.render.surrogates import whole

INLINE_TAGS = frozenset(
    "a abbr b bdi br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small strong sub sup time u var wbr".split()
)
TABLE_TAGS = frozenset("table caption thead tbody tfoot tr th td".split())
BLOCK_TAGS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre figure figcaption".split())

ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "del": {"datetime"},
    "img": {"alt", "height", "src", "width"},
    "ins": {"datetime"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}

URL_SCHEMES = {"http", "https", "mailto"}

# Elements that go with all they hold; of any other unknown element the text stays.
DROPPED_WITH_CONTENT = frozenset(
    "script style template svg math iframe object embed noembed noframes noscript select textarea title xmp plaintext "
    "audio video canvas applet".split()
)

# nh3 copies a text anew for each entity inside of it: 30 s for a million. A comment, which it drops, begins a new text.
MOST_ENTITIES = 500

LANGUAGE_CLASS = "language-"
"""The class HTML gives the programming language of a `code` element in; no other class is let through."""


def sanitise(html: str, base: str | None) -> str:
    """Whole article markup, with addresses resolved against `base` (dropped where relative and there is none)."""
    return _cleaner(base and whole(base)).clean(_parted(whole(html)))


def sanitise_inline(html: str) -> str:
    """The markup of one block, balanced, with inline tags alone, so that it cannot leave the element it is put into."""
    return _inline_cleaner().clean(_parted(whole(html)))


def sanitise_table(html: str) -> str:
    """The markup of one table, balanced, as a single `table` element."""
    return _table_cleaner().clean(_parted(whole(html)))


def _parted(html: str) -> str:
    """Markup with a comment before every MOST_ENTITIES-th entity of a text; as it is where there are no more in all."""
    if html.count("&") <= MOST_ENTITIES:
        return html
    first, *others = html.split("<")
    parts = [_parted_text(first)]
    for part in others:
        tag, end, text = part.partition(">")
        parts += ["<", tag, end, _parted_text(text)]
    return "".join(parts)


def _parted_text(text: str) -> str:
    if text.count("&") <= MOST_ENTITIES:
        return text
    before, *entities = text.split("&")
    groups = ("&".join(entities[at : at + MOST_ENTITIES]) for at in range(0, len(entities), MOST_ENTITIES))
    return f"{before}&" + "<!---->&".join(groups)


def _cleaner(base: str | None) -> nh3.Cleaner:
    try:
        return _make(INLINE_TAGS | TABLE_TAGS | BLOCK_TAGS, ("rewrite_with_base", base) if base else "deny")
    except ValueError:  # a base that urllib takes and Rust's url does not
        return _make(INLINE_TAGS | TABLE_TAGS | BLOCK_TAGS, "deny")


@cache
def _inline_cleaner() -> nh3.Cleaner:
    return _make(INLINE_TAGS, "pass_through")


@cache
def _table_cleaner() -> nh3.Cleaner:
    return _make(INLINE_TAGS | TABLE_TAGS, "pass_through")


def _make(tags: frozenset[str], relative: nh3.UrlRelative) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        clean_content_tags=set(DROPPED_WITH_CONTENT),
        attributes={**ATTRIBUTES, "code": {"class"}},
        attribute_filter=_filter,
        url_schemes=URL_SCHEMES,
        url_relative=relative,
    )


def _filter(tag: str, attribute: str, value: str) -> str | None:
    """Of the classes of a `code` element, leave the one that names its language."""
    if attribute != "class":
        return value
    return next((token for token in value.split() if token.startswith(LANGUAGE_CLASS)), None)
