"""Stories that stand only in the scripts of a page, as frameworks send them."""

import json
import time

import pytest

from bodycopy.model import Label, Options, Source
from bodycopy.pipeline import extract

PARAGRAPHS = [
    "The ferry that links the two banks of the Orrin has been out of service since the storm of last Thursday, and nobody "
    "at the harbour office would say on Monday when it is to sail again.",
    "Engineers found three cracks in the hull below the waterline, each as long as a hand, and sent for a diver from the "
    "yard at Lowhaven, who is expected at the pier on Wednesday morning.",
    "Until then two fishing boats carry those who have to cross, mostly pupils and nurses, for the price of a normal ticket "
    "and at the risk of their own nets, as the harbour master put it.",
]
STORY = "".join(f'<p class="text">{paragraph}</p>' for paragraph in PARAGRAPHS)


def text_of(page):
    document = extract(Source(page.encode()), Options())
    return "\n".join(block.text for block in document.blocks if block.label is Label.BODY), document


def escaped(value):
    return json.dumps(value).replace("<", "\\u003c").replace(">", "\\u003e")


def shell(*scripts, shown=""):
    head = "<html><head><title>Ferry out of service</title></head><body><div id=root></div>"
    return head + shown + "".join(scripts) + "</body></html>"


STATE = {"props": {"story": {"title": "Ferry out of service", "body": STORY, "related": [{"body": "<p>Other news.</p>"}]}}}
PUSHED = "2:" + json.dumps(STATE)
HALF = len(PUSHED) // 2

FORMS = {
    "data script": f"<script id=__DATA__ type=application/json>{escaped(STATE)}</script>",
    "state in JavaScript": f"<script>window.__STATE__={escaped(STATE)};start();</script>",
    "JSON in a string": f"<script>window.__STATE__=JSON.parse({escaped(json.dumps(STATE))})</script>",
    "pushed": f"<script>self.__f.push([1,{escaped(PUSHED)}])</script>",
    "pushed in two": f"<script>self.__f.push([1,{escaped(PUSHED[:HALF])}])</script>"
    f"<script>self.__f.push([1,{escaped(PUSHED[HALF:])}])</script>",
    "JSON-LD": "<script type=application/ld+json>"
    + json.dumps({"@type": "NewsArticle", "articleBody": "\n\n".join(PARAGRAPHS)})
    + "</script>",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_story_in_a_script_is_the_text_of_a_page_that_shows_none(form):
    text, document = text_of(shell(FORMS[form]))
    assert text.split() == " ".join(PARAGRAPHS).split()
    assert "text_from_scripts" in document.quality.reasons


def test_a_page_with_text_of_its_own_is_left_alone():
    shown = "<article>" + "".join(f"<p>{p.replace('ferry', 'bridge')}</p>" for p in PARAGRAPHS) + "</article>"
    text, document = text_of(shell(FORMS["data script"], shown=shown))
    assert "The bridge that links" in text
    assert "The ferry that links" not in text
    assert "text_from_scripts" not in document.quality.reasons


def test_scripts_without_a_story_give_no_article():
    _, document = text_of(shell(f"<script>var template = {escaped('<p>' + 'Loading. ' * 20 + '</p>')}</script>"))
    assert document.quality.reasons == ("no_article",)


@pytest.mark.parametrize(
    "bait", ['"' * 400_000, '\\"' * 200_000, '"<p>\\' * 100_000, "<p " + '"' + "\\u003cp " * 100_000, '"<p>' + "\\\\" * 200_000]
)
def test_a_broken_script_costs_time_by_its_length(bait):
    start = time.process_time()
    text_of(shell(f"<script>{bait}</script>"))
    assert time.process_time() - start < 3
