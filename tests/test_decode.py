"""Pages of many languages and encodings, truthful and lying, broken and binary."""

from __future__ import annotations

import gzip
import io
import time
import tomllib
import zipfile
from pathlib import Path

import pytest
import webencodings
from hypothesis import given
from hypothesis import strategies as st

from bodycopy.decode import decode
from bodycopy.errors import UnsupportedInput
from bodycopy.model import Source, SourceType

SAMPLES = tomllib.loads((Path(__file__).parent / "samples.toml").read_text(encoding="utf-8"))
TEXTS: dict[str, str] = SAMPLES["texts"]
ENCODINGS = [(language, label) for language, labels in SAMPLES["encodings"].items() for label in labels]

# Ten times what a slow machine needs.
SECONDS = 20.0


def encoded(text: str, label: str) -> tuple[bytes, str]:
    """The text in an encoding, and what of it that encoding could hold."""
    encoding = webencodings.lookup(label)
    assert encoding is not None
    codec = "gb18030" if encoding.name == "gbk" else encoding.codec_info.name
    data = text.encode(codec, "ignore")
    return data, data.decode(codec)


def page(text: str, head: str = "") -> str:
    menu = "<ul class='menu'>" + "<li><a href='/section/index.html'>Section</a></li>" * 20 + "</ul>"
    return f"<!DOCTYPE html>\n<html><head>{head}<title>{text[:20]}</title></head>\n<body>{menu}\n<p>{text}</p></body></html>"


@pytest.mark.parametrize(("language", "label"), ENCODINGS)
class TestEveryEncoding:
    def test_transport_says_it(self, language: str, label: str) -> None:
        data, text = encoded(page(TEXTS[language]), label)
        assert decode(Source(data, charset=label)) == text

    def test_page_says_it(self, language: str, label: str) -> None:
        data, text = encoded(page(TEXTS[language], f'<meta charset="{label}">'), label)
        assert decode(Source(data)) == text

    def test_page_says_it_the_old_way(self, language: str, label: str) -> None:
        meta = f'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={label.upper()}">'
        data, text = encoded(page(TEXTS[language], meta), label)
        assert decode(Source(data)) == text

    def test_nobody_says_it(self, language: str, label: str) -> None:
        data, text = encoded(page(TEXTS[language]), label)
        assert decode(Source(data)) == text

    def test_both_say_utf_8_and_lie(self, language: str, label: str) -> None:
        data, text = encoded(page(TEXTS[language], '<meta charset="utf-8">'), label)
        assert decode(Source(data, charset="utf-8")) == text

    def test_server_says_latin_1_by_default(self, language: str, label: str) -> None:
        data, text = encoded(page(TEXTS[language], f'<meta charset="{label}">'), label)
        assert decode(Source(data, charset="ISO-8859-1")) == text

    def test_page_says_latin_1_and_nobody_else_knows(self, language: str, label: str) -> None:
        data, text = encoded(page(TEXTS[language], '<meta charset="iso-8859-1">'), label)
        assert decode(Source(data, charset="iso-8859-1")) == text

    def test_plain_text(self, language: str, label: str) -> None:
        data, text = encoded(TEXTS[language] + "\n\n" + TEXTS[language], label)
        assert decode(Source(data, SourceType.TEXT)) == text


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("gb2312", "gb18030", "朱镕基与㐀和€"),
        ("ks_c_5601-1987", "cp949", "똠방각하 펲시"),
        ("x-sjis", "cp932", "①②㈱髙島屋"),
        ("Shift_JIS", "cp932", "～①㈱"),
        ("euc-jp", "euc_jis_2004", "①②③と日本語の文"),
        ("big5", "big5hkscs", "香港嘅啲嘢係咁"),
        ("iso-8859-1", "windows-1252", "“quoted” – €5…"),
        ("latin1", "windows-1252", "naïve – “x”"),
        ("us-ascii", "windows-1252", "it’s"),
        ("iso-8859-9", "windows-1254", "“ışığı” gördü"),
        ("tis-620", "cp874", "“ภาษาไทย”"),
        ("x-cp1251", "windows-1251", "Привет, мир"),
        ("utf-8", "utf-8", "Žluťoučký"),
        ("UTF8", "utf-8", "Žluťoučký"),
        ("cp949", "cp949", "한국어 문장"),
        (" 'windows-1251' ", "windows-1251", "Привет, мир"),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label: str, codec: str, text: str) -> None:
    assert decode(Source(f"<p>{text}</p>".encode(codec), charset=label)) == f"<p>{text}</p>"


@pytest.mark.parametrize("label", ["", "none", "utf-99", "idna", "unicode_escape", "zlib", "undefined", "\x00", "x" * 9999])
def test_a_label_that_no_page_may_use_is_ignored(label: str) -> None:
    assert decode(Source("<p>Straße \\u0041</p>".encode("windows-1252"), charset=label)) == "<p>Straße \\u0041</p>"


def test_valid_utf_8_beats_what_is_said() -> None:
    text = page(TEXTS["fr"], '<meta charset="iso-8859-1">')
    assert decode(Source(text.encode(), charset="windows-1252")) == text


def test_two_bytes_that_happen_to_be_utf_8_follow_the_claim() -> None:
    assert decode(Source("<p>联通</p>".encode("gbk"), charset="gbk")) == "<p>联通</p>"
    assert decode(Source("<p>łąka</p>".encode(), charset="gbk")) != "<p>łąka</p>"


@pytest.mark.parametrize("charset", [None, "utf-8", "windows-1251"])
def test_broken_bytes_in_a_page_of_utf_8_are_replaced(charset: str | None) -> None:
    data = TEXTS["ru"].encode() + b" \xff\xfe broken \xd0 " + TEXTS["ru"].encode()
    text = decode(Source(data, charset=charset))
    assert text == TEXTS["ru"] + " \ufffd\ufffd broken \ufffd " + TEXTS["ru"]


def test_a_page_cut_off_inside_a_character() -> None:
    assert decode(Source(TEXTS["ja"].encode()[:-1])) == TEXTS["ja"][:-1] + "\ufffd"


@pytest.mark.parametrize(
    ("codec", "mark"), [("utf-8-sig", b""), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("utf-32", b"")]
)
def test_byte_order_mark_beats_everything_and_is_gone(codec: str, mark: bytes) -> None:
    text = page(TEXTS["el"], '<meta charset="windows-1253">')
    assert decode(Source(mark + text.encode(codec), charset="iso-8859-1")) == text


def test_a_mark_of_utf_8_before_a_page_that_is_not() -> None:
    text = page(TEXTS["ru"], '<meta charset="windows-1251">')
    assert decode(Source(b"\xef\xbb\xbf" + text.encode("windows-1251"))) == text


def test_xml_declaration_counts() -> None:
    text = "<?xml version='1.0' encoding='iso-8859-2'?>\n" + page(TEXTS["pl"])
    assert decode(Source(*encoded(text, "iso-8859-2")[:1])) == encoded(text, "iso-8859-2")[1]


def test_declaration_in_a_comment_does_not_count() -> None:
    text = page(TEXTS["ru"], '<!-- <meta charset="koi8-r"> --><meta charset="windows-1251">')
    assert decode(Source(text.encode("windows-1251"))) == text


def test_plain_text_that_talks_about_meta_is_not_taken_at_its_word() -> None:
    text = 'He wrote <meta charset="koi8-r"> on the board: größer, schöner, früher.'
    assert decode(Source(text.encode("windows-1252"), SourceType.TEXT)) == text


def test_quotes_of_windows_in_a_page_of_iso_8859_2() -> None:
    data = "<p>Rzekł: ".encode("iso-8859-2") + b"\x84" + "źle się dzieje, żółta łódź".encode("iso-8859-2") + b"\x94</p>"
    assert decode(Source(data, charset="iso-8859-2")) == "<p>Rzekł: „źle się dzieje, żółta łódź”</p>"


def test_detection_finds_text_at_the_end_of_much_markup() -> None:
    text = "<div class='x'><a href='/a.html'>link</a></div>\n" * 6000 + f"<p>{TEXTS['cs']}</p>"
    data, kept = encoded(text, "iso-8859-2")
    assert decode(Source(data)) == kept


@pytest.mark.parametrize("language", ["ru", "zh-hans"])
def test_long_pages_are_weighed_by_a_sample(language: str) -> None:
    label = {"ru": "windows-1251", "zh-hans": "gb18030"}[language]
    text = "<a href='/x.html' class='menu'>x</a>" * 20_000 + f"<p>{TEXTS[language]}</p>" * 20_000
    data, kept = encoded(text, label)
    start = time.perf_counter()
    assert decode(Source(data, charset="utf-8")) == kept
    assert time.perf_counter() - start < SECONDS


@pytest.mark.parametrize(
    "text", ["<p>café</p>", "<p>5 £</p>", "<p>© 2020</p>", "<p>it’s</p>", "Größe: 3 m²", "<a title='»'>Ñandú</a>"]
)
def test_few_letters_beyond_ascii_are_western(text: str) -> None:
    assert decode(Source(text.encode("windows-1252"))) == text


class TestStrings:
    def test_pass_through(self) -> None:
        assert decode(Source("<p>Žluťoučký</p>", charset="koi8-r")) == "<p>Žluťoučký</p>"

    def test_lone_surrogates_are_replaced(self) -> None:
        assert decode(Source("a\ud800b\udfffc")) == "a\ufffdb\ufffdc"

    def test_halves_of_a_pair_are_joined(self) -> None:
        assert decode(Source("a\ud83d\ude00b\ud800")) == "a😀b\ufffd"

    def test_mark_is_gone(self) -> None:
        assert decode(Source("\ufeff<p>x")) == "<p>x"


def zipped(name: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, "content")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"\n%PDF-1.4 all text", "PDF"),
        (b"%!PS-Adobe-3.0", "PostScript"),
        (b"{\\rtf1\\ansi Hello}", "RTF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"GIF89a\x01\x00\x01\x00", "GIF"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "WebP"),
        (b"\x00\x00\x00\x20ftypisom\x00\x00", "MP4"),
        (b"\x00\x00\x00\x1cftypavif\x00\x00", "AVIF"),
        (b"\x7fELF\x02\x01\x01\x00", "ELF"),
        (b"MZ\x90\x00\x03\x00", "Windows program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "Office"),
        (gzip.compress(b"<p>hello</p>", mtime=0), "gzip"),
        (zipped("word/document.xml"), "docx"),
        (zipped("xl/workbook.xml"), "xlsx"),
        (zipped("letter.html"), "zip"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07\x08" * 9, "binary"),
    ],
)
@pytest.mark.parametrize("kind", list(SourceType))
def test_binary_content_is_refused_by_name(data: bytes, name: str, kind: SourceType) -> None:
    with pytest.raises(UnsupportedInput, match=name) as refusal:
        decode(Source(data, kind))
    assert refusal.value.status == 415
    assert name.lower() in refusal.value.detail["found"].lower()


@pytest.mark.parametrize(
    "text",
    [
        "BMW sold fewer cars.",
        "MZ is a maker of motorcycles.",
        "GIF89a is a format.",
        "ID3 tags hold the title of a song.",
        "PAR1 and PAR2 are file formats.",
        "яШя: так в русской кодировке начинается картинка.",
        "<p>The header of a PDF is %PDF-1.7.</p>",
    ],
)
def test_text_that_begins_like_a_format_is_text(text: str) -> None:
    assert decode(Source(text.encode("windows-1251"), charset="windows-1251")) == text


def test_a_page_with_some_zero_bytes_is_a_page() -> None:
    assert "Hello" in decode(Source(b"<p>Hello\x00 wor\x00ld</p>"))
    assert "council" in decode(Source(page(TEXTS["en"]).encode() + b"\x00" * 4096))


@pytest.mark.parametrize("kind", list(SourceType))
def test_nothing_is_nothing(kind: SourceType) -> None:
    assert decode(Source(b"", kind)) == ""


@given(
    st.binary(max_size=400),
    st.sampled_from([None, "utf-8", "gb2312", "shift_jis", "iso-2022-jp", "utf-16", "koi8-r", "hz-gb-2312", "x"]),
)
def test_no_bytes_raise_anything_but_our_own(data: bytes, charset: str | None) -> None:
    try:
        text = decode(Source(data, charset=charset))
    except UnsupportedInput:
        return
    text.encode("utf-8")
