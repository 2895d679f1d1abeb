"""Bylines and dates as the page shows them: rel=author, `<time>`, and elements whose class says what they are.

This costs a search over all elements, so it is asked only where the structured sources leave a gap, or where the caller wants
to see all sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Final

from lxml import etree

from bodycopy.metadata.bylines import byline_of
from bodycopy.metadata.date_words import says_modified
from bodycopy.metadata.datelines import dated_parts
from bodycopy.metadata.datetext import parse_date
from bodycopy.metadata.offers import Offer
from bodycopy.metadata.strings import element_lines, element_text

# Elements that hold bylines and dates, and what their classes have in common; an XPath for it takes four times as long.
_HOLDERS: Final = (
    *(
        "div",
        "span",
        "p",
        "a",
        "li",
        "ul",
        "dd",
        "td",
        "address",
        "small",
        "strong",
        "em",
        "i",
        "b",
        "cite",
        "section",
        "header",
    ),
    *("footer", "h2", "h3", "h4", "h5", "h6", "time", "date", "abbr", "figcaption", "aside", "dl", "ol", "font"),
)
# Every way begins with a letter that is written out: only then does `re` look at no other places, which is four times as fast.
_HINT = re.compile(
    r"author|Author|byline|Byline|username|autor|auteur|writer|date|Date|datu|Datu|time|Time|publish|Publish|posted|Posted|"
    r"fecha|updated|Updated|fn(?<=\bfn)\b|vcard"
)
_MAX_CLASSED: Final = 400
_CLASSES_REMEMBERED: Final = 10_000

_AUTHOR_WORDS: Final = frozenset(
    "author authors byline fn username postedby autor autores auteur auteurs autore writer authorname bylines autoren "
    "vcard".split()
)
_DATE_WORDS: Final = frozenset(
    "date published publish pubdate time timestamp datetime posted datum fecha publicacion dateline created postdate "
    "entrydate publishdate "
    "pubtime publishtime releasedate".split()
)
_MODIFIED_WORDS: Final = frozenset("updated modified update lastmodified lastupdated".split())
# Parts of a page whose bylines and dates are those of something else.
_FOREIGN_WORDS: Final = frozenset(
    "comment comments related sidebar footer recommended teaser card widget popular trending nav navigation menu "
    "respond commentlist "
    "latest mostread more carousel similar suggested upnext newsletter reply replies bio biography review reviews testimonial "
    "testimonials".split()
)
_ELSEWHERE_WORDS: Final = frozenset("comments commentlist related recommended teaser teasers contentbox".split())
_FOOT_WORDS: Final = frozenset({"footer"})
_OWN_WORDS: Final = frozenset({"post", "entry", "article"})
_FOREIGN_TAGS: Final = frozenset({"aside", "footer", "nav", "blockquote"})
_SPLIT_CLASS = re.compile(r"[^a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MAX_BYLINE: Final = 150
_MAX_DATE_TEXT: Final = 90
_MAX_LABEL: Final = 40
_TIME_ATTRIBUTES: Final = ("datetime", "ts", "content", "title")
_MAX_ANCESTORS: Final = 12
_GROUP_LEVELS: Final = 2
_MAX_GROUP: Final = 12
# A first and a last name, each in its element, are one name.
_MAX_SINGLE_WORDS: Final = 3


def class_words(element: etree._Element) -> frozenset[str]:
    """The words of an element's class and id tokens: `article__byline-Name` has `article`, `byline` and `name`."""
    return _words_of(f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}")


# What is true of a string is so on any page; elements of one page mostly share their classes, and pages of one site.
@lru_cache(maxsize=_CLASSES_REMEMBERED)
def _hints(name: str) -> bool:
    """Whether a class may have to do with authors or dates."""
    return _HINT.search(name) is not None


@lru_cache(maxsize=_CLASSES_REMEMBERED)
def _words_of(tokens: str) -> frozenset[str]:
    if ":" in tokens:
        # `md:mt-2`, `contrast-more:text-tint` say when to use a style, and nothing about the element.
        tokens = " ".join(token for token in tokens.split() if ":" not in token)
    return frozenset(_SPLIT_CLASS.split(_CAMEL.sub(" ", tokens).lower())) - {""}


@dataclass(frozen=True, slots=True)
class Marked:
    """What one walk over a page finds: the first elements whose class has to do with authors or dates, and the links that
    say that they lead to an author."""

    classed: tuple[etree._Element, ...]
    links: tuple[etree._Element, ...]


def byline_offers(marked: Marked) -> Iterator[Offer]:
    """Authors as links with rel=author, and as elements whose class names an author; those of teasers and comments left out.

    The first byline is the article's; others count only where they stand beside it.
    """
    links = [link for link in marked.links if not is_foreign(link) and byline_text(link)]
    yield from (Offer("authors", byline_text(link), "a[rel=author]", link.get("href")) for link in _group(links))
    worded = (element for element in marked.classed if not _AUTHOR_WORDS.isdisjoint(class_words(element)))
    named = [element for element in worded if not is_foreign(element) and byline_text(element)]
    for element in _group(named):
        link_element = element if element.tag == "a" else next(element.iter("a"), None)
        yield Offer("authors", byline_text(element), "byline", link_element.get("href") if link_element is not None else None)


def marked_elements(tree: etree._Element) -> Marked:
    """Walk over what may hold bylines and dates."""
    classed = (element for element in tree.iter(*_HOLDERS) if (name := element.get("class")) and _hints(name))
    links = (link for link in tree.iter("a") if "author" in (link.get("rel") or "").split())
    addressed = (link for address in tree.iter("address") for link in islice(address.iter("a"), _MAX_GROUP))
    return Marked(tuple(islice(classed, _MAX_CLASSED)), (*islice(links, _MAX_CLASSED), *islice(addressed, _MAX_CLASSED)))


def _group(found: list[etree._Element]) -> list[etree._Element]:
    """The first element and those that share its parent or grandparent; elements inside others left out."""
    outer: list[etree._Element] = []
    for element in found:
        if not any(ancestor in outer for ancestor in islice(element.iterancestors(), _MAX_ANCESTORS)):
            outer.append(element)
    if not outer:
        return []
    near = set(islice(outer[0].iterancestors(), _GROUP_LEVELS))
    return [element for element in outer if near.intersection(islice(element.iterancestors(), _GROUP_LEVELS))][:_MAX_GROUP]


def byline_text(element: etree._Element) -> str:
    """The names in a byline; empty where it is too long for one."""
    lines = element_lines(element, 2 * _MAX_BYLINE).split("\n")
    if sum(map(len, lines)) > _MAX_BYLINE:
        return ""
    if 1 < len(lines) <= _MAX_SINGLE_WORDS and all(" " not in line and line[:1].isupper() for line in lines):
        return " ".join(lines)
    return byline_of(lines)


def time_offers(times: Iterable[etree._Element], language: str | None, reference: date | None = None) -> Iterator[Offer]:
    """`<time>` elements outside teasers and comments, those that say that they are the date of publication first."""
    plain_times: list[Offer] = []
    for element in times:
        if is_foreign(element):
            continue
        value = next((value for name in _TIME_ATTRIBUTES if (value := element.get(name))), None) or element_text(element)
        if value and not parse_date(value, language):
            value = element_text(element)
        if not value or not dated_parts(value, language, reference):
            continue
        around = class_words(element)
        parent = element.getparent()
        if parent is not None:
            around |= class_words(parent)
        if not _MODIFIED_WORDS.isdisjoint(around) or says_modified(value) or says_modified(_text_before(element)):
            yield Offer("dateModified", value, "time")
        elif element.get("pubdate") is not None or not around.isdisjoint({"published", "publish", "pubdate", "posted"}):
            yield Offer("datePublished", value, "time[pubdate]")
        else:
            plain_times.append(Offer("datePublished", value, "time"))
    yield from plain_times


def _text_before(element: etree._Element) -> str:
    """The text right before an element, in the same parent."""
    previous, parent = element.getprevious(), element.getparent()
    text = previous.tail if previous is not None else parent.text if parent is not None else None
    return (text or "")[-_MAX_LABEL:]


def foreign_days(times: Iterable[etree._Element], language: str | None) -> frozenset[str]:
    """The days of teasers and comments."""
    values = (element.get("datetime") or element_text(element, _MAX_DATE_TEXT) for element in times if is_elsewhere(element))
    return frozenset(iso[:10] for value in values if (iso := parse_date(value, language)))


def dated_offers(classed: Iterable[etree._Element], language: str | None, reference: date | None = None) -> Iterator[Offer]:
    """Short texts in those elements whose class names a date."""
    for element in classed:
        words = class_words(element)
        modified = not _MODIFIED_WORDS.isdisjoint(words)
        if (modified or not _DATE_WORDS.isdisjoint(words)) and not is_foreign(element):
            text = element_text(element, _MAX_DATE_TEXT)
            if 0 < len(text) <= _MAX_DATE_TEXT and (parts := dated_parts(text, language, reference)):
                if modified and words.isdisjoint(_DATE_WORDS):
                    parts = (("dateModified", text),)
                yield from (Offer(field, part, "date block") for field, part in parts)


def is_elsewhere(element: etree._Element) -> bool:
    """Whether an element near the headline is surely not the article's: it stands among comments or teasers."""
    around = islice((element, *element.iterancestors()), _MAX_ANCESTORS)
    return any(not _ELSEWHERE_WORDS.isdisjoint(class_words(node)) for node in around if node.tag not in {"body", "html"})


def is_foreign(element: etree._Element) -> bool:
    """Whether an element belongs to a teaser, a comment, a footer or the like, and not to the article."""
    node: etree._Element | None = element
    for _ in range(_MAX_ANCESTORS):
        if node is None or node.tag in {"body", "html", "main", "article"}:
            return False
        words = class_words(node)
        # The foot of a post is not the foot of the page.
        foreign = _FOREIGN_WORDS & words | ({node.tag} & _FOREIGN_TAGS)
        if foreign and not (foreign <= _FOOT_WORDS and words & _OWN_WORDS):
            return True
        node = node.getparent()
    return False
