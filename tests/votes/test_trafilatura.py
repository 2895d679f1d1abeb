"""trafilatura is asked for its opinion of what is likely at all, and its trouble is not ours."""

from __future__ import annotations

import pytest
from lxml import etree

from bodycopy.blocks.html import cut_blocks
from bodycopy.model import Options, Page
from bodycopy.parse import parse
from bodycopy.votes import trafilatura

SENTENCE = "The ferry to the outer islands will run twice a day from Monday, the harbour office said on Friday. "
HTML = (
    "<html><body><div class=top><ul><li><a href=/a>Home</a></li><li><a href=/b>News</a></li></ul></div><main>"
    f"<p>{SENTENCE * 2}</p><p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p></main>behind<footer><p>All rights reserved</p></footer>"
    "</body></html>"
)


def scored(tree: etree._Element) -> Page:
    page = cut_blocks(tree, Options())
    scores = [0.9 if block.text.startswith("The ferry") else 0.3 if block.text == "behind" else 0.01 for block in page.blocks]
    return Page(tuple(block._replace(score=score) for block, score in zip(page.blocks, scores, strict=True)), page.scopes)


def shown(monkeypatch: pytest.MonkeyPatch, page: Page, tree: etree._Element) -> str:
    """The text of what trafilatura is given."""
    given: list[str] = []
    monkeypatch.setattr(trafilatura, "bare_extraction", lambda tree, **_: given.append("".join(tree.itertext())))
    assert trafilatura.trafilatura_vote(tree, page) is None
    return given[0]


def test_what_is_unlikely_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = parse(HTML)
    text = shown(monkeypatch, scored(tree), tree)
    assert text.count("The ferry") == 7
    assert "behind" in text
    assert "Home" not in text
    assert "All rights" not in text


def test_without_scores_all_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = parse(HTML)
    assert "Home" in shown(monkeypatch, cut_blocks(tree, Options()), tree)


def test_the_vote_has_a_share_for_each_block_and_the_tree_stays_as_it_is() -> None:
    tree = parse(HTML)
    page, before = scored(tree), etree.tostring(tree)
    vote = trafilatura.trafilatura_vote(tree, page)
    assert vote is not None
    assert [share > 0.5 for share in vote] == [block.text.startswith("The ferry") for block in page.blocks]
    assert etree.tostring(tree) == before


@pytest.mark.parametrize("trouble", trafilatura.FAILURES)
def test_trouble_is_an_abstention(trouble: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise trouble("odd tree")

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    tree = parse(HTML)
    assert trafilatura.trafilatura_vote(tree, scored(tree)) is None


def test_a_page_without_elements_that_tell_is_shown_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = parse(HTML)
    page = scored(tree)
    bare = Page(tuple(block._replace(scope=-1) for block in page.blocks))
    assert "Home" in shown(monkeypatch, bare, tree)


@pytest.mark.parametrize("tag", ["o:p", "a'b", "a[b", "x-y", "a\u2028b", 'a"b', "a.b"])
def test_odd_tags_do_no_harm(tag: str) -> None:
    tree = parse(HTML.replace("<footer>", f"<{tag}>").replace("</footer>", f"</{tag}>"))
    vote = trafilatura.trafilatura_vote(tree, scored(tree))
    assert vote is not None
    assert sum(share > 0.5 for share in vote) == 3
