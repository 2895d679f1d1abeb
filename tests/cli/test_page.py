"""Telling HTML from text."""

from __future__ import annotations

import codecs

import pytest

from bodycopy.cli.page import tell_type
from bodycopy.model import SourceType

HTML = {
    "doctype": b"<!DOCTYPE html><p>x",
    "fragment": b"<p>One.</p>",
    "blanks before": b"\n\n   <div class='a'>x</div>",
    "comment first": b"<!-- cached --><html>",
    "declaration": b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>",
    "custom element": b"<app-root></app-root>",
    "byte order mark": codecs.BOM_UTF8 + b"<html>",
    "UTF-16": codecs.BOM_UTF16_LE + "<html><body>".encode("utf-16-le"),
    "text before the markup": b"HTTP/1.1 200 OK\n\n<html><head><title>x</title></head>",
    "a fragment that begins with text": b"Hello<br>you<p>there</p>",
}
TEXT = {
    "prose": b"The mill was sold on Friday.",
    "empty": b"",
    "a tag is spoken of": b"To part paragraphs, write <p>, not <br>.",
    "quotation in angle brackets": b"<< Bonjour >>, dit-elle.",
    "less than": b"<3 for everyone who came",
    "address in angle brackets": b"<https://example.com/> has the whole story",
    "mail": b"<ada@example.com> wrote:",
    "arithmetic": b"a < b and b > c, i<j, p<0.05, td<3",
}


@pytest.mark.parametrize("content", HTML.values(), ids=HTML.keys())
def test_html(content: bytes) -> None:
    assert tell_type(content) is SourceType.HTML


@pytest.mark.parametrize("content", TEXT.values(), ids=TEXT.keys())
def test_text(content: bytes) -> None:
    assert tell_type(content) is SourceType.TEXT
