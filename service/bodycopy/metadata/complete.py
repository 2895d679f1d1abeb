"""What the labelled blocks know that the tree did not say, filled into the metadata at the end.

For plain text, which has no tree, this is where all metadata comes from: the headline is the line above the body, authors and
dates stand in the byline, captions come with their credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from bodycopy.metadata.bylines import is_byline
from bodycopy.metadata.date_words import says_when
from bodycopy.metadata.datelines import dated_parts, is_date_line, stated_day
from bodycopy.metadata.dates import choose_dates, is_guess
from bodycopy.metadata.datesearch import is_late
from bodycopy.metadata.datetext import parse_date
from bodycopy.metadata.images import join_images
from bodycopy.metadata.language import LANGUAGE_CHARS, settle_language
from bodycopy.metadata.names import split_authors
from bodycopy.metadata.offers import Offer, as_candidates
from bodycopy.metadata.ranking import is_shown
from bodycopy.metadata.signatures import block_authors, signature
from bodycopy.metadata.sitename import runs_of
from bodycopy.metadata.strings import words_of
from bodycopy.model import Block, Candidate, Include, Kind, Label, Metadata, Options, Page, Person

# A byline or a date line is short; longer header blocks are sentences.
_MAX_LINE: Final = 160
_MAX_HEADLINE: Final = 250
_MIN_HEADLINE_WORDS: Final = 3
_MAX_HEADLINE_WORDS: Final = 35
# Rules of the caption room whose blocks say nothing about a picture.
_NO_CAPTIONS: Final = frozenset({"caption.gallery", "caption.video"})
# Labels of blocks that are about something else than the article; a line that says when something was published is short.
_OF_OTHERS: Final = frozenset({Label.COMMENT, Label.PROMO, Label.CAPTION, Label.APPEAL})
_MAX_DATE_LINE: Final = 80
# Longer texts that give their own date are notes below the text.
_MAX_STATEMENT: Final = 400
_MAX_LONE: Final = 30
# A caption is a sentence or three, and stands between paragraphs or below the headline.
_MAX_CAPTION: Final = 500
_MIN_CAPTION_WORDS: Final = 4
_TEXT: Final = frozenset({Label.BODY, Label.HEADLINE, Label.HEADER, Label.CAPTION})
_AFTER: Final = frozenset({Label.BODY, Label.HEADER})
_LINKED: Final = 0.3
# What an agency's text begins with: "BERLIN, 3 May 2024 (Agency) -- ".
_DATELINE = re.compile(r"\A((?:[^.!?]|(?<=\d)\.){4,80}?)\s?(?:--|[-–—])\s")
_SCORE: Final = "score"


def complete_metadata(metadata: Metadata, page: Page, options: Options) -> Metadata:
    """Fill what is missing; nothing that a better source has said is overwritten.

    The dates are chosen anew, among what the tree and the blocks have said.
    """
    declared, body = metadata.language, _start_of_body(page.blocks)
    metadata = replace(metadata, language=settle_language(declared, body))
    everything = Include.SOURCES in options.include
    offers = list(_headline_offers(page))
    authors, others = _authors(metadata, page.blocks, everything=everything)
    offers += (*authors, *others)
    known = [Offer(candidate.field, candidate.value, candidate.source) for candidate in metadata.candidates]
    undated, unstated = metadata.language != declared or not _is_dated(metadata), not _is_stated(metadata)
    dated = list(_date_offers(page.blocks, metadata.language, options.reference_date)) if undated or everything else []
    last = list(_last_dates(page.blocks, metadata.language, options.reference_date)) if unstated or everything else []
    offers += (*dated, *last)
    chosen = [Offer("inLanguage", metadata.language, "text")] if metadata.language and metadata.language != declared else []
    offers += chosen
    changes: dict[str, Any] = {}

    headline = _first(offers, "headline")
    if metadata.headline is None and headline:
        changes["headline"] = headline.value
        chosen.append(headline)
    if authors and (not metadata.authors or _names_house(metadata)):
        names = dict.fromkeys(name for offer in authors for name in split_authors(offer.value))
        changes["authors"] = tuple(Person(name) for name in names)
        chosen += authors
    if undated:
        judged = [*_asked(known, metadata), *dated, *(last if unstated else ())]
        published, modified = choose_dates(judged, metadata.language, options.reference_date)
        published = published if known or metadata.date_published is None else None
        if published:
            changes |= {"date_published": published.iso, "date_published_raw": published.offer.value}
        if modified:
            changes |= {"date_modified": modified.iso, "date_modified_raw": modified.offer.value}
        chosen += [found.offer for found in (published, modified) if found]
    changes["images"] = join_images(metadata.images, _captions(page.blocks), metadata.canonical_url or options.url)
    return replace(metadata, candidates=_candidates(metadata, offers, chosen), **changes)


def _authors(metadata: Metadata, blocks: Sequence[Block], *, everything: bool) -> tuple[tuple[Offer, ...], tuple[Offer, ...]]:
    """Whom the blocks name, and whom else: asked where the tree names nobody. Where it names but the house, a signature below
    the text is better."""
    if metadata.authors and _names_house(metadata):
        return signature(blocks), ()
    if metadata.authors and not everything:
        return (), ()
    groups = filter(None, block_authors(blocks, metadata.language))
    return next(groups, ()), tuple(offer for group in groups if everything for offer in group)


def _names_house(metadata: Metadata) -> bool:
    """Whether the only author is the publisher, by name or initials."""
    publisher = words_of(metadata.publisher or "")
    house = {"".join(publisher), "".join(word[0] for word in publisher)} - {""}
    return bool(metadata.authors) and all("".join(words_of(person.name)) in house for person in metadata.authors)


def _start_of_body(blocks: Sequence[Block]) -> str:
    """As much of the body as its language can be told from."""
    texts: list[str] = []
    size = 0
    for block in blocks:
        if block.label is Label.BODY:
            texts.append(block.text)
            size += len(block.text)
            if size >= LANGUAGE_CHARS:
                break
    return " ".join(texts)


def _candidates(metadata: Metadata, offers: Sequence[Offer], chosen: Sequence[Offer]) -> tuple[Candidate, ...]:
    """Those of the tree and those of the blocks; what is chosen now takes the place of what was chosen before."""
    winners = {(offer.field, offer.value, offer.source) for offer in chosen}
    fields = {offer.field for offer in chosen}
    fields |= {"datePublished", "dateModified"} if fields & {"datePublished", "dateModified"} else set()
    return (*(_judged(known, fields, winners) for known in metadata.candidates), *as_candidates(offers, chosen))


def _judged(known: Candidate, fields: set[str], winners: set[tuple[str, str, str]]) -> Candidate:
    """A candidate of a field that was chosen anew, as winner or loser; any other as it is."""
    won = (known.field, known.value, known.source) in winners if known.field in fields else known.chosen
    return known if known.chosen == won else replace(known, chosen=won)


def _captions(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks labelled as captions, and lines below a picture inside the text that nobody had a reason to label.

    The counter of a gallery and the title of a video say nothing about a picture.
    """
    for place, block in enumerate(blocks):
        if block.label is Label.CAPTION:
            if block.verdict is None or block.verdict.rule not in _NO_CAPTIONS:
                yield block
        elif block.images and _is_unlabelled(block) and len(block.text.split()) >= _MIN_CAPTION_WORDS:
            below = next(iter(blocks[place + 1 : place + 2]), None)
            credit = below if below and _is_unlabelled(below) and _holder(below) == _holder(block) else None
            following = place + (2 if credit else 1)
            after = blocks[following] if following < len(blocks) else None
            before = blocks[place - 1].label if place else None
            if before in _TEXT and after is not None and after.label in _AFTER and not parse_date(block.text):
                yield from (part for part in (block, credit) if part)


def _holder(block: Block) -> str:
    """The path of what holds a block."""
    return block.path.rpartition("/")[0]


def _is_unlabelled(block: Block) -> bool:
    judged = block.label is Label.BOILERPLATE and (block.verdict is None or block.verdict.rule == _SCORE)
    text = block.kind in {Kind.PARAGRAPH, Kind.CAPTION} and block.link_density < _LINKED
    return judged and text and len(block.text) <= _MAX_CAPTION


def _first(offers: Sequence[Offer], field: str) -> Offer | None:
    return next((offer for offer in offers if offer.field == field), None)


def _is_dated(metadata: Metadata) -> bool:
    """Whether the tree has told the date of publication with its time, and that of change, and nobody had to guess."""
    if metadata.date_published is None or len(metadata.date_published) <= len("2024-05-31"):
        return False
    chosen = {known.field for known in metadata.candidates if known.chosen and not is_guess(known.source)}
    return {"datePublished", "dateModified"} <= chosen


def _asked(known: Sequence[Offer], metadata: Metadata) -> list[Offer]:
    """The offers of the tree without those that were asked for to be shown: late sources, where an early one has told."""
    chosen = {known.source for known in metadata.candidates if known.chosen and known.field == "datePublished"}
    return [offer for offer in known if any(map(is_late, chosen)) or not chosen or not is_late(offer.source)]


def _is_stated(metadata: Metadata) -> bool:
    """Whether a date of publication was written for machines, or came without saying from where."""
    sources = [known.source for known in metadata.candidates if known.chosen and known.field == "datePublished"]
    return metadata.date_published is not None and not any(is_shown("datePublished", source) for source in sources)


def _headline_offers(page: Page) -> Iterator[Offer]:
    first_body = next((block.index for block in page.blocks if block.label is Label.BODY), None)
    headline = _headline_block(page.blocks, first_body, plain_text=not page.scopes)
    if headline is not None:
        yield Offer("headline", headline.text, f"block {headline.index}")


def _date_offers(blocks: Sequence[Block], language: str | None, reference: date | None) -> Iterator[Offer]:
    """The dates in lines above the text and around it."""
    for block in blocks:
        if block.label is Label.HEADER and len(block.text) <= _MAX_LINE:
            parts = dated_parts(block.text, language, reference)
            yield from (Offer(field, part, f"block {block.index}") for field, part in parts)
    first = next((block for block in blocks if block.label is Label.BODY), None)
    dateline = _DATELINE.match(first.text) if first else None
    if first and dateline and is_date_line(dateline[1], language):
        yield Offer("datePublished", dateline[1], f"dateline {first.index}")


def _last_dates(blocks: Sequence[Block], language: str | None, reference: date | None) -> Iterator[Offer]:
    """Lines anywhere that say when the text was published or changed, and the only date that has a line for itself."""
    short = [block for block in blocks if block.label not in _OF_OTHERS and len(block.text) <= _MAX_DATE_LINE]
    dated = [(parts, block) for block in short if (parts := dated_parts(block.text, language, reference))]
    for parts, block in dated:
        if says_when(block.text):
            yield from (Offer(field, part, f"labelled block {block.index}") for field, part in parts)
    notes = (b for b in blocks if b.label not in _OF_OTHERS and _MAX_DATE_LINE < len(b.text) <= _MAX_STATEMENT)
    for block in notes:
        day = stated_day(block.text, language)
        if day:
            yield Offer("datePublished", day, f"labelled block {block.index}")
    lone = [(parse_date(block.text, language) or "", block) for _, block in dated if len(block.text) <= _MAX_LONE]
    if len({iso[:10] for iso, _ in lone}) == 1:
        yield Offer("datePublished", lone[0][1].text, f"lone block {lone[0][1].index}")


def _headline_block(blocks: Sequence[Block], first_body: int | None, *, plain_text: bool) -> Block | None:
    """The block labelled headline; in plain text the last line above the body that says the same, or a part of it (the first
    line may be a title with the site's name), or else the last one that reads like a headline."""
    labelled = [block for block in blocks if block.label is Label.HEADLINE]
    if not plain_text or first_body is None:
        return labelled[0] if labelled else None
    above = [
        block for block in blocks if block.index < first_body and block.label not in {Label.CAPTION, Label.APPEAL, Label.PROMO}
    ]
    texts = [text for block in labelled for text in (block.text, *runs_of(block.text))]
    known = {words for text in texts if len(words := words_of(text)) >= _MIN_HEADLINE_WORDS}
    same = (block for block in reversed(above) if words_of(block.text) in known)
    alike = (block for block in reversed(above) if not labelled and _reads_like_headline(block))
    return next(same, None) or next(alike, None) or (labelled[0] if labelled else None)


def _reads_like_headline(block: Block) -> bool:
    words = block.text.split()
    short = len(block.text) <= _MAX_HEADLINE and _MIN_HEADLINE_WORDS <= len(words) <= _MAX_HEADLINE_WORDS
    return (
        short
        and block.kind in {Kind.HEADING, Kind.PARAGRAPH}
        and not block.text.endswith((".", ":", ","))
        and not is_byline(block.text)
    )
