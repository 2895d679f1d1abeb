"""The answer as bytes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bodycopy.model import Format, Kind, Label, Metadata, Options
from bodycopy.render import dump_json, encode


def test_json_is_the_answer(make: Any) -> None:
    content, media_type = encode(make.document(make.body("Grüße.")), Options(), 1.0)
    assert media_type == "application/json; charset=utf-8"
    assert json.loads(content)["articleBody"] == "Grüße."
    assert b"\n" not in content
    assert "Grüße".encode() in content


VIEWS = {
    Format.TEXT: ("text/plain; charset=utf-8", "Grüße\n\n- a\n\nHund\n"),
    Format.MARKDOWN: ("text/markdown; charset=utf-8", "## Grüße\n\n- a\n\nHund\n"),
    Format.HTML: (
        "text/html; charset=utf-8",
        "<h2>Grüße</h2>\n<ul>\n<li>a</li>\n</ul>\n<figure>\n<figcaption>Hund</figcaption>\n</figure>\n",
    ),
}


@pytest.mark.parametrize("format_", VIEWS)
def test_other_formats_are_the_article_alone(make: Any, format_: Format) -> None:
    document = make.document(
        make.body("Grüße", Kind.HEADING, level=2),
        make.body("a", Kind.ITEM, level=1),
        make.removed("Give!", "appeal.donate"),
        make.removed("Hund", "caption.figure", kind=Kind.CAPTION),
    )
    media_type, expected = VIEWS[format_]
    options = Options(format=format_, keep=frozenset({Label.CAPTION}))
    assert encode(document, options, 1.0) == (expected.encode(), media_type)


@pytest.mark.parametrize("format_", Format)
def test_half_a_surrogate_pair_breaks_nothing(make: Any, format_: Format) -> None:
    document = make.document(make.body("a\ud83db"), metadata=Metadata(headline="\udc00", keywords=("x\ud800",)))
    content, _ = encode(document, Options(format=format_), 1.0)
    assert "a\ufffdb" in content.decode()


def test_json_can_be_indented() -> None:
    assert dump_json({"a": [1]}, indent=True) == b'{\n  "a": [\n    1\n  ]\n}'


def test_what_json_has_no_word_for_is_a_bug_and_not_mended() -> None:
    with pytest.raises(TypeError):
        dump_json({"a": object()})
