"""Where a date is looked for when nobody has given one: elements named so, tags and scripts that speak of publication, and
`htmldate` at the very end.

A whole page would take `htmldate` ten milliseconds; the lines that hold a year, each with the names of the elements around
it, take one or two, and have the same dates in them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final

from lxml import etree

from bodycopy.metadata.dates import choose_dates
from bodycopy.metadata.datetext import MIN_YEAR, ZONE_SLACK, parse_date
from bodycopy.metadata.harvest import Harvest
from bodycopy.metadata.metatags import TAGS
from bodycopy.metadata.offers import Offer, is_article_type
from bodycopy.metadata.strings import UNSEEN_TAGS, element_text
from bodycopy.metadata.visible import Marked, dated_offers, foreign_days

# Without a reference date nothing is the future; htmldate must still have an end.
_LATEST: Final = date(2100, 12, 31)
_MAX_MENTIONS: Final = 200
_WINDOW: Final = 24
_MAX_LINES: Final = 60
_MAX_LINE: Final = 300
_MAX_ELEMENTS: Final = 20_000
_MAX_HOLDERS: Final = 2_000
_YEAR_ALONE: Final = 12

_DATED = re.compile(r"(?:199\d|20\d\d)(?:\s?[-./_年년]\s?\d|[01]\d[0-3]\d)|(?:\d[-./ ]|\d\D{1,16})(?:199\d|20\d\d)(?!\d)")


# Names of members in the data that a page's scripts carry, and of tags, that can mean nothing else.
# They begin with the same letters, which makes the search fast.
_IN_SCRIPT = re.compile(
    r"""ub(?:lish(?:ed)?(?:_?[Aa]t|_?[Oo]n|_?[Dd]ate|_?[Tt]ime)?|lication_?[Dd]ate|_?[Dd]ate)\\?["']\s*:\s*\\?["']([^"'\\]{8,40})"""
)
_IN_TAG = re.compile(r"publi(?:sh|cation|cado|e)|pub-?date|issued|posted|[.:_-]date\Z", re.IGNORECASE)
_NOT_IN_TAG = re.compile(r"publisher|modif|updat|expir|publish(?:ed)?[-_.:]?by|unpublish", re.IGNORECASE)
_KNOWN_TAGS: Final = frozenset(name for names in TAGS.values() for name in names)
_TAG_PREFIX: Final = "meta["
_LATE: Final = frozenset({"date block", "script", "htmldate"})
# So much of all scripts together is looked at.
_MAX_SCRIPT: Final = 1_000_000
_MAX_SCRIPTS: Final = 60
_MAX_IN_SCRIPT: Final = 50


def last_dates(
    page: Harvest,
    offers: Sequence[Offer],
    language: str | None,
    latest: date | None,
    marked: Callable[[], Marked],
) -> Iterator[Offer]:
    """What is asked, one after the other, as long as nobody else gives a date of publication."""
    found = [*dated_offers(marked().classed, language, latest), *_tag_offers(page)]
    yield from found
    found = [*offers, *found]
    if choose_dates(found, language, latest)[0] is not None or not may_be_dated(found):
        return
    written = _script_date(page.tree, language)
    if written is not None:
        yield written
        return
    day = search_date(page.tree, latest)
    if day and day not in foreign_days(page.times, language):
        yield Offer("datePublished", day, "htmldate")


def is_late(source: str) -> bool:
    """Whether a source of dates is asked only where no other gives one."""
    return source in _LATE or source.startswith(_TAG_PREFIX)


def _tag_offers(page: Harvest) -> Iterator[Offer]:
    """Tags that nobody has listed, but whose name speaks of publication."""
    for key, values in page.metas.items():
        if key not in _KNOWN_TAGS and _IN_TAG.search(key) and not _NOT_IN_TAG.search(key):
            yield from (Offer("datePublished", value, f"{_TAG_PREFIX}{key}]") for value in values[:1])


def _script_date(tree: etree._Element, language: str | None) -> Offer | None:
    """The date that the data in a page's scripts gives; None where they speak of several days, as lists do."""
    days: dict[str, str] = {}
    left = _MAX_SCRIPT
    for script in islice(tree.iter("script"), _MAX_SCRIPTS):
        text = (script.text or "")[:left]
        left -= len(text)
        for match in islice(_IN_SCRIPT.finditer(text), _MAX_IN_SCRIPT):
            iso = parse_date(match[1], language)
            if iso:
                days.setdefault(iso[:10], match[1])
    return Offer("datePublished", next(iter(days.values())), "script") if len(days) == 1 else None


def may_be_dated(offers: Sequence[Offer]) -> bool:
    """Whether a page is worth a search for a date: it is an article, it is signed, or it does not say what it is."""
    kinds = [offer.value for offer in offers if offer.field == "articleType"]
    article = any(is_article_type(name) for name in kinds)
    return not kinds or article or any(offer.field == "authors" for offer in offers)


def search_date(tree: etree._Element, latest: date | None) -> str | None:
    """The date that htmldate finds in the page, a day without time; only if the page holds it as a whole.

    The quick search alone: the extensive one guesses (a copyright year becomes the first of January) and takes ten times as
    long. Its parser completes a month without day from the clock, hence the second look.
    """
    lines = list(islice(_dated_lines(tree), _MAX_LINES))
    if not lines:
        return None
    from htmldate import find_date

    markup = f"<html><body>{''.join(lines)}</body></html>"
    found: str | None = find_date(
        markup,
        extensive_search=False,
        original_date=True,
        url="",
        min_date=f"{MIN_YEAR}-01-01",
        max_date=(latest + ZONE_SLACK if latest else _LATEST).isoformat(),
    )
    return found if found and _holds_date(markup, found) else None


def _dated_lines(tree: etree._Element) -> Iterator[str]:
    """The elements with a date in their text, written out with class and id of their own and of their parent."""
    for holder in islice(_year_holders(tree), _MAX_HOLDERS):
        line = element_text(holder, _MAX_LINE)[:_MAX_LINE]
        parent = holder.getparent()
        # A year that stands alone is the end of a date whose other parts have elements of their own.
        if len(line) <= _YEAR_ALONE and parent is not None and not _DATED.search(line):
            holder, parent = parent, parent.getparent()
            line = element_text(holder, _MAX_LINE)[:_MAX_LINE]
        if _DATED.search(line):
            yield _written(parent, _written(holder, html.escape(line)))


def _year_holders(tree: etree._Element) -> Iterator[etree._Element]:
    """The elements that have what may be a year in a text of their own, each once."""
    seen: set[etree._Element] = set()
    for element in islice(tree.iter(), _MAX_ELEMENTS):
        for text, holder in ((element.text, element), (element.tail, element.getparent())):
            if text and ("20" in text or "199" in text) and holder is not None and holder not in seen:
                seen.add(holder)
                if holder.tag not in UNSEEN_TAGS:
                    yield holder


def _written(element: etree._Element | None, content: str) -> str:
    if element is None or element.tag in {"html", "body"}:
        return f"<div>{content}</div>"
    names = "".join(f' {name}="{html.escape(element.get(name) or "")}"' for name in ("class", "id") if element.get(name))
    return f"<{element.tag}{names}>{content}</{element.tag}>"


def _holds_date(markup: str, iso: str) -> bool:
    """Whether a page has a string that is this date, year, month and day."""
    year = iso[:4]
    for match in islice(re.finditer(year, markup), _MAX_MENTIONS):
        around = (markup[match.start() : match.end() + _WINDOW], markup[max(0, match.start() - _WINDOW) : match.end()])
        if any(reading and reading.startswith(iso) for text in around for reading in _readings(text)):
            return True
    return False


def _readings(text: str) -> Iterator[str | None]:
    """A string read with either order of day and month."""
    text = text.replace("_", "-").replace("<", " ").replace(">", " ").replace('"', " ")
    yield parse_date(text[:4] + "-" + text[4:6] + "-" + text[6:8]) if text[:8].isdigit() else None
    yield parse_date(text, "en-US")
    yield parse_date(text, "en-GB")
