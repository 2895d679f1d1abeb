"""How far an answer can be trusted: a score, the type of the page, and what speaks against the answer."""

from __future__ import annotations

from bodycopy.model import Label, Page, Quality

# Below this the article is a brief, or most of it was not on the page.
SHORT_CHARS = 400
# Links in the body above this share make a list of links of it.
LINKED_SHARE = 0.4
# Below this the scorer does not expect to have found what an editor would call the article.
UNSURE = 0.7

PAYWALL = "appeal.paywall"
# So many blocks behind the text a paywall may stand: an image, a heading, a list of what subscribers get.
PAYWALL_REACH = 12


def judge_quality(page: Page) -> Quality:
    """The quality of a labelled page.

    The score is the word F1 that the scorer expects of its choice (0 to 1); reasons are given in a fixed order.
    """
    body = [block for block in page.blocks if block.label is Label.BODY]
    chars = sum(len(block.text) for block in body)
    if not body:
        return Quality(0.0, page.page_type, ("no_article",))
    speaks_against = {
        "short": chars < SHORT_CHARS,
        "many_links": sum(block.link_chars for block in body) > LINKED_SHARE * chars,
        "truncated_by_paywall": _ends_at_paywall(page, body[-1].index),
        "text_from_scripts": page.from_scripts,
        "unsure": page.expected_f1 < UNSURE,
    }
    return Quality(page.expected_f1, page.page_type, tuple(reason for reason, holds in speaks_against.items() if holds))


def _ends_at_paywall(page: Page, last: int) -> bool:
    """Whether a paywall stands right behind the last block of the body; a log-in line in the page's head is none."""
    behind = page.blocks[last + 1 : last + 1 + PAYWALL_REACH]
    return any(block.verdict is not None and block.verdict.rule == PAYWALL for block in behind)
