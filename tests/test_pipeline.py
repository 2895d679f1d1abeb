"""The order of the stages, where it is a choice: who is asked about a page."""

from __future__ import annotations

import pytest

from bodycopy import pipeline
from bodycopy.model import Label, Mode, Options, Source, SourceType
from bodycopy.pipeline import extract
from bodycopy.votes import Votes

PARAGRAPHS = [
    "The ferry that links the two banks of the Orrin has been out of service since the storm of last Thursday, and nobody at the "
    "harbour office would say on Monday when it is to sail again.",
    "Engineers found three cracks in the hull below the waterline, each as long as a hand, and sent for a diver from the yard at "
    "Lowhaven, who is expected at the pier on Wednesday morning.",
    "Until then two fishing boats carry those who have to cross, mostly pupils and nurses, for the price of a normal ticket and at "
    "the risk of their own nets, as the harbour master put it.",
    "The town council will hear on Friday what a new ferry costs, and whether the bridge that was promised before the war would cost "
    "much more than that.",
]
PAGE = Source(
    "<html><head><title>Ferry out of service</title></head><body><nav><a href=/>Home</a> <a href=/n>News</a></nav>"
    "<article><h1>Ferry out of service</h1>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</article>"
    "<footer><a href=/imprint>Imprint</a></footer></body></html>"
)


def heard(mode: Mode) -> tuple[str, ...]:
    return extract(PAGE, Options(mode=mode)).votes


def test_fast_never_asks_trafilatura_and_full_always_does() -> None:
    assert heard(Mode.FAST) == ()
    assert heard(Mode.FULL) == ("trafilatura",)


@pytest.mark.parametrize(("sure", "expected"), [(0.0, ()), (1.1, ("trafilatura",))])
def test_auto_asks_where_the_scorer_is_unsure(monkeypatch: pytest.MonkeyPatch, sure: float, expected: tuple[str, ...]) -> None:
    monkeypatch.setattr(pipeline, "SURE", sure)
    assert heard(Mode.AUTO) == expected


def test_auto_does_not_ask_about_a_page_on_which_the_scorer_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object) -> Votes:
        raise AssertionError("trafilatura was asked")

    monkeypatch.setattr(pipeline, "all_votes", asked)
    menu = Source(b"<nav class=menu><a href=/a>Home</a> <a href=/b>News</a></nav><footer><a href=/c>Imprint</a></footer>")
    assert extract(menu).body == ()


@pytest.mark.parametrize("mode", Mode)
def test_a_plain_article_comes_out_whole_in_every_mode(mode: Mode) -> None:
    document = extract(PAGE, Options(mode=mode))
    assert [block.text for block in document.blocks if block.label is Label.BODY] == PARAGRAPHS


def test_plain_text_has_no_voters() -> None:
    assert extract(Source("\n\n".join(PARAGRAPHS), type=SourceType.TEXT), Options(mode=Mode.FULL)).votes == ()
