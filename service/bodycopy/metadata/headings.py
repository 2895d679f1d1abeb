"""What the page itself shows as headings: their texts without kickers, where they stand, which is but the site's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from lxml import etree

from bodycopy.metadata.offers import Offer
from bodycopy.metadata.pieces import texts_after
from bodycopy.metadata.sitename import letters
from bodycopy.metadata.strings import element_lines, element_text, words_of

# More headings than these are a list of teasers.
_MAX_LOWER: Final = 40
_MAX_H1: Final = 8
_MAX_TEXT: Final = 350
_HOMES: Final = frozenset({"/", "./", ".", "index.html", "/index.html", "index.php", "/index.php"})
_MAX_ABOVE: Final = 3
_LINK_SIGNS: Final = " ¶#§🔗"
_ASIDE_TAGS: Final = frozenset({"nav", "footer", "aside", "dialog"})
# A page is read rather than used where so many of the next pieces of text are as long as a sentence.
_PIECES: Final = 40
_SENTENCE: Final = 60
_READ: Final = 16
_LED: Final = 1
# How alike an element must be to count as the one that shows a headline: half of the words in common.
_ALIKE: Final = 0.5
_START: Final = 15

# Words of class names for what stands above or beside the headline inside the same heading.
_KICKER_WORDS: Final = frozenset(
    "kicker topline overline dachzeile eyebrow pretitle supertitle roofline spitzmarke antetitulo antetítulo occhiello "
    "surtitre label badge overtitle uppertitle toptitle rubrik tag category prefix hidden invisible sronly offscreen".split()
)


@dataclass(frozen=True)
class Heading:
    """An h1, h2 or h3 (`level` 1 to 3) with its text and its words, case folded. `home` says that it is but a link to the
    front page."""

    element: etree._Element
    level: int
    text: str
    words: tuple[str, ...]
    home: bool

    @cached_property
    def ends(self) -> frozenset[str]:
        """What it ends with from each of the elements in it on, as `letters`."""
        keys = self._parts
        return frozenset("".join(keys[place:]) for place in range(1, len(keys)))

    @cached_property
    def starts(self) -> frozenset[str]:
        """What it begins with up to each of the elements in it, as `letters`."""
        keys = self._parts
        return frozenset("".join(keys[:place]) for place in range(1, len(keys)))

    @cached_property
    def _parts(self) -> list[str]:
        return list(map(letters, element_lines(self.element, _MAX_TEXT).split("\n")))

    @cached_property
    def aside(self) -> bool:
        """Whether it belongs to a menu, a foot or a box beside the article."""
        return any(node.tag in _ASIDE_TAGS for node in self.element.iterancestors())

    @property
    def read(self) -> bool:
        """Whether what follows is written to be read: prose, not tiles and prices."""
        return self._sentences >= _READ

    @property
    def leads(self) -> bool:
        """Whether text follows it."""
        return self._sentences >= _LED

    @cached_property
    def _sentences(self) -> int:
        pieces = (" ".join(text[:_MAX_TEXT].split()) for text, _ in texts_after(self.element) if not text.isspace())
        return sum(len(piece) >= _SENTENCE for piece in islice(filter(None, pieces), _PIECES))


def read_headings(elements: Iterable[etree._Element], host: str) -> tuple[Heading, ...]:
    """The first headings of the page that have a text, in their order."""
    found: list[Heading] = []
    room = {1: _MAX_H1, 2: _MAX_LOWER, 3: _MAX_LOWER}
    for element in elements:
        level = int(str(element.tag)[1])
        room[level] -= 1
        if room[level] < 0:
            continue
        text = extract_headline(element) if level == 1 else _rough_text(element)
        if 0 < len(text) <= _MAX_TEXT:
            found.append(Heading(element, level, text, words_of(text), level == 1 and _is_home(element, host)))
    return tuple(found)


def _rough_text(element: etree._Element) -> str:
    """All of the text at once: good enough to see whether it is what a title says, and many times faster."""
    return " ".join("".join(map(str, element.itertext())).split())


def heading_offers(headings: Sequence[Heading], titles: Iterable[tuple[str, ...]]) -> Iterator[Offer]:
    """Every h1, and lower headings that say what a title says (`titles` are the words of those)."""
    known = frozenset(titles)
    first = dict.fromkeys(heading.text for heading in headings if heading.level == 1)
    for number, text in enumerate(islice(first, _MAX_H1), 1):
        yield Offer("headline", text, "h1" if number == 1 else f"h1 {number}")
    for heading in headings:
        if heading.level > 1 and heading.words in known and heading.text not in first and not heading.aside:
            yield Offer("headline", heading.text, f"h{heading.level}")


def extract_headline(heading: etree._Element) -> str:
    """The text of a heading without kicker, hidden parts and the sign of its own link."""
    text = element_text(heading).rstrip(_LINK_SIGNS)
    for child in heading.iter():
        if child is not heading and isinstance(child.tag, str) and not _KICKER_WORDS.isdisjoint(_class_words(child)):
            kicker = element_text(child)
            if kicker and text.startswith(kicker) and len(words_of(text[len(kicker) :])) > 1:
                text = text[len(kicker) :].lstrip(" :–—-|/·•")
    return text


def find_heading(headings: Sequence[Heading], tree: etree._Element, headline: str) -> etree._Element | None:
    """The element that shows a headline: a heading, or else any element with these words and no others."""
    words = words_of(headline)
    if not words:
        return None
    same = next((heading.element for heading in headings if heading.words[-len(words) :] == words), None)
    if same is not None:
        return same
    own = [(_likeness(set(heading.words), set(words)), heading.element) for heading in headings if heading.words]
    likeness, element = max(own, key=lambda pair: pair[0], default=(0.0, None))
    return element if likeness >= _ALIKE else _find_bare(tree, headline, words)


def _find_bare(tree: etree._Element, headline: str, words: tuple[str, ...]) -> etree._Element | None:
    start = headline[:_START]
    bare = (
        node for node in tree.iter("div", "span", "p", "font", "td", "a", "b", "strong") if node.text and start in node.text
    )
    return next((node for node in bare if words_of(node.text or "") == words), None)


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(len(one), len(other))


def _is_home(heading: etree._Element, host: str) -> bool:
    """Whether a heading is but a link to the front page, or stands in one."""
    around = islice(heading.iterancestors(), _MAX_ABOVE)
    link = next(heading.iter("a"), None)
    link = link if link is not None else next((node for node in around if node.tag == "a"), None)
    target = (link.get("href") or "").strip() if link is not None else ""
    if link is None or not target or element_text(link) != element_text(heading):
        return False
    return target in _HOMES or _is_root(target, host)


def _is_root(url: str, host: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(host) and parts.netloc.removeprefix("www.") == host and parts.path in {"", "/"} and not parts.query


def _class_words(element: etree._Element) -> set[str]:
    tokens = f"{element.get('class') or ''} {element.get('data-testid') or ''}".lower().replace("-", " ").replace("_", " ")
    return set(tokens.split())
