"""Captions parted from credits, and the images of an article."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.metadata.pages import URL, read

from bodycopy.metadata import complete_metadata
from bodycopy.metadata.credits import clean_credit, part_caption
from bodycopy.metadata.images import extract_image, widest
from bodycopy.model import Block, Image, Kind, Label, Options, Page, Scope
from bodycopy.parse import parse


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("The ferry at noon. Itar-Tass", "The ferry at noon.", "Itar-Tass"),
        ("The ferry at noon.Unsplash/Jane Doe", "The ferry at noon.", "Unsplash/Jane Doe"),
        ("The ferry at noon. (AP Photo/Jane Doe)", "The ferry at noon.", "AP Photo/Jane Doe"),
        ("The ferry at noon. Photo: Jane Doe / Reuters", "The ferry at noon.", "Jane Doe / Reuters"),
        ("Die Fähre am Mittag. Foto: Jane Doe/dpa", "Die Fähre am Mittag.", "Jane Doe/dpa"),
        ("Le ferry à midi. JEANNE DUPONT / AFP", "Le ferry à midi.", "JEANNE DUPONT / AFP"),
        ("The ferry at noon © Jane Doe", "The ferry at noon", "Jane Doe"),
        ("The ferry at noon | Credit: Jane Doe", "The ferry at noon", "Jane Doe"),
        ("正午のフェリー 写真：共同通信", "正午のフェリー", "共同通信"),
        ("Photograph: Jane Doe", None, "Jane Doe"),
        ("Getty Images", None, "Getty Images"),
        ("The ferry at noon. Nord-Foto", "The ferry at noon.", "Nord-Foto"),
        ("The ferry at noon", "The ferry at noon", None),
        ("The minister spoke. The AP was there.", "The minister spoke. The AP was there.", None),
        ("Foto de familia de la reunión", "Foto de familia de la reunión", None),
        ("She took a photo by the river", "She took a photo by the river", None),
        ("The ferry (left) and the pier", "The ferry (left) and the pier", None),
        ("", None, None),
    ],
)
def test_a_caption_and_its_credit(text: str, caption: str | None, credit: str | None) -> None:
    parted = part_caption(text)
    assert (parted.text, parted.credit) == (caption, credit)


@given(st.text(max_size=200))
def test_no_caption_raises(text: str) -> None:
    parted = part_caption(text)
    assert parted.text is None or parted.text.strip()


def test_a_figure_with_lazy_image_and_credit_of_its_own() -> None:
    tree = parse(
        "<figure><picture><source data-srcset='/s.jpg 300w, /l.jpg 1200w'><img src='data:image/gif;base64,R0' data-src='/m.jpg'></picture>"
        "<figcaption>The ferry, with Jane Doe on board. <span class='photo-credit'>Photo: Jane Doe</span></figcaption></figure>"
    )
    image = extract_image(next(tree.iter("figure")), URL)
    assert image == Image("https://www.harbourtimes.example/l.jpg", "The ferry, with Jane Doe on board.", "Jane Doe")


def test_the_widest_of_a_set() -> None:
    assert widest("/a.jpg 1x, /b.jpg 2x") == "/b.jpg"
    assert widest("/a,b.jpg 300w, /c,d.jpg 900w, /e.jpg 600w") == "/c,d.jpg"
    assert widest("/a.jpg, /b.jpg 2x") == "/b.jpg"
    assert widest("") is None


def test_no_space_need_stand_before_the_next_of_a_set() -> None:
    assert widest("/a.jpg 400w,/b.jpg 1200w,/c.jpg 800w") == "/b.jpg"
    assert widest("/w_100,h_50/a.jpg") == "/w_100,h_50/a.jpg"
    assert widest("/a.jpg 200w 50h,/b.jpg 100w") == "/a.jpg"
    assert widest(" , ,") is None


@pytest.mark.parametrize("srcset", [",/a.jpg 1w" * 600, "," * 5_000, "/a" + "," * 5_000 + "b", "/a.jpg 1y," * 500])
def test_a_long_set_takes_no_time(srcset: str) -> None:
    start = process_time()
    for _ in range(10):
        widest(srcset)
    assert process_time() - start < 0.5


def block(index: int, text: str, label: Label, images: tuple[str, ...] = ()) -> Block:
    return Block(
        index=index,
        kind=Kind.CAPTION if label is Label.CAPTION else Kind.PARAGRAPH,
        text=text,
        label=label,
        images=images,
        scope=0,
    )


SCOPES = (Scope("body", (), -1, 0),)


def test_only_figures_whose_caption_is_labelled_belong_to_the_article() -> None:
    body = (
        "<figure><img src='/ferry.jpg'><figcaption>The ferry at noon. Photo: Jane Doe</figcaption></figure>"
        "<figure><img src='/teaser.jpg'><figcaption>Another story of the day</figcaption></figure>"
    )
    linked = {"@type": "Article", "image": [{"@type": "ImageObject", "url": "/linked.jpg"}]}
    page = Page((block(0, "The ferry at noon. Photo: Jane Doe", Label.CAPTION), block(1, "Text.", Label.BODY)), SCOPES)
    metadata = complete_metadata(read("", body, linked), page, Options(url=URL))
    assert metadata.images == (
        Image("https://www.harbourtimes.example/ferry.jpg", "The ferry at noon.", "Jane Doe"),
        Image("https://www.harbourtimes.example/linked.jpg"),
    )


def test_a_credit_in_a_block_of_its_own_goes_to_the_caption_before_it() -> None:
    page = Page(
        (
            block(0, "The ferry at noon", Label.CAPTION, ("/ferry.jpg",)),
            block(1, "Photo: Jane Doe", Label.CAPTION),
            block(2, "Text.", Label.BODY),
            block(9, "© The Harbour Times", Label.CAPTION),
        ),
        SCOPES,
    )
    metadata = complete_metadata(read(), page, Options(url=URL))
    assert metadata.images[0] == Image("https://www.harbourtimes.example/ferry.jpg", "The ferry at noon", "Jane Doe")
    assert len(metadata.images) == 2


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("The ferry sailed at noon on Sunday. Jane Doe", "The ferry sailed at noon on Sunday.", "Jane Doe"),
        (
            "The ferry sailed at noon on Sunday. (Jane Doe, Harbour Court)",
            "The ferry sailed at noon on Sunday.",
            "Jane Doe, Harbour Court",
        ),
        ("The ferry sailed on Sunday. Jane Doe/Nordbild", "The ferry sailed on Sunday.", "Jane Doe/Nordbild"),
        ("La ministra, ayer en Madrid. EFE/ Juan Pérez", "La ministra, ayer en Madrid.", "EFE/ Juan Pérez"),
        ("Il ministro a Roma. ANSA/MARIO ROSSI", "Il ministro a Roma.", "ANSA/MARIO ROSSI"),
        ("O ministro em Lisboa. JOÃO SILVA/LUSA", "O ministro em Lisboa.", "JOÃO SILVA/LUSA"),
        ("De minister in Den Haag. © ANP / Jan Jansen", "De minister in Den Haag.", "ANP / Jan Jansen"),
        ("Министр на встрече. Фото: Иван Иванов / ТАСС", "Министр на встрече.", "Иван Иванов / ТАСС"),
        ("Міністр на зустрічі. Фото: Укрінформ", "Міністр на зустрічі.", "Укрінформ"),
        ("Premier na konferencji / fot. Jan Kowalski / PAP", "Premier na konferencji", "Jan Kowalski / PAP"),
        ("Ministern talar i Lund. Foto: Anna Ek/TT", "Ministern talar i Lund.", "Anna Ek/TT"),
        ("Ministeren taler i Oslo. Foto: Ola Nordmann / NTB", "Ministeren taler i Oslo.", "Ola Nordmann / NTB"),
        ("Ministr v Praze. Foto: Jan Novák, ČTK", "Ministr v Praze.", "Jan Novák, ČTK"),
        ("Bakan Ankara'da. Fotoğraf: Ali Yılmaz / AA", "Bakan Ankara'da.", "Ali Yılmaz / AA"),
        ("首相の会見＝東京都千代田区、田中太郎撮影", "首相の会見", "東京都千代田区、田中太郎撮影"),
        ("王小明在发言。新华社记者 王小明 摄", "王小明在发言。", "新华社记者 王小明 摄"),
        ("장관이 연설하고 있다. [사진=홍길동]", "장관이 연설하고 있다.", "홍길동"),
        ("وزير الخارجية (رويترز)", "وزير الخارجية", "رويترز"),
        ("(Image:Jane Doe via Getty Images)", None, "Jane Doe via Getty Images"),
        ("Jane Doe via Getty Images)", None, "Jane Doe via Getty Images"),
        ("Die Fähre am Mittag im alten Hafen. Die Gäste", "Die Fähre am Mittag im alten Hafen. Die Gäste", None),
        ("The team in Oslo in 2019. (left)", "The team in Oslo in 2019. (left)", None),
        ("Mayor Jane Doe (Greens)", "Mayor Jane Doe (Greens)", None),
        ("Chart 6: the plan (in the annex)", "Chart 6: the plan (in the annex)", None),
    ],
)
def test_credits_in_the_languages_of_pages(text: str, caption: str | None, credit: str | None) -> None:
    parted = part_caption(text)
    assert (parted.text, parted.credit) == (caption, credit)


def test_a_line_below_a_picture_inside_the_text_is_its_caption() -> None:
    lines = [
        block(0, "First.", Label.BODY),
        block(1, "The ferry leaves the pier", Label.BOILERPLATE, ("/ferry.jpg",))._replace(path="/html/div[1]/div[2]"),
        block(2, "Jane Doe", Label.BOILERPLATE)._replace(path="/html/div[1]/div[3]"),
        block(3, "Last.", Label.BODY),
        block(4, "Your bag is empty today", Label.BOILERPLATE, ("/bag.png",)),
    ]
    metadata = complete_metadata(read(), Page(tuple(lines), SCOPES), Options(url=URL))
    assert metadata.images == (Image("https://www.harbourtimes.example/ferry.jpg", "The ferry leaves the pier", "Jane Doe"),)


def test_captions_in_json_ld_are_parted_too() -> None:
    image = {"@type": "ImageObject", "url": "/ferry.jpg", "caption": "The ferry at noon (Photo: Jane Doe/PA Wire)"}
    images = read(linked={"@type": "Article", "image": image}).images
    assert images[0] == Image("https://www.harbourtimes.example/ferry.jpg", "The ferry at noon", "Jane Doe/PA Wire")


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("Photo: Jane Doe", "Jane Doe"),
        ("Photo: Credit: © Jane Doe", "Jane Doe"),
        ("(Foto : (c) Jane Doe)", "Jane Doe"),
        ("Photo:", "Photo"),
        ("©", "©"),
    ],
)
def test_labels_before_a_credit_are_taken_away(text: str, credit: str) -> None:
    assert clean_credit(text) == credit


def seconds_of_caption(piece: str, size: int) -> float:
    """The processor time that a caption of so many characters takes, at best."""
    text = f"The ferry on Monday. {piece * (size // len(piece))}"
    tries = []
    for _ in range(3):
        begin = process_time()
        part_caption(text)
        clean_credit(text)
        tries.append(process_time() - begin)
    return min(tries)


@pytest.mark.parametrize("piece", ["photo: ", "© ", ". ", ".A", ". Reuters", "(", "a/", " - ", " via "])
def test_a_caption_is_parted_in_time_that_grows_as_it_does(piece: str) -> None:
    small, large = seconds_of_caption(piece, 20_000), seconds_of_caption(piece, 160_000)
    assert large < 14 * max(small, 0.004), "eight times as long, and an exponent of 1.27"


def test_a_long_caption_keeps_its_credit() -> None:
    end = part_caption(f"{'The ferry on Monday. ' * 40}Photo: Jane Doe")
    assert (end.text or "").endswith("on Monday.")
    assert end.credit == "Jane Doe"
