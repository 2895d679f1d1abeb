"""What the labelled blocks add, above all on plain text."""

from __future__ import annotations

from bodycopy.metadata import complete_metadata
from bodycopy.model import Block, Image, Kind, Label, Metadata, Options, Page, Person, Verdict


def text_page(*lines: tuple[str, Label]) -> Page:
    return Page(
        tuple(
            Block(index=index, kind=Kind.PARAGRAPH, text=text, label=label, verdict=Verdict("header.site", text))
            for index, (text, label) in enumerate(lines)
        )
    )


BODY = "The ferry sailed at noon and it was full of people who had waited for hours on the pier."


def test_a_page_of_plain_text() -> None:
    page = text_page(
        ("The Harbour Times", Label.HEADER),
        ("Ferry runs again", Label.HEADLINE),
        ("By Jane Doe and John Roe", Label.HEADER),
        ("31 May 2024", Label.HEADER),
        ("Updated: 1 June 2024", Label.HEADER),
        ("The ferry on Sunday. Itar-Tass", Label.CAPTION),
        (BODY, Label.BODY),
    )
    metadata = complete_metadata(Metadata(), page, Options())
    assert metadata.headline == "Ferry runs again"
    assert [person.name for person in metadata.authors] == ["Jane Doe", "John Roe"]
    assert (metadata.date_published, metadata.date_modified) == ("2024-05-31", "2024-06-01")
    assert metadata.images == (Image(None, "The ferry on Sunday.", "Itar-Tass"),)
    assert metadata.language == "en"
    assert {candidate.source for candidate in metadata.candidates if candidate.chosen} >= {"block 1", "block 2", "block 3"}


def test_the_line_above_the_body_rather_than_a_title_with_the_sites_name() -> None:
    page = text_page(
        ("Ferry runs again - The Harbour Times", Label.HEADLINE),
        ("Home", Label.HEADER),
        ("Ferry runs again", Label.HEADLINE),
        (BODY, Label.BODY),
    )
    assert complete_metadata(Metadata(), page, Options()).headline == "Ferry runs again"


def test_without_a_labelled_headline_the_line_above_the_body_is_it() -> None:
    page = text_page(
        ("Support us today!", Label.APPEAL),
        ("Ferry runs again", Label.BOILERPLATE),
        ("A caption", Label.CAPTION),
        (BODY, Label.BODY),
    )
    assert complete_metadata(Metadata(), page, Options()).headline == "Ferry runs again"


def test_a_sentence_above_the_body_is_no_headline() -> None:
    page = text_page(("Your bag is empty.", Label.BOILERPLATE), (BODY, Label.BODY))
    assert complete_metadata(Metadata(), page, Options()).headline is None


def test_nothing_that_the_page_has_said_is_overwritten() -> None:
    known = Metadata(headline="Ferry runs again", date_published="2024-05-30", language="de")
    page = text_page(("Another title here", Label.HEADLINE), ("31 May 2024", Label.HEADER), (BODY, Label.BODY))
    metadata = complete_metadata(known, page, Options())
    assert (metadata.headline, metadata.date_published, metadata.language) == ("Ferry runs again", "2024-05-30", "de")
    assert [candidate.chosen for candidate in metadata.candidates] == [False, False]


def test_a_page_without_anything() -> None:
    assert complete_metadata(Metadata(), Page(()), Options()) == Metadata()


def test_the_dateline_of_a_wire_story_gives_the_day() -> None:
    dated = text_page(("Ferry runs again", Label.HEADLINE), (f"BERGEN, 3 May 2024 (Nord-Press) -- {BODY}", Label.BODY))
    metadata = complete_metadata(Metadata(), dated, Options())
    assert (metadata.date_published, metadata.date_published_raw) == ("2024-05-03", "BERGEN, 3 May 2024 (Nord-Press)")
    german = text_page(("Fähre fährt wieder", Label.HEADLINE), (f"Mitteilung vom 3. Mai 2024 | Harburg – {BODY}", Label.BODY))
    assert complete_metadata(Metadata(language="de"), german, Options()).date_published == "2024-05-03"
    told = text_page(("Ferry runs again", Label.HEADLINE), (f"On 3 May 2024 it rained. {BODY}", Label.BODY))
    assert complete_metadata(Metadata(), told, Options()).date_published is None


def test_a_signature_below_the_text_rather_than_the_house_alone() -> None:
    page = text_page((BODY, Label.BODY), ("By Jane Doe", Label.TAIL))
    for house in ("Harbour Times", "HT"):
        known = Metadata(authors=(Person(house),), publisher="Harbour Times")
        assert complete_metadata(known, page, Options()).authors == (Person("Jane Doe"),)
        assert complete_metadata(known, text_page((BODY, Label.BODY)), Options()).authors == (Person(house),)
    known = Metadata(authors=(Person("John Roe"),), publisher="Harbour Times")
    assert complete_metadata(known, page, Options()).authors == (Person("John Roe"),)


def test_a_line_that_says_when_it_was_published_counts_wherever_it_stands() -> None:
    page = text_page(("Ferry runs again", Label.HEADLINE), (BODY, Label.BODY), ("Published on 3 May 2024", Label.TAIL))
    assert complete_metadata(Metadata(), page, Options()).date_published == "2024-05-03"
    foreign = text_page(("Ferry runs again", Label.HEADLINE), (BODY, Label.BODY), ("Published on 3 May 2024", Label.PROMO))
    assert complete_metadata(Metadata(), foreign, Options()).date_published is None
