"""What the labelled blocks know that the tree did not say, filled into the metadata at the end.

For plain text, which has no tree, this is where all metadata comes from: the headline is the line above the body, authors and
dates stand in the byline, captions come with their credit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from bodycopy.metadata import dates
from bodycopy.metadata.date_words import says_foreign, says_modified
from bodycopy.metadata.datetext import parse_date
from bodycopy.metadata.images import join_images
from bodycopy.metadata.language import guess_language
from bodycopy.metadata.names import is_byline, is_personal, labelled_name, split_authors
from bodycopy.metadata.offers import Offer, as_candidates
from bodycopy.model import Block, Kind, Label, Metadata, Options, Page, Person

# A byline or a date line is short; longer header blocks are sentences.
_MAX_LINE: Final = 160
_MAX_HEADLINE: Final = 250
_MAX_HEADLINE_WORDS: Final = 35
# Rules of the caption room whose blocks say nothing about a picture.
_NO_CAPTIONS: Final = frozenset({"caption.gallery", "caption.video"})
# Sources below a date line of the page.
_GUESSES: Final = frozenset({"url", "htmldate"})
# The rule whose blocks name authors without saying `by`.
_BYLINE_RULE: Final = "header.byline"


def complete_metadata(metadata: Metadata, page: Page, options: Options) -> Metadata:
    """Fill what is missing; nothing that a better source has said is overwritten."""
    if metadata.language is None:
        body = " ".join(block.text for block in page.blocks if block.label is Label.BODY)
        metadata = replace(metadata, language=guess_language(body))
    offers = list(_block_offers(page, metadata, plain_text=not page.scopes))
    chosen: list[Offer] = []
    changes: dict[str, Any] = {}

    headline = _first(offers, "headline")
    if metadata.headline is None and headline:
        changes["headline"] = headline.value
        chosen.append(headline)
    author_offers = [offer for offer in offers if offer.field == "authors"]
    if not metadata.authors and author_offers:
        names = dict.fromkeys(name for offer in author_offers for name in split_authors(offer.value))
        changes["authors"] = tuple(Person(name) for name in names)
        chosen += author_offers
    published = dates.choose_date(offers, "datePublished", metadata.language, options.reference_date)
    if published and (metadata.date_published is None or _is_guess(metadata)):
        changes |= {"date_published": published.iso, "date_published_raw": published.offer.value}
        chosen.append(published.offer)
    modified = dates.choose_date(offers, "dateModified", metadata.language, options.reference_date)
    if modified and metadata.date_modified is None:
        changes |= {"date_modified": modified.iso, "date_modified_raw": modified.offer.value}
        chosen.append(modified.offer)
    captions = [block for block in page.blocks if _tells_of_image(block)]
    changes["images"] = join_images(metadata.images, captions, metadata.canonical_url or options.url)
    dropped = {offer.field for offer in chosen}
    earlier = tuple(replace(known, chosen=known.chosen and known.field not in dropped) for known in metadata.candidates)
    return replace(metadata, candidates=(*earlier, *as_candidates(offers, chosen)), **changes)


def _tells_of_image(block: Block) -> bool:
    """Whether a caption says anything about a picture: the counter of a gallery and the title of a video do not."""
    return block.label is Label.CAPTION and (block.verdict is None or block.verdict.rule not in _NO_CAPTIONS)


def _is_guess(metadata: Metadata) -> bool:
    """Whether the date was taken from where a date is only guessed."""
    return any(known.chosen and known.field == "datePublished" and known.source in _GUESSES for known in metadata.candidates)


def _first(offers: Sequence[Offer], field: str) -> Offer | None:
    return next((offer for offer in offers if offer.field == field), None)


def _block_offers(page: Page, metadata: Metadata, *, plain_text: bool) -> Iterator[Offer]:
    first_body = next((block.index for block in page.blocks if block.label is Label.BODY), None)
    headline = _headline_block(page.blocks, first_body, plain_text=plain_text)
    if headline is not None:
        yield Offer("headline", headline.text, f"block {headline.index}")
    for block in page.blocks:
        if block.label is Label.TAIL and is_byline(block.text):
            yield Offer("authors", block.text, f"block {block.index}")
        if block.label is Label.HEADER and len(block.text) <= _MAX_LINE:
            source = f"block {block.index}"
            named_byline = block.verdict is not None and block.verdict.rule == _BYLINE_RULE
            if is_byline(block.text) or (named_byline and is_personal(block.text)):
                yield Offer("authors", block.text, source)
            elif name := labelled_name(block.text):
                yield Offer("authors", name, source)
            if parse_date(block.text, metadata.language) and not says_foreign(block.text):
                yield Offer("dateModified" if says_modified(block.text) else "datePublished", block.text, source)


def _headline_block(blocks: Sequence[Block], first_body: int | None, *, plain_text: bool) -> Block | None:
    """The block labelled headline; in plain text else the last line above the body that reads like one."""
    labelled = next((block for block in blocks if block.label is Label.HEADLINE), None)
    if labelled is not None or not plain_text or first_body is None:
        return labelled
    above = [
        block for block in blocks if block.index < first_body and block.label not in {Label.CAPTION, Label.APPEAL, Label.PROMO}
    ]
    return next((block for block in reversed(above) if _reads_like_headline(block)), None)


def _reads_like_headline(block: Block) -> bool:
    words = block.text.split()
    short = len(block.text) <= _MAX_HEADLINE and 3 <= len(words) <= _MAX_HEADLINE_WORDS
    return (
        short
        and block.kind in {Kind.HEADING, Kind.PARAGRAPH}
        and not block.text.endswith((".", ":", ","))
        and not is_byline(block.text)
    )
