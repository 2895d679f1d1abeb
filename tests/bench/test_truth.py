"""Blocks against a gold text: what was kept, lost, and by what."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bench.causes import UNEXPLAINED_MISSING, JudgedPage, find_causes, name_cause
from bench.pages import Gold, Sample
from bench.rule_table import tally
from bench.truth import Balance, Judged, judge_blocks, weigh
from bodycopy.model import Block, Document, Kind, Label, Metadata, Verdict

FIRST = "The lighthouse was built in a single summer by forty men."
SECOND = "Nobody has lived in it since the lamp went electric."
PROMO = "Read more about the other lighthouses of this coast here."
CAPTION = "The lighthouse as it looked after the great storm"
TEASER = "Forty men, one summer"

APPEALS = re.compile(r"\bdonat\w*", re.IGNORECASE)


def block(text: str, label: Label = Label.BODY, rule: str | None = None, score: float = 0.9, **fields: Any) -> Block:
    verdict = Verdict(rule, "why") if rule else None
    return Block(0, **{"kind": Kind.PARAGRAPH, "text": text, "label": label, "verdict": verdict, "score": score, **fields})


def judge(*blocks: Block, gold: str = f"{FIRST}\n\n{SECOND}\n\nThe end") -> list[Judged]:
    numbered = tuple(one._replace(index=at) for at, one in enumerate(blocks))
    return list(judge_blocks(_sample(gold), Document(None, Metadata(), numbered), APPEALS))


def _sample(gold: str | None) -> Sample:
    known = Gold(text=gold, title="Forty men", captions=(CAPTION,), neutral=(TEASER,), unwanted=("other lighthouses",))
    return Sample("fundus-dev", "1", Path("1"), None, known, "article", "en")


def test_words_in_and_out() -> None:
    inside, outside = judge(block(FIRST), block(PROMO))
    assert (inside.inside, inside.words, inside.lost) == (11, 11, 0)
    assert (outside.inside, outside.what) == (0, "unwanted snippet")


def test_short_blocks_must_be_lines_of_the_gold() -> None:
    end, chance = judge(block("The End!"), block("the lamp"))
    assert end.inside == 2
    assert chance.inside == 0


def test_what_a_rule_took_is_lost_unless_the_answer_has_it_elsewhere() -> None:
    lost, twice, kept = judge(
        block(SECOND, Label.APPEAL, "appeal.donate"), block(FIRST, Label.HEADLINE, "headline.repeat"), block(FIRST)
    )
    assert lost.lost == lost.words == 10
    assert (twice.inside, twice.lost) == (11, 0)
    assert kept.lost == 0


def test_decisive_hits_are_those_the_score_would_have_kept() -> None:
    judged = judge(
        block(PROMO, Label.BOILERPLATE, "score", 0.3),
        block(PROMO, Label.PROMO, "promo.read_more", 0.8),
        block(PROMO, Label.PROMO, "promo.read_more", 0.2),
    )
    assert [one.decisive for one in judged] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "fields", "what"),
    [
        (CAPTION, {}, "gold caption"),
        ("Forty men", {}, "headline"),
        ("Donate today so that the lamp can be lit again", {}, "appeal words"),
        (f"{FIRST} And a good deal was said that was never printed anywhere.", {}, "part of a block"),
        ("One line of a menu and one more", {"link_chars": 30}, "links"),
        ("Nothing that anybody knows", {}, "short paragraph"),
        ("x = 1", {"kind": Kind.CODE}, "short code"),
    ],
)
def test_what_a_block_seems_to_be(text: str, fields: dict[str, Any], what: str) -> None:
    assert judge(block(text, **fields))[0].what == what


def test_teasers_are_left_out() -> None:
    assert judge(block("Forty men - one summer.")) == []


def test_the_balance_prices_the_loss() -> None:
    sample = _sample("one two three four five")
    document = Document(None, Metadata(), (block("one two six"),))
    balance = weigh(sample, document)
    assert balance == Balance(gold=5, answer=3, extra=1, missing=3)
    f1 = 2 * 2 / (5 + 3)
    assert 1 - f1 == (balance.extra + balance.missing) / (balance.gold + balance.answer)


def test_causes_add_up_to_the_loss() -> None:
    judged = judge(block(PROMO), block(SECOND, Label.TAIL, "tail.tags"), block(FIRST))
    balance = Balance(gold=40, answer=30, extra=10, missing=15)
    page = JudgedPage(_sample(FIRST), tuple(judged), balance)
    causes = find_causes([page])
    assert sum(cause.loss for cause in causes.values()) == pytest.approx(25 / 70)
    assert causes["kept: unwanted snippet"].loss == pytest.approx(10 / 70)
    assert causes["removed: tail.tags"].loss == pytest.approx(10 / 70)
    assert causes[UNEXPLAINED_MISSING].loss == pytest.approx(5 / 70)
    assert tally([page])["tail.tags"].hits == [judged[1]]


def test_score_is_named_with_the_kind_of_block() -> None:
    (judged,) = judge(block(SECOND, Label.BOILERPLATE, "score", 0.1))
    assert name_cause(judged) == "removed: score, paragraph"
