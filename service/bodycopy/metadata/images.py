"""Images of the article with their captions and credits: figures of the page, JSON-LD, and the blocks labelled as captions.

`read_images` takes every captioned figure; which of them belong to the article is known only when the blocks are labelled, so
`join_images` keeps those whose caption was labelled so, and adds captions that stand outside of figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from lxml import etree

from bodycopy.metadata.credits import clean_credit, is_bare_credit, is_label, part_caption
from bodycopy.metadata.jsongraph import Graph, Thing
from bodycopy.metadata.jsonld import image_url
from bodycopy.metadata.sitename import letters
from bodycopy.metadata.strings import element_text, plain
from bodycopy.metadata.urls import absolute_url
from bodycopy.metadata.visible import class_words
from bodycopy.model import Block, Image

# Attributes that hold the address of an image, the ones of lazy loading first: there `src` is a placeholder.
_SOURCES: Final = ("data-src", "data-original", "data-lazy-src", "data-full-src", "data-image", "data-url", "src")
_SETS: Final = ("data-srcset", "data-lazy-srcset", "srcset")
_CREDIT_WORDS: Final = frozenset(
    "credit credits copyright source photographer byline attribution fotograf quelle bildquelle bildnachweis autor "
    "author credito firma license licence lizenz agency agentur fotografo fotografia "
    "photocredit imagecredit rights".split()
)
_MAX_LINKED: Final = 60
# Letters that a block and a figure share when one is a part of the other; how many blocks further its credit may stand.
_MIN_SHARED: Final = 15
_BESIDE: Final = 2
_SAME: Final = 4
_LETTER = re.compile(r"\w")
# An address, which may have commas inside, and its width or density; as in browsers, no space need stand before the next one.
_CANDIDATE = re.compile(r"([^\s,](?:\S*[^\s,])?)(?:,+(?=\s|\Z)|\s*(?:(\d+(?:\.\d+)?)[wx])?[^,]*,?)")


def read_images(figures: Iterable[etree._Element], base: str | None) -> tuple[Image, ...]:
    """Those of the figures that have a caption."""
    captioned = (figure for figure in figures if next(figure.iter("figcaption"), None) is not None)
    return tuple(image for figure in captioned if _speaks(image := extract_image(figure, base)))


def extract_image(figure: etree._Element, base: str | None) -> Image:
    """The image of a figure with its caption and credit."""
    url = next((found for element in figure.iter("img", "source") if (found := absolute_url(source_of(element), base))), None)
    holder = next(figure.iter("figcaption"), None)
    if holder is None:
        return Image(url)
    credit = next(
        (node for node in holder.iter() if node is not holder and not _CREDIT_WORDS.isdisjoint(class_words(node))), None
    )
    text = element_text(holder)
    if credit is not None:
        named = element_text(credit)
        before, _, after = text.rpartition(named) if named else ("", "", text)
        rest = " ".join(f"{before} {after}".split())
        if named and rest != text:
            parted = part_caption(rest)
            return Image(url, None if is_label(rest) else parted.text, parted.credit or clean_credit(named))
    caption = part_caption(text)
    return Image(url, caption.text, caption.credit)


def source_of(element: etree._Element) -> str | None:
    """The address in an `img` or `source`, lazily loaded or not; the widest of a set."""
    for name in _SOURCES:
        value = element.get(name)
        if value and not value.startswith("data:"):
            return value.strip()
    for name in _SETS:
        value = element.get(name)
        if value and not value.startswith("data:"):
            return widest(value)
    return None


def widest(srcset: str) -> str | None:
    """The address with the largest width or density in a `srcset`."""
    options = [(float(match[2] or 1), match[1]) for match in _CANDIDATE.finditer(srcset[:5_000])]
    return max(options, key=lambda option: option[0])[1] if options else None


def linked_images(graph: Graph, article: Thing | None, base: str | None) -> Iterator[Image]:
    """The images of the article in JSON-LD."""
    for value in islice(graph.values(article.node, "image"), _MAX_LINKED) if article else ():
        url = absolute_url(image_url(graph, value), base)
        if url and isinstance(value, dict):
            parted = part_caption(plain(graph.text(value, "caption", "description") or ""))
            credit = graph.text(value, "creditText", "creator", "author", "copyrightHolder", "copyrightNotice")
            yield Image(url, parted.text, clean_credit(plain(credit or "")) or parted.credit)
        if url:
            yield Image(url)


def join_images(read: Sequence[Image], captions: Iterable[Block], base: str | None) -> tuple[Image, ...]:
    """The images of the article: of the figures those whose caption is among `captions`, the captions without figure, and the
    images that JSON-LD names beside them (in `read` these have neither caption nor credit)."""
    figures = [_Known(image, letters(image.caption or ""), letters(image.credit or "")) for image in read if _speaks(image)]
    joined: list[tuple[Block, Image]] = []
    for block in captions:
        if not _LETTER.search(block.text) or is_label(block.text):
            continue
        parted = part_caption(block.text)
        url = next((found for source in block.images if (found := absolute_url(source, base))), None)
        own, credited = letters(block.text), letters(parted.credit or "")
        scored = [(_kinship(own, credited, url, known), known) for known in figures]
        kinship, figure = max(scored, key=lambda pair: pair[0], default=(0, None))
        if figure is not None and kinship:
            figures.remove(figure)
            image = figure.image
            joined.append((block, Image(url or image.url, image.caption, image.credit or parted.credit)))
        elif parted.text or parted.credit:
            joined.append((block, Image(url, parted.text, parted.credit)))
    shown = list(dict.fromkeys(_merged(joined)))
    known_urls = {image.url for image in shown}
    return (*shown, *dict.fromkeys(image for image in read if not _speaks(image) and image.url not in known_urls))


@dataclass(frozen=True, slots=True)
class _Known:
    """A figure with the letters of its caption and credit."""

    image: Image
    caption: str
    credit: str


def _speaks(image: Image) -> bool:
    return bool(image.caption or image.credit)


def _merged(images: Sequence[tuple[Block, Image]]) -> Iterator[Image]:
    """A credit that was a block of its own goes to the image of the block before it; so does any line that stands between
    a caption and the end of what holds them both."""
    pending: tuple[Block, Image] | None = None
    for block, image in images:
        if pending is not None and _is_credit_of(block, image, *pending):
            before = pending[1]
            pending = (block, Image(before.url or image.url, before.caption, image.credit or image.caption))
        else:
            if pending is not None:
                yield pending[1]
            pending = (block, image)
    if pending is not None:
        yield pending[1]


def _is_credit_of(block: Block, image: Image, earlier: Block, before: Image) -> bool:
    if before.credit is not None or block.index > earlier.index + _BESIDE:
        return False
    beside = block.index == earlier.index + 1 and _holder(block) == _holder(earlier) != "" and image.url is None
    return image.caption is None or (beside and is_bare_credit(image.caption))


def _holder(block: Block) -> str:
    """The path of what holds a block."""
    return block.path.rpartition("/")[0]


def _kinship(own: str, credited: str, url: str | None, known: _Known) -> int:
    """How surely a block is the caption of a figure or a part of it; 0 if it is not."""
    caption, credit = known.caption, known.credit
    same_picture = url is not None and url == known.image.url
    if own and own in {caption + credit, caption}:
        return _SAME + same_picture
    if any(len(part) >= _MIN_SHARED and part in whole for part, whole in ((own, caption + credit), (caption, own))):
        return 3
    if credit and credit in {own, credited}:
        return 1 + same_picture
    return 0
