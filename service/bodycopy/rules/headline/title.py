"""The page's own title, above its text.

Seen as the only `h1`; as an `h2` under an `h1` that is the last step of a breadcrumb; in plain text as the short line over
the first paragraph. A title for search engines in `<title>` or `og:title` often differs from the one that is shown.
The name of a product, a thread or a list stays where the scorer sees it in the text: there it is what the text is about.
"""

from __future__ import annotations

from bodycopy.model import Block, Kind
from bodycopy.rules.lines import normal
from bodycopy.rules.titles import MAX_TITLE_CHARS, first_h1, is_near, known_titles, opening, title_forms
from bodycopy.rules.view import View

_NAMED = frozenset({"forum", "product", "collection", "listing", "service"})
_UNASKED = (Kind.ITEM, Kind.QUOTE, Kind.TABLE, Kind.CODE)


def asked(view: View) -> range:
    """The blocks down to the first running text, or to the `h1` if that stands below."""
    return range(min(max(view.fact(opening), view.fact(first_h1)) + 1, len(view.blocks)))


def match(block: Block, view: View) -> str | None:
    if len(block.text) > MAX_TITLE_CHARS or block.kind in _UNASKED:
        return None
    if view.is_inside(block) and view.page_type in _NAMED and not _says_article(view):
        return None
    if block.kind is Kind.HEADING and block.index == view.fact(first_h1):
        return "h1"
    if block.index > view.fact(opening):
        return None
    titles = view.fact(known_titles)
    text = normal(block.text)
    if not titles.isdisjoint(title_forms(block.text)):
        return "metadata headline" if view.metadata.headline else "its words come again below"
    if block.kind is Kind.HEADING and view.fact(first_h1) < 0 and is_near(text, titles):
        return "close to metadata headline"
    return None


def _says_article(view: View) -> bool:
    return (view.metadata.article_type or "").endswith(("Article", "BlogPosting", "Report"))
