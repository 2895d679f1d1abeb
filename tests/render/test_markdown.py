"""The article as Markdown."""

from __future__ import annotations

from typing import Any

import pytest

from bodycopy.model import Kind, Label
from bodycopy.render import article_markdown, markdown


def test_a_whole_article(make: Any) -> None:
    scopes = make.scopes(("body", -1), ("ol", 0), ("li", 1), ("ul", 2), ("li", 3), ("li", 1), ("pre", 5, ("language-sh",)))
    document = make.document(
        make.body("Bread", Kind.HEADING, level=2),
        make.body("x", html='Take <em>good</em> flour from <a href="/mill">the mill</a>.', scope=0),
        make.body("Mix", Kind.ITEM, level=1, scope=2),
        make.body("flour", Kind.ITEM, level=2, scope=4),
        make.body("Bake", Kind.ITEM, level=1, scope=5),
        make.body("bake --hot", Kind.CODE, scope=6),
        make.body("It was good.", Kind.QUOTE, scope=0),
        make.body("Flour\t1 kg\nSalt\t10 g", Kind.TABLE, scope=0),
        url="https://example.com/",
        scopes=scopes,
    )
    assert article_markdown(document, frozenset()) == "\n".join(
        (
            "## Bread",
            "",
            "Take *good* flour from [the mill](https://example.com/mill).",
            "",
            "1. Mix",
            "   - flour",
            "2. Bake",
            "",
            "   ```sh",
            "   bake --hot",
            "   ```",
            "",
            "> It was good.",
            "",
            "| Flour | 1 kg |",
            "| --- | --- |",
            "| Salt | 10 g |",
        )
    )


def test_a_kept_caption_stands_under_its_image(make: Any) -> None:
    image = "https://img.example/a (1).jpg"
    caption = make.removed("A dog. ", "caption.figure", kind=Kind.CAPTION, images=(image,))
    document = make.document(make.body("One."), caption, make.body("Two."))
    assert article_markdown(document, {Label.CAPTION}) == ("One.\n\n![](https://img.example/a%20%281%29.jpg)\n\nA dog.\n\nTwo.")


TEXTS = {
    "emphasis": ("2*3 and snake_case", r"2\*3 and snake\_case"),
    "heading": ("# 1 in the charts", r"\# 1 in the charts"),
    "hashtag": ("#bread is no heading", "#bread is no heading"),
    "item": ("- he paused", r"\- he paused"),
    "dash in a word": ("-20 degrees", "-20 degrees"),
    "number": ("1999. A year", r"1999\. A year"),
    "decimal": ("3.5 litres", "3.5 litres"),
    "quote": ("> so", r"\> so"),
    "rule": ("---", r"\---"),
    "tag": ("the <b> tag, 1 < 2", "the &lt;b> tag, 1 < 2"),
    "entity": ("write &amp; for AT&T", "write &amp;amp; for AT&T"),
    "link": ("[x](y) and [sic]", r"[x\](y) and [sic\]"),
    "bracket in the midst": ("he [sic] said", "he [sic] said"),
    "backslash": (r"C:\new", r"C:\\new"),
    "backtick": ("a `b` c", r"a \`b\` c"),
    "strike": ("~~no~~ ~5", r"\~\~no\~\~ ~5"),
    "line breaks": ("one\n# two", "one # two"),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS.keys())
def test_text_stays_text(make: Any, text: str, expected: str) -> None:
    assert article_markdown(make.document(make.body(text)), frozenset()) == expected


def test_an_exclamation_before_a_link_makes_no_image_of_it(make: Any) -> None:
    block = make.body("x", html='Go!<a href="https://example.com/">Now</a>!')
    assert article_markdown(make.document(block), frozenset()) == r"Go\![Now](https://example.com/)!"


def test_brackets_in_a_link_stay_in_it(make: Any) -> None:
    block = make.body("x", html='<a href="https://example.com/">[1] Holm</a>')
    assert article_markdown(make.document(block), frozenset()) == r"[\[1\] Holm](https://example.com/)"


def test_a_bar_in_a_cell_is_no_new_cell(make: Any) -> None:
    table = make.body("x", Kind.TABLE, html="<tr><th>a|b</th></tr><tr><td><code>c|d</code></td></tr>")
    assert article_markdown(make.document(table), frozenset()) == "| a\\|b |\n| --- |\n| `c\\|d` |"


def test_small_letters_keep_their_place(make: Any) -> None:
    block = make.body("x", html="10<sup>6</sup> of H<sub>2</sub>O")
    assert article_markdown(make.document(block), frozenset()) == "10<sup>6</sup> of H<sub>2</sub>O"


def test_an_article_of_very_many_elements_is_written_without_inline_markup(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    document = make.document(
        make.body("Bread", Kind.HEADING, level=2),
        make.body("Take good <b>flour</b>.", html="Take <em>good</em> &lt;b&gt;flour&lt;/b&gt;."),
        make.body("Mix", Kind.ITEM, level=1),
        make.body("flour", Kind.ITEM, level=2),
        make.body("much deeper", Kind.ITEM, level=6),
        make.body("Bake", Kind.ITEM, level=1),
        make.body("bake ```hot", Kind.CODE),
        make.body("It was good.", Kind.QUOTE),
        make.body("Flour|corn\t1 kg\nSalt\t10 g", Kind.TABLE),
    )
    assert "*good*" in article_markdown(document)
    monkeypatch.setattr(markdown, "MOST_ELEMENTS", 3)
    assert article_markdown(document).split("\n\n") == [
        "## Bread",
        "Take good &lt;b>flour&lt;/b>.",
        "- Mix\n  - flour\n    - much deeper\n- Bake",
        "````\nbake ```hot\n````",
        "> It was good.",
        "| Flour\\|corn | 1 kg |\n| --- | --- |\n| Salt | 10 g |",
    ]


def test_very_many_entities_count_as_elements(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MOST_ELEMENTS", 3)
    document = make.document(make.body("a" + " & a" * 90, html="<em>a</em>" + " &amp; a" * 90))
    assert article_markdown(document).startswith("a & a")
