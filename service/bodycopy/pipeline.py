"""The way of a page through the house, a line a stage.

`extract` is pure and picklable: no network, no clock, no state between pages. The same source and options give the
same Document, in this process or in another.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from bodycopy.blocks.bare import forget_markup
from bodycopy.blocks.html import cut_blocks
from bodycopy.blocks.text import cut_lines
from bodycopy.decode import decode
from bodycopy.hydration import shows_nothing, story_in_scripts
from bodycopy.metadata import complete_metadata, read_metadata
from bodycopy.model import Document, Metadata, Mode, Options, Page, Source, SourceType
from bodycopy.parse import add_story, parse
from bodycopy.quality import judge_quality
from bodycopy.rules.label import label_blocks
from bodycopy.score.features import features, heard
from bodycopy.score.scorer import NOTHING, Scorer, score_blocks
from bodycopy.votes import Votes, all_votes, cheap_votes, no_votes

# A page of which the scorer expects so much is not shown to trafilatura. These are six articles in seven; out of fold, it
# costs articles 0.0002 of word F1, other pages as much.
SURE = 0.92


def extract(source: Source, options: Options = Options(), scorer: Scorer | None = None) -> Document:
    """Cut a page into blocks and label each.

    The Document holds every block; `Document.body` is empty where the page has no article, which is no error here.
    `scorer` replaces the models that came with the package (the bench judges each page by one that has not seen its site).
    Raises UnsupportedInput where the content is neither HTML nor text (a PDF, an image, a zip).
    """
    text = decode(source)
    return extract_text(text, options, scorer) if source.type is SourceType.TEXT else extract_html(text, options, scorer)


def extract_html(text: str, options: Options, scorer: Scorer | None) -> Document:
    """The way of an HTML page that has been decoded."""
    tree = parse(text)
    metadata = read_metadata(tree, options)
    page = cut(tree, metadata, options)
    page, votes = vote_and_score(tree, page, metadata, options.mode, scorer)
    page = label_blocks(page, metadata)
    metadata = complete_metadata(metadata, page, options)
    return Document(options.url, metadata, page.blocks, page.scopes, judge_quality(page), page.threshold, votes.heard())


def cut(tree: etree._Element, metadata: Metadata, options: Options) -> Page:
    """The blocks of a page; those that its scripts hold where it shows none, those of plain text where markup tells nothing."""
    page = cut_blocks(tree, options)
    story = story_in_scripts(tree, metadata.article_body) if shows_nothing(page) else None
    if story is None:
        return forget_markup(page)
    add_story(tree, story)
    return replace(cut_blocks(tree, options), from_scripts=True)


def vote_and_score(
    tree: etree._Element, page: Page, metadata: Metadata, mode: Mode, scorer: Scorer | None
) -> tuple[Page, Votes]:
    """The page with its scores, and the votes behind them; trafilatura is asked if the mode asks for it."""
    votes = cheap_votes(page, metadata)
    table = features(page, votes, metadata)
    if mode is not Mode.FULL:
        page = score_blocks(page, table, scorer)
        if mode is Mode.FAST or not _is_worth_asking(page):
            return page, votes
    votes = all_votes(tree, page, votes)
    return score_blocks(page, heard(table, votes.trafilatura), scorer), votes


def _is_worth_asking(page: Page) -> bool:
    """Whether the scorer is in doubt of a page. Where it sees nothing at all, there is a menu, or a page that needs scripts."""
    return page.threshold != NOTHING and page.expected_f1 < SURE


def extract_text(text: str, options: Options, scorer: Scorer | None) -> Document:
    """The way of a page that came as plain text: the same, without a tree."""
    page = cut_lines(text)
    page = score_blocks(page, features(page, no_votes(), Metadata()), scorer)
    page = label_blocks(page, Metadata())
    metadata = complete_metadata(Metadata(), page, options)
    return Document(options.url, metadata, page.blocks, page.scopes, judge_quality(page), page.threshold)
