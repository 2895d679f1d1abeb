"""Where a block stands: how far up the next `aside` is, the next class token that speaks of comments, how large the boxes
around it are and what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bodycopy.model import Scope
from bodycopy.tokens import TOKENS_REMEMBERED, token_words

Array = NDArray[np.float32]

# A distance upwards that means: nowhere.
FAR = 30.0

TAGS: dict[str, tuple[str, ...]] = {
    "article": ("article",),
    "main": ("main",),
    "section": ("section",),
    "aside": ("aside",),
    "nav": ("nav",),
    "header": ("header", "hgroup"),
    "footer": ("footer", "address"),
    "form": ("form", "fieldset", "label"),
    "figure": ("figure", "figcaption", "picture"),
    "table": ("table",),
    "list": ("ul", "ol", "dl", "menu"),
    "quote": ("blockquote",),
    "button": ("button",),
    "noscript": ("noscript",),
    "details": ("details", "summary"),
    "paragraph": ("p",),
    "link": ("a",),
    "heading": ("h1", "h2", "h3", "h4", "h5", "h6"),
}

# Words of class tokens, ids and the like, by what they are used to say. Read off the style guides and templates of common
# content management systems; a word stands in one group only.
WORDS: dict[str, str] = {
    "content": "content contents body text story entry post articlebody maincontent richtext prose copy markdown paragraph "
    "wysiwyg editor rte page detail details description summary lead intro",
    "chrome": "nav navbar navigation menu submenu megamenu header footer masthead topbar toolbar bottom top skip site logo "
    "brand sidebar side rail aside column widget widgets drawer offcanvas hamburger bar",
    "trail": "breadcrumb breadcrumbs crumb crumbs kicker eyebrow category categories section topic rubric label badge",
    "comment": "comment comments commentlist reply replies discussion disqus respond reviews review rating ratings feedback",
    "post": "message topicpost answer question thread reaction replybody",
    "related": "related recommended recommendation recommendations recirc recirculation trending popular latest mostread read "
    "more next previous prev teaser teasers outbrain taboola also similar upsell cross suggestions carousel slider "
    "swiper promo",
    "card": "card cards tile tiles grid item items list listing result results product products collection row rows",
    "share": "share sharing social follow twitter facebook linkedin whatsapp pinterest email print bookmark save tools actions",
    "advert": "ad ads advert advertisement advertising sponsor sponsored dfp gpt banner affiliate partner native",
    "meta": "meta author byline bio date time published updated timestamp tag tags keywords info credit credits source "
    "copyright license",
    "caption": "caption figcaption figure image img photo picture gallery media video player thumbnail lightbox",
    "appeal": "newsletter subscribe subscription signup sign optin donate donation paywall membership cta register login "
    "account premium promobox piano",
    "consent": "cookie cookies consent gdpr privacy onetrust ccpa notice alert",
    "unseen": "hidden sr screen reader visually modal popup dialog overlay tooltip collapse collapsed dropdown accordion tab "
    "tabs toggle",
    "shop": "price cart sku variant buy shipping checkout wishlist quantity stock",
    "title": "title headline heading subtitle subhead dek standfirst",
    "legal": "legal terms disclaimer policy imprint",
    "quote": "quote pullquote blockquote embed tweet instagram callout",
    "nottext": "btn button icon input field select search form filter filters sort pagination pager",
    "toc": "toc tableofcontents contentstable outline index anchor",
    "code": "code highlight syntax pre snippet console",
}

GROUPS = (*(f"tag_{name}" for name in TAGS), "tag_hidden", *(f"word_{name}" for name in WORDS))
_TAG_COLUMNS = {tag: column for column, tags in enumerate(TAGS.values()) for tag in tags}
_HIDDEN_COLUMN = len(TAGS)
_WORD_COLUMNS = {word: len(TAGS) + 1 + column for column, listed in enumerate(WORDS.values()) for word in listed.split()}


class Nest:
    """How the elements of a page lie in each other: `above` is the parent of each (the root is its own), `depth` its depth.

    What passes between parents and children is passed for a whole level at once.
    """

    def __init__(self, scopes: Sequence[Scope]) -> None:
        self.above: NDArray[np.intp] = np.array([max(scope.parent, 0) for scope in scopes], dtype=np.intp)
        self.depth: NDArray[np.intp] = np.array([scope.depth for scope in scopes], dtype=np.intp)
        order = np.argsort(self.depth, kind="stable")
        self._levels = np.split(order, np.flatnonzero(np.diff(self.depth[order])) + 1)

    def distances(self, scopes: Sequence[Scope]) -> Array:
        """For each scope how many levels up the nearest of each group is: scopes x GROUPS, FAR where there is none."""
        table = np.full((len(scopes), len(GROUPS)), FAR, dtype=np.float32)
        named = [_columns(scope.tag, scope.tokens, scope.hidden) for scope in scopes]
        rows = np.repeat(np.arange(len(scopes)), [len(columns) for columns in named])
        table[rows, list(chain.from_iterable(named))] = 0
        for level in self._levels[1:]:
            table[level] = np.minimum(table[level], table[self.above[level]] + 1)
        return np.minimum(table, FAR)

    def sums(self, own: NDArray[np.intp], values: Array) -> Array:
        """For each scope the sum of `values` (blocks x columns) over all blocks inside; `own` is the scope of each block."""
        table = np.zeros((len(self.above), values.shape[1]), dtype=np.float32)
        if len(table):
            np.add.at(table, own, values)
            for level in reversed(self._levels[1:]):
                np.add.at(table, self.above[level], table[level])
        return table


@lru_cache(maxsize=TOKENS_REMEMBERED)
def _columns(tag: str, tokens: tuple[str, ...], hidden: str) -> tuple[int, ...]:
    """The groups that an element itself belongs to, by its tag, by what hides it and by the words of its tokens."""
    columns = {_WORD_COLUMNS[word] for token in tokens for word in token_words(token) if word in _WORD_COLUMNS}
    if tag in _TAG_COLUMNS:
        columns.add(_TAG_COLUMNS[tag])
    if hidden:
        columns.add(_HIDDEN_COLUMN)
    return tuple(sorted(columns))
