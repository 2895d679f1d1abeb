"""How far an answer can be trusted: a score, the type of the page, and what speaks against the answer."""

from __future__ import annotations

from bodycopy.model import Label, Metadata, Page, Quality

# Below this the article is a brief, or most of it was not on the page.
SHORT_CHARS = 400
# Links in the body above this share make a list of links of it.
LINKED_SHARE = 0.4
# schema.org types whose pages are no articles but something near.
PAGE_TYPES = {
    "DiscussionForumPosting": "forum",
    "QAPage": "forum",
    "Product": "product",
    "Recipe": "article",
    "FAQPage": "service",
}


def judge_quality(page: Page, metadata: Metadata) -> Quality:
    """The quality of a labelled page."""
    body = [block for block in page.blocks if block.label is Label.BODY]
    chars = sum(len(block.text) for block in body)
    reasons = []
    if not body:
        return Quality(0.0, "unknown", ("no_article",))
    if chars < SHORT_CHARS:
        reasons.append("short")
    if sum(block.link_chars for block in body) > LINKED_SHARE * chars:
        reasons.append("many_links")
    if any(block.verdict and block.verdict.rule == "appeal.paywall" for block in page.blocks):
        reasons.append("paywall")
    sure = sum(block.score * len(block.text) for block in body) / chars
    return Quality(round(sure, 3), PAGE_TYPES.get(metadata.article_type or "", "article"), tuple(reasons))
