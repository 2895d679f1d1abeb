"""Images of the article with their captions and credits: figures of the page, JSON-LD, and the blocks labelled as captions.

`read_images` takes every captioned figure; which of them belong to the article is known only when the blocks are labelled, so
`join_images` keeps those whose caption was labelled so, and adds captions that stand outside of figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from lxml import etree

from bodycopy.metadata.credits import clean_credit, part_caption
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
    "author credito firma "
    "photocredit imagecredit rights".split()
)
_MAX_FIGURES: Final = 200
_WIDTH = re.compile(r"(\S+)(?:\s+(\d+(?:\.\d+)?)[wx])?\s*(?:,\s|,?\Z)")


def read_images(tree: etree._Element, base: str | None) -> tuple[Image, ...]:
    """All figures that have a caption, in reading order."""
    captioned = (
        figure for figure in islice(tree.iter("figure"), _MAX_FIGURES) if next(figure.iter("figcaption"), None) is not None
    )
    return tuple(image for figure in captioned if (image := extract_image(figure, base)).caption or image.credit)


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
        rest = " ".join(text.replace(named, " ", 1).split()) if named else text
        if named and rest != text:
            return Image(url, part_caption(rest).text, clean_credit(named))
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
    options = [(float(match[2] or 1), match[1]) for match in _WIDTH.finditer(srcset[:5_000])]
    return max(options, key=lambda option: option[0])[1].rstrip(",") if options else None


def linked_images(graph: Graph, article: Thing | None, base: str | None) -> Iterator[Image]:
    """The images of the article in JSON-LD."""
    for value in graph.values(article.node, "image") if article else ():
        url = absolute_url(image_url(graph, value), base)
        if url and isinstance(value, dict):
            caption = graph.text(value, "caption", "description")
            credit = graph.text(value, "creditText", "creator", "author", "copyrightHolder", "copyrightNotice")
            yield Image(url, plain(caption or "") or None, clean_credit(plain(credit or "")))
        elif url:
            yield Image(url)


def join_images(read: Sequence[Image], captions: Iterable[Block], base: str | None) -> tuple[Image, ...]:
    """The images of the article: of the figures those whose caption is labelled as one, the labelled captions without figure,
    and what JSON-LD has beside (`read` holds both, JSON-LD's without caption in the page)."""
    by_text = {key: image for image in read if (key := _caption_key(image))}
    joined: list[Image] = []
    for block in captions:
        parted = part_caption(block.text)
        url = next((found for source in block.images if (found := absolute_url(source, base))), None)
        figure = next((image for key, image in by_text.items() if _same(key, letters(block.text))), None)
        if figure is not None:
            joined.append(Image(url or figure.url, figure.caption, figure.credit or parted.credit))
        elif parted.text or parted.credit:
            joined.append(Image(url, parted.text, parted.credit))
    return tuple(dict.fromkeys(_merged(joined)))


def _merged(images: Sequence[Image]) -> Iterator[Image]:
    """A credit that was a block of its own goes to the image before it."""
    pending: Image | None = None
    for image in images:
        same_picture = pending is not None and (image.url is None or pending.url is None or image.url == pending.url)
        if pending is not None and same_picture and image.caption is None and pending.credit is None:
            pending = Image(pending.url or image.url, pending.caption, image.credit)
            continue
        if pending is not None:
            yield pending
        pending = image
    if pending is not None:
        yield pending


def _caption_key(image: Image) -> str:
    return letters(f"{image.caption or ''}{image.credit or ''}")


def _same(key: str, text: str) -> bool:
    return bool(text) and (key == text or (len(text) >= 15 and text in key) or (len(key) >= 15 and key in text))
