"""Markup as it comes: broken, endless, nested without measure. What a reader would see is in the tree, in order."""

from __future__ import annotations

import copy
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bodycopy import rescue
from bodycopy.decode import decode
from bodycopy.errors import UnsupportedInput
from bodycopy.model import Source
from bodycopy.parse import parse

# Ten times what a slow machine needs; time that grows with the square of the page is far over it.
SECONDS = 20.0


def shown(root: etree._Element) -> str:
    """The text of the body but for what is no text, white space folded."""
    return " ".join(" ".join(texts(root.find("body"))).split())


def texts(element: etree._Element) -> list[str]:
    kinds = {"script", "style", "title"}
    return [str(text) for text in element.xpath(".//text()") if text.getparent().tag not in kinds or text.is_tail]


def paragraphs(text: str) -> list[str]:
    return ["".join(element.itertext()).strip() for element in parse(text).iter("p")]


class TestTheRootIsAlwaysThere:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            " \n\t ",
            "\x00",
            "<!-- only a comment -->",
            "<!-- only a comment",
            "<?xml version='1.0'?>",
            "<!DOCTYPE html>",
            "<title>no body</title>",
            "<frameset><frame src=a></frameset>",
            "<",
            "<a",
            "</",
            "<!",
            "<?",
            "</p>",
            "&",
            "\ud800",
        ],
    )
    def test_for_next_to_nothing(self, text: str) -> None:
        root = parse(text)
        assert root.tag == "html"
        assert len(root.findall("body")) == 1
        assert root.getparent() is None

    def test_for_plain_words(self) -> None:
        assert shown(parse("hello, world")) == "hello, world"


class TestNothingIsSwallowed:
    def test_by_an_open_comment(self) -> None:
        text = "<p>one</p><!-- closed --><p>two</p><!-- open <p>three</p><!-- open, too <p>four</p>"
        assert paragraphs(text) == ["one", "two", "three", "four"]

    def test_by_an_open_comment_over_the_whole_page(self) -> None:
        assert paragraphs("<!-- <html><body><p>one</p></body></html>") == ["one"]

    def test_but_a_comment_stays_out(self) -> None:
        assert shown(parse("<p>one <!-- not <b>this</b> --!> two <!-- nor this --> three <!--> four")) == "one two three four"

    @pytest.mark.parametrize("name", ["script", "style", "title", "textarea", "iframe", "xmp", "noembed"])
    def test_by_an_element_without_end(self, name: str) -> None:
        text = f"<body><p>one</p>\n<{name}>some words\n<p>two</p>\n<div><h2>three</h2> four</div>"
        root = parse(text)
        assert paragraphs(text) == ["one", "two"]
        assert root.find(".//h2").text == "three"
        assert root.find(".//h2").sourceline == 4

    def test_by_several_of_them(self) -> None:
        text = "<title>T\n<style>a {}\n<script>f(1 < 2)\n<body><p>one</p><textarea>x\n<script>g()\n<p>two</p>"
        assert paragraphs(text) == ["one", "two"]

    def test_but_a_script_that_ends_keeps_its_markup(self) -> None:
        text = (
            "<script>document.write('<p>no</p><scr' + 'ipt>')</script><p>yes</p><script>x = '<!-- <p>no</p>'</script><p>too</p>"
        )
        assert paragraphs(text) == ["yes", "too"]

    def test_by_plaintext(self) -> None:
        assert paragraphs("<p>one</p><plaintext><p>two</p>") == ["one", "two"]

    @pytest.mark.parametrize("end", ["</body>", "</html>", "</body></html>", "</BODY >\n</HTML>", "</html></body></html>"])
    def test_by_the_end_of_the_page(self, end: str) -> None:
        assert paragraphs(f"<html><body><p>one</p>{end}<p>two</p>{end}<div><p>three</p></div>{end}") == ["one", "two", "three"]

    def test_by_a_second_document(self) -> None:
        page = "<!DOCTYPE html><html lang='en'><head><title>{0}</title></head><body class='{0}'><p>{0}</p></body></html>"
        root = parse(page.format("first") + page.format("second"))
        assert [element.text for element in root.iter("p")] == ["first", "second"]
        assert root.get("lang") == "en"
        assert root.find("body").get("class") == "first"

    def test_by_a_quote_without_end(self) -> None:
        assert shown(parse('<p>See <a href="/here>this link</a> and the rest. <p>More.')) == "See this link and the rest. More."

    def test_by_a_page_cut_off_in_a_tag(self) -> None:
        assert shown(parse("<p>All of this <a hre")) == "All of this"
        assert shown(parse("<p>All of this</")) == "All of this"
        assert shown(parse("<p>Less < more, and 3 <")) == "Less < more, and 3 <"

    def test_by_a_frameset(self) -> None:
        text = "<html><head><title>T</title></head><frameset><frame src=a><noframes><body><p>one</p></body></noframes></frameset></html>"
        assert paragraphs(text) == ["one"]

    def test_by_cdata(self) -> None:
        assert shown(parse("<p><![CDATA[one <b>two</b>]]> three</p><div> <![CDATA[four")) == "one two three four"

    def test_but_the_cdata_of_a_script_stays_as_it_is(self) -> None:
        script = "/* <![CDATA[ */ f() /* ]]> */"
        assert parse(f"<script>{script}</script><p>x").find(".//script").text == script


class TestDepth:
    @pytest.mark.parametrize("depth", [200, 250, 253, 254, 255, 256, 300, 5_000, 100_000])
    def test_nested_boxes_lose_no_text(self, depth: int) -> None:
        start = time.perf_counter()
        text = (
            "<p>before</p>"
            + "<div class='x'>" * depth
            + "<p>one</p><p>two <b>three</b></p>"
            + "</div>" * depth
            + "<p>after</p>"
        )
        assert paragraphs(text) == ["before", "one", "two three", "after"]
        assert time.perf_counter() - start < SECONDS

    def test_deep_structure_lies_flat_but_stays(self) -> None:
        text = "<div>" * 400 + "<h2>head</h2>\n<p>one</p>\n<ul><li>two<li>three</ul>\n<div>four</div>five" + "</div>" * 400
        root = parse(text)
        assert [(e.tag, e.text, e.sourceline) for e in root.iter("h2", "p", "li")] == [
            ("h2", "head", 1),
            ("p", "one", 2),
            ("li", "two", 3),
            ("li", "three", 3),
        ]
        assert shown(root).endswith("four five")

    def test_paragraphs_that_nobody_closed_are_no_depth(self) -> None:
        text = "<div>" * 300 + "</div>" * 300 + "<p>again" * 1_000
        assert [len(element) for element in parse(text).iter("p")] == [0] * 1_000

    def test_fonts_that_nobody_closed(self) -> None:
        assert "word 2999" in shown(parse("".join(f"<p><font size=2>word {number}" for number in range(3_000))))

    def test_attributes_and_their_lines_survive(self) -> None:
        text = "<div>\n" * 100 + "<a\n href='x?a=1&amp;b=2'\n title='\"q\" <b>'>link</a>" + "<i>" * 300
        link = parse(text).find(".//a")
        assert dict(link.attrib) == {"href": "x?a=1&b=2", "title": '"q" <b>'}
        assert link.sourceline in {101, 103}


class TestSize:
    def test_ten_million_letters_in_a_row(self) -> None:
        root = parse("<body><p>one</p><p>" + "a" * 10_100_000 + "</p><p>two</p>")
        assert [len("".join(element.itertext())) for element in root.iter("p")] == [3, 10_100_000, 3]

    def test_ten_million_letters_in_an_attribute(self) -> None:
        assert paragraphs("<body><p>one</p><img src='data:" + "a" * 10_100_000 + "'><p>two</p>") == ["one", "two"]

    def test_attributes_by_the_ten_thousand(self) -> None:
        many = " ".join(f"data-a{number}='{number}'" for number in range(50_000))
        start = time.perf_counter()
        root = parse(f"<p class='x'>one</p>\n<p {many}>two</p>\n<p class='y'>three</p>")
        assert [(element.text, element.sourceline) for element in root.iter("p")] == [("one", 1), ("two", 2), ("three", 3)]
        assert [element.get("class") for element in root.iter("p")] == ["x", None, "y"]
        assert time.perf_counter() - start < SECONDS

    def test_one_long_attribute_stays(self) -> None:
        source = "data:image/png;base64," + "A" * 200_000
        assert parse(f"<p>one</p><img alt='x' src='{source}'>").find(".//img").get("src") == source


class TestKindsOfMarkup:
    def test_xhtml_with_namespaces(self) -> None:
        text = (
            '<?xml version="1.0" encoding="windows-1251"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">'
            '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ru"><head><meta charset="koi8-r"/><title>Да</title></head>'
            "<body><p>Привет,<br/>мир</p><div/><p>два</p></body></html>"
        )
        assert paragraphs(text) == ["Привет,мир", "два"]
        assert parse(text).find("head/title").text == "Да"

    def test_drawings_and_formulas(self) -> None:
        root = parse("<p>one <svg viewBox='0 0 9 9'><title>icon</title><path d='M0'/></svg> two <math><mi>x</mi></math></p>")
        assert shown(root) == "one two x"

    def test_noscript_holds_elements(self) -> None:
        root = parse("<head><noscript><img src=a></noscript></head><body><noscript><p><img src=b></p></noscript>")
        assert [element.get("src") for element in root.iter("img")] == ["a", "b"]

    def test_a_template_is_not_on_the_page(self) -> None:
        assert shown(parse("<p>one</p> two <template><p>no</p></template> three")) == "one two three"
        assert shown(parse("<div><template>no</template>one</div>")) == "one"

    @pytest.mark.parametrize("attribute", ["shadowrootmode='open'", "shadowrootmode=closed", "shadowroot=open"])
    def test_a_shadow_root_is(self, attribute: str) -> None:
        text = f"<x-card><template {attribute}><p>one</p><template><p>no</p></template></template><p>two</p></x-card>"
        assert paragraphs(text) == ["one", "two"]

    def test_conditional_comments(self) -> None:
        text = "<!--[if IE]><p>no</p><![endif]--><![if !IE]><p>one</p><![endif]><!--[if !IE]><!--><p>two</p><!--<![endif]-->"
        assert paragraphs(text) == ["one", "two"]

    def test_what_stands_in_for_a_frame_is_not_on_the_page(self) -> None:
        assert shown(parse("<p>one</p><iframe src=x><p>no</p></iframe> two")) == "one two"

    def test_source_order_and_lines(self) -> None:
        root = parse("<html>\n<body>\n<h1>a</h1>\n<div>\n<p>b</p>c</div>\n\n<p\nclass=x>d</p>\n</body></html>\n<p>e</p>")
        assert [(e.tag, e.sourceline) for e in root.find("body").iter()][1:] == [
            ("h1", 3),
            ("div", 4),
            ("p", 5),
            ("p", 8),
            ("p", 10),
        ]

    def test_comments_and_instructions_are_gone(self) -> None:
        root = parse("<p>a<!-- b -->c<?php echo 1 ?>d</p>")
        assert all(isinstance(element.tag, str) for element in root.iter())
        assert root.find(".//p").text == "acd"


def test_characters_that_no_tree_may_hold_are_gone() -> None:
    text = "<p title='a\x01b'>a\x00b\x01c\x0bd\fe\x1ff\ufffeg&#1;h&#x1F;i&#11;j&#xFFFE;k&#65535;l&#10;m&#12345;n&#x10;</p>"
    paragraph = parse(text).find(".//p")
    paragraph.text = paragraph.text
    paragraph.set("title", paragraph.get("title"))
    assert paragraph.text == "abcd ef\ufffdghijkl\nm〹n"
    assert paragraph.get("title") == "ab"


HOSTILE = {
    "less-than signs": "<" * 500_000,
    "begun tags": "<a" * 300_000,
    "begun tags with blanks": "<a " * 200_000,
    "begun comments": "<!--" * 200_000,
    "ampersands": "&a" * 300_000,
    "references": "<div>" * 300 + "&#" + "9" * 6_000 + ";",
    "end tags": "<div>" * 300 + "</span>" * 100_000,
    "CDATA": "<p><![CDATA[" * 100_000,
    "declarations": "<!doctype " * 50_000,
    "quotes": "<a b='" * 100_000 + '<a "' * 100_000,
    "scripts": "<script>" * 100_000,
    "titles": "<div>" * 300 + "<title>" * 50_000,
    "instructions": "<?" * 200_000,
    "ends of the page": "</html>" * 100_000 + "</body" * 100_000,
    "tables": "<table><tr><td>" * 20_000,
    "lists": "<ul><li>" * 30_000,
    "options": "<select><option>" * 30_000,
    "templates": "<template>" * 30_000,
    "shadow roots": "<template shadowrootmode=open>" * 30_000,
    "bold": "<b>x" * 100_000,
    "everything": '<div><!--<p a="<script><![CDATA[</body>' * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_page_takes_time_without_measure(text: str) -> None:
    start = time.perf_counter()
    root = parse(text)
    assert root.find("body") is not None
    assert time.perf_counter() - start < SECONDS


def test_what_beautiful_soup_refuses_comes_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescue, "_MOST_TAGS", 100)
    root = parse("<div>" * 300 + "<p>one <b>two</b></p><p>3 < 4</p><script>no()</script><!-- no -->")
    assert ["".join(element.itertext()) for element in root.iter("p")] == ["one two", "3 < 4"]


PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<div class=a>",
            "</div>",
            "<b>",
            "</b>",
            "<table>",
            "<tr>",
            "<td>",
            "<ul><li>",
            "<select><option>",
            "word ",
        ),
        *(
            "<script>",
            "</script>",
            "<style>",
            "<title>",
            "<textarea>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?xml ",
            "?>",
            "<!DOCTYPE ",
        ),
        *(
            "<html>",
            "<head>",
            "<body>",
            "</body>",
            "</html>",
            "<frameset>",
            "<noframes>",
            "<plaintext>",
            "<template>",
            "<iframe>",
        ),
        *(
            '<a href="',
            "<a b='",
            '"',
            "'",
            "<",
            ">",
            "&",
            "&#1;",
            "&#x110000;",
            "\x00",
            "\f",
            "\ufffe",
            "ж",
            "<svg>",
            "<math>",
            "</",
        ),
        *(
            "<template shadowrootmode=open>",
            "</template>",
            "<div>" * 260,
            "<br/>",
            "<p/>",
            "<noscript>",
            "<xmp>",
            "<x:y z:w=1>",
        ),
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_markup_gives_a_tree_that_can_be_copied(text: str) -> None:
    root = parse(text)
    assert root.tag == "html"
    assert root.find("body") is not None
    clone = copy.deepcopy(root)
    for element in clone.iter():
        element.text, element.tail = element.text, element.tail
    assert etree.tostring(clone)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_page_or_our_own_error(data: bytes) -> None:
    try:
        text = decode(Source(data))
    except UnsupportedInput:
        return
    assert parse(text).find("body") is not None


@given(st.lists(PIECES, max_size=25).map("".join))
def test_rescue_reads_any_markup(text: str) -> None:
    assert isinstance(rescue.flatten(text.encode("utf-8", "replace")), bytes)
    assert isinstance(rescue.only_text(text.encode("utf-8", "replace")), bytes)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("colspan=1000 rowspan=1000", ("99", "9")),
        ("colspan=12 rowspan=3", ("12", "3")),
        ("colspan=1 rowspan=65534", ("1", "99")),
        ("colspan=99999999999", ("99", None)),
        ("", (None, None)),
    ],
)
def test_a_cell_is_not_a_thousand_wide_and_high(given: str, kept: tuple[str | None, str | None]) -> None:
    cell = next(parse(f"<table><tr><td {given}>Pier</td></tr></table>").iter("td"))
    assert (cell.get("colspan"), cell.get("rowspan")) == kept


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("Warning: x in /a.php on line 3<br>\n<!doctype html><HTML lang='de' class=x><p>y", {"lang": "de", "class": "x"}),
        ("<p>hi</p><html lang=fr>", {"lang": "fr"}),
        ("<html lang=en><p>about &lt;html lang=de&gt;</p><html lang=it>", {"lang": "en"}),
        ("<p>hi</p><html>", {}),
    ],
)
def test_what_a_late_root_says_is_said_of_the_page(html: str, said: dict[str, str]) -> None:
    assert dict(parse(html).attrib) == said
