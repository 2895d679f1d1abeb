"""What pages are made of, for Hypothesis: bytes, things shaped like markup, and text shaped like an article."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import strategies as st

from bench.hostile import words
from bodycopy.model import Format, Include, Label, Mode, Options, Source, SourceType

RULE_WORDS = sorted({word for word in words() if len(word) < 60})
TAGS = (
    "p div span a article section main header footer nav aside figure figcaption h1 h2 h3 ul ol li table tr td th caption thead "
    "blockquote pre code time address br hr img picture source video iframe form input button select option textarea label "
    "noscript template svg math style b i em strong sub sup q cite dl dt dd details summary object embed frameset frame body html "
    "head title base link meta script canvas dialog font center marquee plaintext xmp listing wbr ruby rt rp bdo"
).split()
TOKENS = (
    "article-body content post entry teaser related caption credit byline author comment share newsletter paywall donate footer "
    "nav menu breadcrumb sidebar ad promo hidden sr-only"
).split()
NAMES = (
    "class id itemprop itemtype itemscope rel role style hidden aria-hidden lang dir href src srcset alt title datetime content "
    "name property data-testid colspan rowspan type charset http-equiv onclick"
).split()
VALUES = (
    *TOKENS,
    "http://schema.org/NewsArticle",
    "articleBody",
    "author",
    "datePublished",
    "og:title",
    "og:description",
    "article:published_time",
    "display:none",
    "/story?a=1&b=2#c",
    "javascript:alert(1)",
    "http://[",
    "//host.example:99999/",
    "2026-03-04T08:00:00+01:00",
    "2026-13-45",
    "1000000",
    "-1",
    "application/ld+json",
    "utf-16",
    "text/html; charset=shift_jis",
)
SCRAPS = (
    *"<!-- --> <![CDATA[ ]]> <!DOCTYPE <?xml ?> </ <> < > & &amp; &#0; &#xD800; &#x1F600; &nbsp &nosuch; \x00 \x0c \r \u2028".split(" "),
    "\ufeff\u202e\u200b\xad\ud800",
    "By Ann Reed, 2 May 2025",
    "Photo: Bo Lind / AFP",
    "1/2/2025",
    "SANTIAGO, Chile (AP) --",
    "Read more: the fire",
    "© 2026 The Strait",
)  # fmt: skip

WORD = st.one_of(st.sampled_from(RULE_WORDS), st.sampled_from(TOKENS), st.text(max_size=12))
SENTENCE = st.lists(WORD, max_size=12).map(lambda parts: " ".join(parts) + ".")
TEXT = st.one_of(SENTENCE, st.sampled_from(SCRAPS), st.text(max_size=40))
ATTRIBUTE = st.tuples(st.sampled_from(NAMES), st.one_of(st.sampled_from(VALUES), st.text(max_size=10)), st.sampled_from("\"' "))
TAG = st.sampled_from(TAGS)
START = st.tuples(TAG, st.lists(ATTRIBUTE, max_size=3)).map(
    lambda drawn: f"<{drawn[0]}" + "".join(f" {name}={quote}{value}{quote}" for name, value, quote in drawn[1]) + ">"
)
END = TAG.map("</{}>".format)

KEYS = st.sampled_from(
    "@type @graph @id headline name author datePublished dateModified articleBody image url itemListElement position keywords "
    "publisher isAccessibleForFree mainEntityOfPage inLanguage description".split()
)
JSON_LEAF: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(VALUES), SENTENCE, st.text(max_size=20)
)
JSON_VALUE = st.recursive(
    JSON_LEAF, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=6)), max_leaves=20
)
JSON_SCRIPT = st.tuples(JSON_VALUE, st.integers(0, 40), st.booleans()).map(
    lambda drawn: '<script type="application/ld+json">' + json.dumps(drawn[0])[: None if drawn[2] else drawn[1]] + "</script>"
)
META = st.tuples(st.sampled_from(VALUES), TEXT).map(lambda drawn: f'<meta property="{drawn[0]}" content="{drawn[1]}">')

PIECE = st.one_of(START, START, END, TEXT, TEXT, META, JSON_SCRIPT)
ELEMENT = st.tuples(START, st.lists(PIECE, max_size=6), TAG).map(lambda drawn: drawn[0] + "".join(drawn[1]) + f"</{drawn[2]}>")
MARKUP = st.lists(st.one_of(PIECE, ELEMENT), max_size=40).map("".join)

LINE = st.one_of(SENTENCE, st.lists(SENTENCE, max_size=8).map(" ".join), TEXT, st.just(""))
PLAIN = st.lists(LINE, max_size=40).flatmap(
    lambda lines: st.sampled_from(("\n", "\n\n", "\r\n", "\r")).map(lambda end: end.join(lines))
)

CODINGS = ("utf-8", "utf-16", "latin-1", "shift_jis", "koi8-r")
CHARSETS = st.sampled_from([None, *CODINGS, "utf-7", "x-user-defined"])


def encoded(text: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """The text in some encoding; what that has no signs for is replaced."""
    return st.tuples(text, st.sampled_from(CODINGS)).map(lambda drawn: drawn[0].encode(drawn[1], "replace"))


KINDS = st.sampled_from(SourceType)
OF_BYTES = st.builds(Source, st.binary(max_size=400), KINDS, CHARSETS)
OF_MARKUP = st.builds(Source, st.one_of(MARKUP, encoded(MARKUP)), st.just(SourceType.HTML), CHARSETS)
OF_TEXT = st.builds(Source, st.one_of(PLAIN, encoded(PLAIN)), st.just(SourceType.TEXT), CHARSETS)

OPTIONS = st.builds(
    Options,
    url=st.sampled_from([None, "https://strait.example/ferry", "http://[::1]:1/a/../b?c#d", "https://xn--bcher-kva.example"]),
    keep=st.frozensets(st.sampled_from(Label)),
    include=st.frozensets(st.sampled_from(Include)),
    format=st.sampled_from(Format),
    reference_date=st.one_of(st.none(), st.dates(min_value=date(1, 1, 1))),
    mode=st.sampled_from(Mode),
)
