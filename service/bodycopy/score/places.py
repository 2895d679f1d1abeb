"""Where a block stands: how far up the next `aside` is, the next class token that speaks of comments, how large the boxes
around it are and what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bodycopy.model import Scope
from bodycopy.tokens import TOKENS_REMEMBERED, token_words

Array = NDArray[np.float32]

# A tag, the class tokens and the like, what hides it.
Make = tuple[str, tuple[str, ...], str]

# A distance upwards that means: nowhere.
FAR = 30

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
    """How the elements of a page, one or more, lie in each other.

    `above` is the parent of each (the root is its own), `depth` its depth. As elements stand in document order, those inside of
    one are those that follow it up to its end (`ends`). What has the same tag, tokens and hiding is of one make: `makes` are
    the makes of a page, `make` is the one of each element.
    """

    def __init__(self, scopes: Sequence[Scope]) -> None:
        tags, tokens, parents, depths, hidden, chars, link_chars, blocks = zip(*scopes, strict=True)
        numbers: dict[Make, int] = {}
        make = [numbers.setdefault(one, len(numbers)) for one in zip(tags, tokens, hidden, strict=True)]
        self.make: NDArray[np.intp] = np.array(make, dtype=np.intp)
        self.makes = tuple(numbers)
        self.above: NDArray[np.intp] = np.maximum(np.array(parents, dtype=np.intp), 0)
        self.depth: NDArray[np.intp] = np.array(depths, dtype=np.intp)
        self.ends = ends_of(parents)
        self._counts = chars, link_chars, blocks

    def held(self, own: NDArray[np.intp], running: Array) -> Array:
        """Chars, link chars, running chars and blocks in each element, a row each.

        `own` is the element of each block, `running` its running chars.
        """
        chars, link_chars, blocks = self._counts
        # What is inside of an element is a stretch: the sum up to its end less the sum up to its beginning.
        before = np.zeros(len(self.above) + 1)
        np.cumsum(np.bincount(own, weights=running, minlength=len(self.above)), out=before[1:])
        table = np.empty((4, len(self.above)), dtype=np.float32)
        table[0], table[1], table[2], table[3] = chars, link_chars, before[self.ends] - before[:-1], blocks
        return table

    def distances(self) -> NDArray[np.uint8]:
        """For each element how many levels up the nearest of each group is: elements x GROUPS, FAR where there is none."""
        own = np.frombuffer(b"".join([_own_distances(*make) for make in self.makes]), dtype=np.uint8)
        table = own.reshape(-1, len(GROUPS)).take(self.make, axis=0)
        above, steps = self.above, 1
        # What is known so many levels up is known twice as many levels up.
        while steps < FAR:
            np.minimum(table, table.take(above, axis=0) + np.uint8(steps), out=table)
            above, steps = above[above], 2 * steps
        return table

    def steps_out(self, main: int) -> NDArray[np.intp]:
        """For each element how many levels up it meets one around `main`, or `main` itself: 0 inside of it."""
        around = [main]
        while around[-1] != 0:
            around.append(int(self.above[around[-1]]))
        met = np.zeros_like(self.depth)
        for at in reversed(around):
            met[at : self.ends[at]] = self.depth[at]
        steps = self.depth - met + 1
        steps[main : self.ends[main]] = 0
        return steps


def ends_of(parents: Sequence[int]) -> list[int]:
    """For each element the index after the last one within it; `parents` are those of elements in document order."""
    ends = list(range(1, len(parents) + 1))
    for at in range(len(parents) - 1, 0, -1):
        parent, end = parents[at], ends[at]
        if ends[parent] < end:
            ends[parent] = end
    return ends


@lru_cache(maxsize=TOKENS_REMEMBERED)
def _own_distances(tag: str, tokens: tuple[str, ...], hidden: str) -> bytes:
    """A byte for each group: 0 if an element itself is of it, by its tag, by what hides it or by the words of its tokens."""
    columns = {_WORD_COLUMNS[word] for token in tokens for word in token_words(token) if word in _WORD_COLUMNS}
    if tag in _TAG_COLUMNS:
        columns.add(_TAG_COLUMNS[tag])
    if hidden:
        columns.add(_HIDDEN_COLUMN)
    return bytes(0 if column in columns else FAR for column in range(len(GROUPS)))
