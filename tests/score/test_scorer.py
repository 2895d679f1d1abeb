"""The evidence as numbers, and the threshold that is made of chances."""

from __future__ import annotations

import pickle
import re

import numpy as np
import pytest

from bodycopy.blocks.html import cut_blocks
from bodycopy.blocks.text import cut_lines
from bodycopy.model import Kind, Label, Metadata, Options, Page, Verdict
from bodycopy.parse import parse
from bodycopy.score import form
from bodycopy.score.features import features, heard, names
from bodycopy.score.scorer import NOTHING, expected_f1, score_blocks
from bodycopy.votes import Votes

PARAGRAPH = "The council voted late on Monday to close the old bridge for a year, and nobody in the hall spoke against it. "
PAGE = (
    "<html><head><title>t</title></head><body><nav><a href=/a>Home</a><a href=/b>News</a></nav><main><article class=story>"
    f"<h1>Bridge closes</h1><p>{PARAGRAPH * 2}</p><p>{PARAGRAPH * 3}</p><aside class=related><a href=/c>More</a></aside>"
    f"<p>{PARAGRAPH * 2}</p></article></main><footer><p>All rights reserved</p></footer></body></html>"
)
HEADLINE = Metadata(headline="Bridge closes")


def page() -> Page:
    return cut_blocks(parse(PAGE), Options())


def column(table: np.ndarray, name: str) -> list[float]:
    return [round(float(value), 3) for value in table[:, names().index(name)]]


def test_a_row_a_block_and_a_name_a_column() -> None:
    table = features(page(), Votes(), HEADLINE)
    assert table.shape == (len(page().blocks), len(names()))
    assert table.dtype == np.float32
    assert np.isfinite(table).all()
    assert len(set(names())) == len(names())


def test_columns_say_what_their_names_say() -> None:
    votes = Votes(trafilatura=(0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0))
    table = features(page(), votes, HEADLINE)
    assert column(table, "is_title") == [0, 1, 0, 0, 0, 0, 0]
    assert column(table, "from_title") == [-1, 0, 1, 2, 3, 4, 5]
    assert column(table, "tag_nav")[0] == 0
    assert column(table, "tag_aside")[4] == 1
    assert column(table, "word_related")[4] == 1
    assert column(table, "trafilatura+0") == [0, 0, 1, 1, 0, 1, 0]
    assert column(table, "trafilatura-1") == [-1, 0, 0, 1, 1, 0, 1]
    assert column(table, "jsonld+0") == [-1] * 7
    assert column(table, "out_of_main_1")[1:6] == [0, 0, 0, 0, 0]
    assert column(table, "link_density")[0] > 0.8


@pytest.mark.parametrize("votes", [Votes(), Votes(trafilatura=(0.0,) * 7), Votes(jsonld=(1.0,) * 7)])
def test_any_vote_may_be_missing(votes: Votes) -> None:
    scored = score_blocks(page(), features(page(), votes, Metadata()))
    assert all(0 <= block.score <= 1 for block in scored.blocks)


def test_plain_text_has_the_columns_of_pages_and_more() -> None:
    table = features(cut_lines(f"Bridge closes\n\n{PARAGRAPH}\nRead also:\n\n{PARAGRAPH}"), Votes(), Metadata())
    assert table.shape == (4, len(names("text")))
    assert names("text")[: len(names())] == names()
    assert np.isfinite(table).all()
    columns = dict(zip(names("text"), table.T, strict=True))
    assert list(columns["blank_before"]) == [0, 1, 0, 1]
    assert list(columns["blank_after"]) == [1, 0, 1, 0]
    assert list(columns["said_whole_promo"]) == [0, 0, 1, 0]
    assert list(columns["said_before_promo"] > 0) == [False, False, False, True]
    assert list(columns["since_running"]) == [50, 0, 1, 0]
    assert list(columns["until_running"]) == [1, 0, 1, 0]


def columns(body: str) -> dict[str, list[float]]:
    cut = cut_blocks(parse(f"<html><body>{body}</body></html>"), Options())
    return {name: column.tolist() for name, column in zip(names(), features(cut, Votes(), Metadata()).T, strict=True)}


def test_posts_of_a_thread_are_a_row() -> None:
    post = f"<div class='post post-%d'><p>{PARAGRAPH}</p></div>"
    found = columns("<div id=top><p>Ferry times</p></div>" + "".join(post % number for number in range(4)))
    assert found["row_count"] == [-1, 4, 4, 4, 4]
    assert found["row_level"] == [-1, 1, 1, 1, 1]
    assert found["row_running"][1:] == [1, 1, 1, 1]
    assert found["same_place"] == [1, 4, 4, 4, 4]


def test_the_nearest_and_the_outermost_row_are_told_apart() -> None:
    card = "<li class=card><span class=a><p>One</p></span><span class=a><p>Two</p></span><span class=a><p>Three</p></span></li>"
    found = columns(f"<ul>{card * 5}</ul>")
    assert set(found["row_count"]) == {3}
    assert set(found["outer_row_count"]) == {5}
    assert set(found["outer_row_blocks"]) == {3}


def test_a_block_knows_its_heading() -> None:
    found = columns(f"<p>Before</p><h2>Why it closes</h2><p>{PARAGRAPH}</p><p>Short.</p><h3>When</h3><p>{PARAGRAPH}</p>")
    assert found["since_heading"] == [-1, 0, 1, 2, 0, 1]
    assert found["heading_level"] == [-1, 2, 2, 2, 3, 3]
    assert found["under_heading"] == [-1, 3, 3, 3, 2, 2]
    assert found["under_heading_running"][1:] == [0.5] * 5


def test_prices_and_dates_are_counted_over_the_page() -> None:
    found = columns("<p>Blue mug, $14</p><p>Red mug, 12 \u20ac</p><p>Since 1987</p><p>Nothing here?</p>")
    assert set(found["page_prices"]) == {2}
    assert set(found["page_dates"]) == {1}
    assert set(found["page_questions"]) == {0.25}


def test_a_page_without_blocks_is_left_as_it_is() -> None:
    assert features(Page(()), Votes(), Metadata()).shape == (0, len(names()))
    assert score_blocks(Page(()), features(Page(()), Votes(), Metadata())) == Page(())


def test_the_article_is_above_the_threshold_and_menus_below() -> None:
    scored = score_blocks(page(), features(page(), Votes(), HEADLINE))
    inside = [block.text.startswith("The council") for block in scored.blocks if block.score >= scored.threshold]
    assert sum(inside) == 3
    assert scored.blocks[0].score < scored.threshold
    assert scored.blocks[-1].score < scored.threshold


def test_a_page_of_menus_has_nothing_above_the_threshold() -> None:
    menus = cut_blocks(parse("<nav><a href=/a>Home</a></nav><nav><a href=/b>News</a></nav>"), Options())
    scored = score_blocks(menus, features(menus, Votes(), Metadata()))
    assert scored.threshold == NOTHING
    assert all(block.score < scored.threshold for block in scored.blocks)


def test_a_stage_gives_a_block_its_score_or_label_and_leaves_the_rest() -> None:
    block = page().blocks[1]
    assert block.scored(0.7) == block._replace(score=0.7)
    verdict = Verdict("promo.read_more", "Read more")
    assert block.scored(0.7).labelled(Label.PROMO, verdict) == block._replace(score=0.7, label=Label.PROMO, verdict=verdict)


def test_expected_f1_is_that_of_the_best_beginning_of_the_ranking() -> None:
    chances, words = np.array([1.0, 0.0, 0.5], np.float32), np.array([10.0, 90.0, 10.0], np.float32)
    keep_one, keep_two = 2 * 10 / (10 + 15), 2 * 15 / (20 + 15)
    assert expected_f1(chances, words) == pytest.approx(max(keep_one, keep_two))
    assert expected_f1(np.array([1.0, 1.0], np.float32), np.array([5.0, 5.0], np.float32)) == 1.0


def test_form_counts_what_it_says() -> None:
    block = cut_lines("Is this a question, or 2 of them?").blocks[0]
    told = dict(zip(form.NAMES, form.forms([block])[0].tolist(), strict=True))
    assert (told["chars"], told["words"], told["question"], told["closed"], told["starts_low"]) == (33, 8, 1, 1, 0)
    assert told["commas"] == pytest.approx(100 / 33)
    japanese = dict(zip(form.NAMES, form.forms(cut_lines("橋は三月に閉まる。").blocks)[0].tolist(), strict=True))
    assert japanese["words"] == 9
    assert japanese["sentences"] > 0


def test_a_scored_page_can_be_sent_to_another_process() -> None:
    scored = score_blocks(page(), features(page(), Votes(), HEADLINE))
    assert pickle.loads(pickle.dumps(scored)) == scored


def test_hearing_trafilatura_later_is_the_same_as_hearing_it_at_once() -> None:
    vote = (0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.5)
    voted = features(page(), Votes(trafilatura=vote), HEADLINE)
    silent = features(page(), Votes(), HEADLINE)
    assert not np.array_equal(voted, silent)
    assert np.array_equal(heard(silent, vote), voted)
    assert np.array_equal(heard(voted, None), silent)


def test_what_a_character_is_is_what_unicode_says() -> None:
    """The table of characters against regular expressions, for the basic plane and a sign beyond it."""
    signs = {
        form.WORD: r"\w", form.LETTER: r"[^\W\d_a-z]", form.DIGIT: r"\d", form.COMMA: "[,;:\u060c\u3001\uff0c\uff1b\uff1a]",
        form.UNSPACED: "[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]", form.SPACE: " ",
    }  # fmt: skip
    text = "".join(map(chr, range(1, 0xD800))) + "\U0001f600\U0001d7d8\U00020000"
    told = form.signs(text)
    for sign, pattern in signs.items():
        assert [bool(one) for one in told & sign] == [bool(re.match(pattern, char)) for char in text], pattern


def test_the_caption_of_a_table_is_as_likely_as_the_table() -> None:
    rows = "".join(f"<tr><td>Adult {at}</td><td>{at} crowns</td></tr>" for at in range(4))
    html = f"<article><p>{PARAGRAPH * 2}</p><table><caption>Fares</caption>{rows}</table><p>{PARAGRAPH * 2}</p></article>"
    cut = cut_blocks(parse(html), Options())
    scored = score_blocks(cut, features(cut, Votes(), Metadata()))
    _, caption, table, _ = scored.blocks
    assert (caption.kind, table.kind) == (Kind.CAPTION, Kind.TABLE)
    assert caption.score >= table.score
