"""Strings that name authors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodycopy.metadata.bylines import byline_of, is_byline
from bodycopy.metadata.names import is_handle, is_personal, name_key, split_authors


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("Von Jane Doe und John Roe, dpa", ["Jane Doe", "John Roe", "dpa"]),
        ("Par Jeanne Dupont et Jean Petit", ["Jeanne Dupont", "Jean Petit"]),
        ("Por Juana Gómez y Juan Ruiz", ["Juana Gómez", "Juan Ruiz"]),
        ("Иван Петров и Анна Смирнова", ["Иван Петров", "Анна Смирнова"]),
        ("山田太郎、鈴木花子", ["山田太郎", "鈴木花子"]),
        ("홍길동 기자", ["홍길동"]),
        ("Text: Jane Doe; Photos: John Roe", ["Jane Doe"]),
        ("Text von Jana Beck Illustration von Jan Horn", ["Jana Beck"]),
        ("Posted by Jane Doe in Travel, Boats", ["Jane Doe"]),
        ("Jane Doe im Gespräch mit John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe1", ["Jane Doe"]),
        ("Blog Beitrag von Jane Doe", ["Jane Doe"]),
        ("I write about ships, boats or rafts", []),
        ("Harbour House and released", []),
        ("The Harbour editors", ["The Harbour editors"]),
        ("Nachrichten", []),
        ("harbour news", []),
        ("Harbour News", ["Harbour News"]),
        ("jane doe", ["jane doe"]),
        ("By Jane Doe Senior Transport Reporter", ["Jane Doe"]),
        ("Jane Doe - Harbour Editorial Team", ["Jane Doe"]),
        ("Doe & Doe", ["Doe & Doe"]),
        ("jane[at]example.org", []),
        ("Updated by Jane Doe", []),
        ("Who was Jane Doe?", []),
        ("Jane Doe, Staff Writer", ["Jane Doe"]),
        ("Jane Doe, MD, PhD", ["Jane Doe, MD, PhD"]),
        ("Jane Doe, Ph.D.", ["Jane Doe, Ph.D."]),
        ("Posted by Jane Doe on May 31, 2024", ["Jane Doe"]),
        ("Av Jane Doe, publisert 18. januar 2023 kl. 21:04", ["Jane Doe"]),
        ("Jane Doe\nSenior Transport Reporter\nMay 31", ["Jane Doe"]),
        ("jane.doe@example.org", []),
        ("@janedoe", []),
        ("https://example.org/jane", []),
        ("Staff", []),
        ("publisher", []),
        ("Redaktion", []),
        ("31 May 2024", []),
        ("5 min read", []),
        ("", []),
        ("Lars von Trier", ["Lars von Trier"]),
        ("Von Trier", ["Von Trier"]),
        ("Van Morrison", ["Van Morrison"]),
        ("Ministry of Health and sports", ["Ministry of Health and sports"]),
        ("Jane Doe / Reuters", ["Jane Doe", "Reuters"]),
        ("example.com", ["example.com"]),
    ],
)
def test_names_are_parted_and_cleaned(text: str, names: list[str]) -> None:
    assert list(split_authors(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Doe, Jane", ["Jane Doe"]),
        ("Doe, Jane A.", ["Jane A. Doe"]),
        ("Jane Doe, John Roe", ["Jane Doe", "John Roe"]),
        ("Doe, dpa", ["Doe", "dpa"]),
        ("Jane (Janie) Doe", ["Jane (Janie) Doe"]),
        ("Jane Doe (jad)", ["Jane Doe"]),
    ],
)
def test_a_field_for_authors_may_turn_a_name(text: str, names: list[str]) -> None:
    assert list(split_authors(text, structured=True)) == names


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["By", "Jane Doe", "Transport desk", "31 May"], "Jane Doe"),
        (["Guide", "by", "Jane Doe", "and", "John Roe", "in Oslo"], "Jane Doe, John Roe"),
        (["Jane Doe", ",", "John Roe", "Share"], "Jane Doe, John Roe"),
        (["Jane Doe", "Reviewed by", "John Roe"], "Jane Doe"),
        (["Reviewed by", "John Roe"], ""),
    ],
)
def test_the_lines_of_a_byline(lines: list[str], names: str) -> None:
    assert byline_of(lines) == names


@pytest.mark.parametrize("text", ["By Jane Doe", "Von Jane Doe", "Text: Jane Doe", "Par Jeanne Dupont", "Written by J. Doe"])
def test_a_byline_says_so(text: str) -> None:
    assert is_byline(text)


@pytest.mark.parametrize(
    "text",
    ["By the sea", "By noon the ferry had sailed", "Jane Doe", "Reviewed by Jane Doe", "Von der Elbe", "Photo by Jane Doe", ""],
)
def test_what_is_no_byline(text: str) -> None:
    assert not is_byline(text)


def test_what_a_persons_name_looks_like() -> None:
    assert is_personal("Jane Doe")
    assert is_personal("María de la Cruz")
    for text in ("Ferry runs again", "In This Article", "Jane", "No Comments", "Senior Reporter", "THE FERRY, AGAIN"):
        assert not is_personal(text), text


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    for name in split_authors(text):
        assert name.strip()
        assert "://" not in name


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("janedoe", True),
        ("jane.doe", True),
        ("JaneD", True),
        ("jane_d", True),
        ("Jane", False),
        ("Jane Doe", False),
        ("周铭", False),
    ],
)
def test_the_name_of_an_account(name: str, handle: bool) -> None:
    assert is_handle(name) is handle


def test_two_spellings_of_one_name() -> None:
    assert name_key("Dr. Jane Doé") == name_key("janedoe") == "janedoe"
    assert name_key("Drake Ruiz") == "drakeruiz"
