"""The headline: the article's own, without the site's name and without a kicker.

`og:title`, `<title>`, `<h1>` and JSON-LD often disagree: one is shortened for search engines, one carries the site's name,
the first h1 is the logo. So sources vote. Each wording gets the weight of the sources that have it, or that have it with
something before or after a separator; the heaviest wording wins. Two things were measured (development pages, share of pages
whose gold title is met): the h1 that resembles another source is right more often than SEO titles (wcxb-dev articles 0.80 ->
0.87), and the headline of a NewsArticle, which newsrooms fill and plugins do not, is right more often than the h1 (fundus-dev
0.80 -> 0.85).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from bodycopy.metadata.offers import Offer
from bodycopy.metadata.sitename import letters, runs_of, without_site_name, without_site_part
from bodycopy.metadata.strings import element_text, plain, words_of

_WEIGHTS: Final[Mapping[str, float]] = {
    "json-ld": 3.2,
    "json-ld name": 1.2,
    "json-ld WebPage": 1.5,
    "json-ld WebPage name": 0.7,
    "microdata": 2.5,
    "og:title": 2.2,
    "twitter:title": 0.8,
    "title": 2.0,
    "citation_title": 2.5,
    "parsely-title": 1.5,
    "headline": 1.5,
    "sailthru.title": 1.0,
    "cxenseparse:title": 0.8,
    "dc.title": 0.8,
    "dcterms.title": 0.8,
}
_NEWS_WEIGHT: Final = 9.0
# The first h1 that shares a third of its words with another source, on an article and on any other page.
_H1_WEIGHT: Final = 6.0
_H1_WEIGHT_ELSEWHERE: Final = 3.0
_OTHER_H1_WEIGHT: Final = 1.0
_RESEMBLANCE: Final = 0.34
# How much of its weight a source gives to a wording which it has after a kicker.
_AFTER_KICKER: Final = 0.8
_SITE_NAME_PENALTY: Final = 3.0
_MAX_H1: Final = 4
_HOMES: Final = frozenset({"/", "./", ".", "index.html", "/index.html", "index.php", "/index.php"})
_LINK_SIGNS: Final = " ¶#§🔗"

# Words of class names for what stands above or beside the headline inside the same h1.
_KICKER_WORDS: Final = frozenset(
    "kicker topline overline dachzeile eyebrow pretitle supertitle roofline spitzmarke antetitulo antetítulo occhiello "
    "surtitre label badge "
    "overtitle uppertitle toptitle rubrik tag category prefix hidden invisible sronly offscreen".split()
)


@dataclass(frozen=True, slots=True)
class Site:
    """What is known of the site when titles are cleaned: its names and its host."""

    names: tuple[str, ...]
    host: str

    def is_name(self, title: str) -> bool:
        """Whether a title is but the site's name."""
        key = letters(title)
        return key in {letters(name) for name in self.names} or (len(key) > 3 and key in letters(self.host))


@dataclass(frozen=True, slots=True)
class _Voice:
    """A source with its wording, cleaned, and what it is worth."""

    offer: Offer
    text: str
    words: tuple[str, ...]
    weight: float
    runs: frozenset[tuple[str, ...]]


def heading_offers(headings: Sequence[etree._Element]) -> Iterable[Offer]:
    """The first h1 elements of the page, without their kickers."""
    texts = [text for heading in headings[: 2 * _MAX_H1] if (text := extract_headline(heading))]
    for number, text in enumerate(dict.fromkeys(texts[:_MAX_H1]), 1):
        yield Offer("headline", text, "h1" if number == 1 else f"h1 {number}")


def home_titles(headings: Sequence[etree._Element]) -> Iterator[str]:
    """The texts of headings that are but a link to the front page: the site's name."""
    for heading in headings[: 2 * _MAX_H1]:
        link = next(heading.iter("a"), None)
        if (
            link is not None
            and (link.get("href") or "").strip() in _HOMES
            and element_text(link) == element_text(heading) != ""
        ):
            yield element_text(heading)


def extract_headline(heading: etree._Element) -> str:
    """The text of a heading without kicker, hidden parts and the sign of its own link."""
    text = element_text(heading).rstrip(_LINK_SIGNS)
    for child in heading.iter():
        if child is not heading and isinstance(child.tag, str) and not _KICKER_WORDS.isdisjoint(_class_words(child)):
            kicker = element_text(child)
            if kicker and text.startswith(kicker) and len(words_of(text[len(kicker) :])) > 1:
                text = text[len(kicker) :].lstrip(" :–—-|/·•")
    return text


def choose_headline(offers: Sequence[Offer], site: Site, *, news: bool, article: bool) -> tuple[str, Offer] | None:
    """The winning wording and the offer that it was taken from. `news` says that JSON-LD has a NewsArticle."""
    voices = _voices(offers, site, news=news, article=article)
    best, best_score = None, float("-inf")
    for voice in voices:
        score = sum(other.weight * _support(voice, other) for other in voices)
        if site.is_name(voice.text):
            score -= _SITE_NAME_PENALTY
        if score > best_score:
            best, best_score = voice, score
    if best is None:
        return None
    shown = any(voice.words == best.words for voice in voices if voice.offer.source.startswith("h1"))
    return best.text if shown else without_site_part(best.text), best.offer


def _voices(offers: Sequence[Offer], site: Site, *, news: bool, article: bool) -> list[_Voice]:
    firsts = {offer.source: offer for offer in reversed(offers)}
    kept = [offer for offer in dict.fromkeys(offers) if firsts[offer.source] is offer or firsts[offer.source] == offer]
    written = [set(words_of(offer.value)) for offer in kept if offer.source in _WEIGHTS]
    weights = dict(_WEIGHTS) | ({"json-ld": _NEWS_WEIGHT} if news else {})
    h1_weight = _H1_WEIGHT if article else _H1_WEIGHT_ELSEWHERE
    voices: list[_Voice] = []
    for offer in kept:
        text = without_site_name(plain(offer.value), site.names, site.host)
        words = words_of(text)
        if not words:
            continue
        weight = weights.get(offer.source, 0.0)
        if offer.source.startswith("h1"):
            main = len(words) > 1 and not site.is_name(text) and _resembles(set(words), written)
            weight = h1_weight if main else _OTHER_H1_WEIGHT
            h1_weight = _OTHER_H1_WEIGHT if main else h1_weight
        voices.append(_Voice(offer, text, words, weight, frozenset(words_of(run) for run in runs_of(text))))
    return voices


def _resembles(words: set[str], others: Sequence[set[str]]) -> bool:
    return not others or any(len(words & other) >= _RESEMBLANCE * max(1, min(len(words), len(other))) for other in others)


def _support(voice: _Voice, other: _Voice) -> float:
    """How far another source speaks for this wording, 0 to 1."""
    if voice.words == other.words or voice.words in other.runs:
        return 1.0
    is_heading = other.offer.source.startswith("h1")
    if is_heading and len(voice.words) >= 3 and letters(other.text).endswith(letters(voice.text)):
        return _AFTER_KICKER
    cut = other.text.endswith(("...", "…")) and len(other.words) >= 4
    return _AFTER_KICKER if cut and voice.words[: len(other.words)] == other.words else 0.0


def _class_words(element: etree._Element) -> set[str]:
    tokens = f"{element.get('class') or ''} {element.get('data-testid') or ''}".lower().replace("-", " ").replace("_", " ")
    return set(tokens.split())
