"""What a page declares as its language, and what its text says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.metadata.pages import chosen, read

from bodycopy.metadata import complete_metadata
from bodycopy.metadata.language import guess_language, language_tag, settle_language
from bodycopy.model import Block, Kind, Label, Options, Page

GERMAN = (
    "Die Fähre fährt seit Sonntag wieder, und auf dem Pier hat sich eine lange Schlange gebildet. Der Kapitän sagte, dass er mit "
    "so vielen Gästen nicht gerechnet habe. Für die Menschen im Hafen ist das ein gutes Zeichen, denn im Winter war es auch auf "
    "der Insel sehr still. Nun werden die Fahrten zweimal am Tag angeboten, und das Café am Anleger ist den ganzen Tag geöffnet."
)
SPANISH = (
    "El transbordador navega de nuevo desde el domingo, y en el muelle se ha formado una larga cola. El capitán dijo que no "
    "esperaba a tantos pasajeros. Para la gente del puerto es una buena señal, porque en el invierno la isla estaba muy tranquila."
)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("de_DE.UTF-8", "de-DE"),
        ("eng", "en"),
        ("jp", "ja"),
        ("Deutsch", "de"),
        ("zh-Hans-CN", "zh-CN"),
        ("x", None),
        ("", None),
    ],
)
def test_tags(text: str, tag: str | None) -> None:
    assert language_tag(text) == tag


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "de"),
        (SPANISH, "es"),
        ("Ferjan er aftur á ferð og það var löng röð við bryggjuna en hún fór ekki fyrr en um hádegi.", "is"),
        ("フェリーは日曜日から再び運航している。", "ja"),
        ("渡轮从星期日起恢复航行，码头上排起了长队。", "zh"),
        ("페리가 일요일부터 다시 운항한다.", "ko"),
        ("العبارة تبحر من جديد منذ يوم الأحد", "ar"),
        ("Knit cap 12,99", None),
    ],
)
def test_a_text_tells_its_language(text: str, language: str | None) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        ("en-US", GERMAN, "de"),
        ("de-AT", GERMAN, "de-AT"),
        ("en", "Die Fähre fährt wieder.", "en"),
        (None, GERMAN, "de"),
        ("xh", GERMAN, "xh"),
        ("en", f"{GERMAN} The captain of the ferry said that he was not ready for it: as it was, the pier was full.", "en"),
        ("no", "Færgen sejler igen, og det er en god dag for øen. " * 8, "no"),
        ("en", "渡轮从星期日起恢复航行，码头上排起了长队。" * 20, "zh"),
    ],
)
def test_a_declaration_yields_only_to_a_text_that_is_clear(declared: str | None, text: str, language: str) -> None:
    assert settle_language(declared, text) == language


def test_the_text_is_named_as_the_source() -> None:
    page = Page((Block(index=0, kind=Kind.PARAGRAPH, text=GERMAN, label=Label.BODY),))
    metadata = complete_metadata(read("", "<p>Text.</p>", language="en"), page, Options())
    assert (metadata.language, chosen(metadata, "inLanguage")) == ("de", ["text"])


@given(st.text(max_size=400), st.sampled_from([None, "en", "de-CH", "xx"]))
def test_no_text_raises(text: str, declared: str | None) -> None:
    assert settle_language(declared, text) is None or isinstance(settle_language(declared, text), str)
