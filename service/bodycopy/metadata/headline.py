"""The headline: the article's own, without the site's name and without a kicker; where sources disagree, the one that the page
shows above the body.

`og:title`, `<title>`, the headings and JSON-LD often disagree: one is shortened for search engines, one carries the
site's name, the first h1 is the logo. So sources vote. Each wording gets the weight of the sources that have it, or that have
it with something before or after a separator; the heaviest wording wins. The heading that stands for the article outweighs
what is written for machines; which heading that is, titles tell: it shares words with one of them, and it is neither the
site's name nor a link to the front page. On news it yields to a headline in JSON-LD that `<title>` confirms. On pages that
are used rather than read (shops, services) headings are slogans and weigh less.

Measured on the articles of wcxb-dev and traf-dev, how often each was the gold title where they disagree: that heading against
JSON-LD 37 : 10, against `og:title` 184 : 39, against `<title>` 287 : 48; on other pages against `og:title` 96 : 69. (fundus-dev
reads much of its gold off the tags: 0 : 11, 13 : 18, 27 : 10.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bodycopy.metadata.date_words import MODIFIED, PUBLISHED
from bodycopy.metadata.headings import Heading
from bodycopy.metadata.offers import Offer
from bodycopy.metadata.sitename import Site, letters, runs_of, without_site_name, without_site_part
from bodycopy.metadata.strings import plain, words_of

_WEIGHTS: Final[Mapping[str, float]] = {
    "json-ld": 3.2,
    "json-ld name": 1.2,
    "json-ld WebPage": 1.5,
    "json-ld WebPage name": 0.7,
    "microdata": 2.5,
    "og:title": 2.5,
    "twitter:title": 0.8,
    "title": 1.0,
    "citation_title": 2.5,
    "parsely-title": 1.5,
    "headline": 1.5,
    "sailthru.title": 1.0,
    "cxenseparse:title": 0.8,
    "dc.title": 0.8,
    "dcterms.title": 0.8,
}
# Newsrooms fill the headline of a NewsArticle by hand, plugins copy the title; what stands in `<title>` as well is meant.
_NEWS_WEIGHT: Final = 9.0
_CONFIRMED_WEIGHT: Final = 13.0
# The h1 that stands for the page: on an article, on one that says that it is news, on a page of prose that does not say what it
# is, and on any other page.
_MAIN_WEIGHT: Final = 16.0
_MAIN_WEIGHT_NEWS: Final = 9.5
_MAIN_WEIGHT_READ: Final = 6.0
_MAIN_WEIGHT_USED: Final = 3.0
_OTHER_H1_WEIGHT: Final = 1.0
# An h2 or h3 with the words of a title, where no h1 stands for the page.
_LOWER_WEIGHT: Final = 5.0
# An h1 of a menu or a breadcrumb that says word by word what a title says.
_ASIDE_WEIGHT: Final = 3.0
_RESEMBLANCE: Final = 0.33
_MIN_SHARED: Final = 2
# Words of up to so many letters are articles and the like; scripts from here on have none.
_SMALL: Final = 3
_NO_SPACES: Final = "\u2e80"
# How much of its weight a source gives to a wording which it has after a kicker.
_AFTER_KICKER: Final = 0.8
_AFTER_KICKER_NEWS: Final = 0.4
_SITE_NAME_PENALTY: Final = 3.0
_MIN_WORDS: Final = 3
# What follows a kicker is at least half of what both say together.
_KICKER_SHARE: Final = 0.5

# The sources that are headings of the page.
_SHOWN = re.compile(r"h[1-3](?: \d+)?")
_POSTED = re.compile(rf"\W*(?:{PUBLISHED}|{MODIFIED})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageKind:
    """What a page says of itself: that JSON-LD has a NewsArticle, that it is an article of any kind."""

    news: bool
    article: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """A source with its wording, cleaned, and what it is worth."""

    offer: Offer
    text: str
    words: tuple[str, ...]
    weight: float
    runs: frozenset[tuple[str, ...]]
    shown: bool


@dataclass(frozen=True, slots=True)
class Title:
    """The headline, and the offer that it was taken from."""

    text: str
    offer: Offer


def choose_headline(
    written: Sequence[Voice], offers: Sequence[Offer], headings: Sequence[Heading], site: Site, kind: PageKind
) -> Title | None:
    """The winning wording. `written` are the `written_titles`."""
    shown = tuple(_shown(offers, written, headings, site, kind))
    voices = (*shown, *written)
    kicker = _AFTER_KICKER_NEWS if kind.news else _AFTER_KICKER
    penalty = {voice.text: _SITE_NAME_PENALTY * site.is_name(voice.text) for voice in voices}
    scored = [
        (sum(other.weight * _support(voice, other, kicker) for other in voices) - penalty[voice.text], voice)
        for voice in voices
    ]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))[1]
    if best is None:
        return None
    is_shown = any(voice.words == best.words for voice in shown)
    return Title(best.text if is_shown else without_site_part(best.text), best.offer)


def title_words(written: Iterable[Voice]) -> Iterator[tuple[str, ...]]:
    """The words of every title, and of what is left when parts of it are cut off."""
    for voice in written:
        yield voice.words
        yield from (run for run in voice.runs if len(run) > 1)


def written_titles(offers: Iterable[Offer], site: Site, kind: PageKind) -> tuple[Voice, ...]:
    """What is written for machines: the first offer of each source."""
    first: dict[str, Offer] = {}
    for offer in offers:
        if offer.field == "headline" and not _SHOWN.fullmatch(offer.source):
            first.setdefault(offer.source, offer)
    voices = [_voice(offer, site, _WEIGHTS.get(source, 0.0)) for source, offer in first.items()]
    title = next((voice for voice in voices if voice.offer.source == "title"), None)
    return tuple(_as_news(voice, title) if kind.news else voice for voice in voices if voice.words)


def _as_news(voice: Voice, title: Voice | None) -> Voice:
    """The headline of a NewsArticle has more weight, most where `<title>` confirms it."""
    if voice.offer.source != "json-ld":
        return voice
    confirmed = title is not None and (voice.words == title.words or voice.words in title.runs)
    return replace(voice, weight=_CONFIRMED_WEIGHT if confirmed else _NEWS_WEIGHT)


def _voice(offer: Offer, site: Site, weight: float, *, shown: bool = False) -> Voice:
    text = without_site_name(plain(offer.value), site.names, site.host)
    runs = frozenset() if shown else frozenset(words_of(run) for run in runs_of(text))
    return Voice(offer, text, words_of(text), weight, runs, shown)


def _shown(
    offers: Iterable[Offer], written: Sequence[Voice], headings: Sequence[Heading], site: Site, kind: PageKind
) -> Iterator[Voice]:
    """The headings: the one that stands for the page is worth most, and speaks for what follows its kicker."""
    places = {heading.text: heading for heading in reversed(headings)}
    asked = [offer for offer in offers if offer.field == "headline" and _SHOWN.fullmatch(offer.source)]
    found = [(_voice(offer, site, 0.0, shown=True), places.get(offer.value)) for offer in asked]
    voices = [(_alone(voice, place, written, site), place) for voice, place in found]
    tails = _tails(written, [voice.words for voice, _ in voices])
    fit = [
        (voice, place)
        for voice, place in voices
        if place and not (place.home or site.is_name(voice.text) or voice.words in tails)
    ]
    main = _main_heading(sorted(fit, key=lambda pair: headings.index(pair[1])), written, site, kind)
    for voice, place in voices:
        if main and voice is main[0]:
            yield replace(voice, weight=_main_weight(main[1], kind))
        elif place and place.level == 1:
            yield replace(voice, weight=_OTHER_H1_WEIGHT)


def _main_weight(place: Heading, kind: PageKind) -> float:
    if place.aside:
        return _ASIDE_WEIGHT
    if place.level > 1:
        return _LOWER_WEIGHT
    if kind.article:
        return _MAIN_WEIGHT_NEWS if kind.news else _MAIN_WEIGHT
    return _MAIN_WEIGHT_READ if place.read else _MAIN_WEIGHT_USED


def _main_heading(
    fit: Sequence[tuple[Voice, Heading]], written: Sequence[Voice], site: Site, kind: PageKind
) -> tuple[Voice, Heading] | None:
    """The first h1 that a title repeats, else the first heading that shares a third of its words with one, else the only one
    that an article has. `fit` are headings in the order of the page; those below h1 repeat a title."""
    titles = [voice for voice in written if not site.is_name(voice.text)]
    whole = {voice.words for voice in titles}
    starts = {run for voice in titles for run in voice.runs if len(run) > 1 and voice.words[: len(run)] == run}
    told = (pair for pair in fit if pair[1].aside and len(pair[0].words) >= _MIN_WORDS and pair[0].words in whole)
    fit = [pair for pair in fit if not pair[1].aside]
    first = [pair for pair in fit if pair[1].level == 1]
    exact = (pair for known in (whole, starts) for pair in first if pair[0].words in known)
    alike = (pair for pair in fit if pair[1].level > 1 or (len(pair[0].words) > 1 and _resembles(pair[0], titles)))
    alone = (pair for pair in first if kind.article and len(first) == 1 and len(pair[0].words) >= _MIN_WORDS and pair[1].leads)
    return next(exact, None) or next(told, None) or next(alike, None) or next(alone, None)


def _resembles(voice: Voice, titles: Sequence[Voice]) -> bool:
    words = _telling(voice.words)
    others = [_telling(title.words) for title in titles]
    needed = [max(_RESEMBLANCE * min(len(words), len(other)), min(_MIN_SHARED, len(other))) for other in others]
    shared = any(len(words & other) >= number for other, number in zip(others, needed, strict=True))
    return not titles or shared or any(letters(voice.text) in letters(title.text) for title in titles)


def _telling(words: Iterable[str]) -> set[str]:
    """Words that say what a title is about; in scripts without spaces every word does."""
    return {word for word in words if len(word) > _SMALL or not word.isalpha() or word[0] > _NO_SPACES}


def _tails(written: Sequence[Voice], shown: Sequence[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Headings that name the work or the section, because they and another make up a title: `The Handbook` of `Quick start -
    The Handbook`, `News` above `Ferry runs again` of `News - Ferry runs again`."""
    names: set[tuple[str, ...]] = set()
    for voice in written:
        for words in voice.runs.intersection(shown):
            rest = voice.words[len(words) :]
            if voice.words[: len(words)] == words and rest in shown:
                names.add(
                    words if len(words) == 1 and len(rest) >= _MIN_WORDS and shown.index(words) < shown.index(rest) else rest
                )
    return names


def _alone(voice: Voice, place: Heading | None, written: Sequence[Voice], site: Site) -> Voice:
    """A heading as titles have it, where a kicker, a subtitle or the date stands in the same heading, in an element of its own.

    What no markup sets apart is a part of the headline, whatever titles leave out.
    """
    own = letters(voice.text)
    for title in sorted(written, key=lambda title: -title.weight):
        key = letters(title.text)
        if len(title.words) < 2 or len(key) >= len(own) or site.is_name(title.text):
            continue
        last = own.endswith(key) and len(key) >= _KICKER_SHARE * len(own)
        first = own.startswith(key) and len(title.words) >= _MIN_WORDS
        apart = place is not None and (last or first) and key in (place.ends if last else place.starts)
        dated = voice.text.startswith(title.text) and _POSTED.match(voice.text[len(title.text) :])
        if dated or (apart and _backing(title.words, written) > _backing(voice.words, written)):
            return replace(voice, text=title.text, words=title.words)
    return voice


def _backing(words: tuple[str, ...], written: Sequence[Voice]) -> float:
    """What the titles that have a wording are worth together."""
    return sum(voice.weight for voice in written if words == voice.words or words in voice.runs)


def _support(voice: Voice, other: Voice, kicker: float) -> float:
    """How far another source speaks for this wording, 0 to 1; `kicker` of it where that one has a kicker before it."""
    if voice.words == other.words or voice.words in other.runs:
        return 1.0
    if other.shown:
        return 0.0
    if voice.shown and len(voice.words) >= _MIN_WORDS and letters(other.text).endswith(letters(voice.text)):
        return kicker
    cut = other.text.endswith(("...", "…")) and len(other.words) >= _MIN_WORDS
    return _AFTER_KICKER if cut and voice.words[: len(other.words)] == other.words else 0.0
