"""Addresses as an address bar takes them: vectors of the URL standard, and what stands around it."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodycopy.options.address import LONGEST_ADDRESS, Address, NoAddress, read_address

WITH_A_SCHEME = {
    # nothing to do
    "http://example.com/": "http://example.com/",
    "https://example.com/a/b.html?c=d&e#f": "https://example.com/a/b.html?c=d&e#f",
    "https://example.com/%C3%A4": "https://example.com/%C3%A4",
    # case, default ports, the empty path
    "HTTPS://EXAMPLE.Com": "https://example.com/",
    "http://example.com:80/a": "http://example.com/a",
    "https://example.com:443/a": "https://example.com/a",
    "https://example.com:80/a": "https://example.com:80/a",
    "http://example.com:/a": "http://example.com/a",
    "http://example.com:0/": "http://example.com:0/",
    "http://example.com:00008080/": "http://example.com:8080/",
    "http://example.com:65535/": "http://example.com:65535/",
    "http://example.com?a": "http://example.com/?a",
    "http://example.com#a": "http://example.com/#a",
    # blanks around and inside
    " https://example.com/a ": "https://example.com/a",
    "\x00\x1f https://example.com/a\x00": "https://example.com/a",
    "\ufeffhttps://example.com/a\u00a0\u3000": "https://example.com/a",
    "https://example.com/a b": "https://example.com/a%20b",
    "https://example.com/a?b c#d e": "https://example.com/a?b%20c#d%20e",
    "https://exa\nmple.com/a\r\n\tb": "https://example.com/ab",
    "ht\ttps://example.com/": "https://example.com/",
    # characters that stand, and those that do not
    "https://example.com/a|b[c]": "https://example.com/a|b[c]",
    'https://example.com/{a}^`<">': "https://example.com/%7Ba%7D%5E%60%3C%22%3E",
    "https://example.com/?a|b[c]{d}^`'<\">": "https://example.com/?a|b[c]{d}^`%27%3C%22%3E",
    "https://example.com/#a|b[c]{d}^'`<\">": "https://example.com/#a|b[c]{d}^'%60%3C%22%3E",
    "https://example.com/ä?ö#ü": "https://example.com/%C3%A4?%C3%B6#%C3%BC",
    "https://example.com/日本": "https://example.com/%E6%97%A5%E6%9C%AC",
    "https://example.com/\U0001f600": "https://example.com/%F0%9F%98%80",
    "https://example.com/a\x00b": "https://example.com/a%00b",
    "https://example.com/a\x7fb\x9b": "https://example.com/a%7Fb%C2%9B",
    "https://example.com/\x1b[31m": "https://example.com/%1B[31m",
    "https://example.com/\u202eb": "https://example.com/%E2%80%AEb",
    # percent signs are left alone
    "https://example.com/%": "https://example.com/%",
    "https://example.com/%zz%4": "https://example.com/%zz%4",
    "https://example.com/%61%2f": "https://example.com/%61%2f",
    "https://example.com/100%25": "https://example.com/100%25",
    # dots in the path
    "https://example.com/a/./b/../c": "https://example.com/a/c",
    "https://example.com/../../a": "https://example.com/a",
    "https://example.com/a/%2e%2E/b": "https://example.com/b",
    "https://example.com/a//b": "https://example.com/a//b",
    "https://example.com/a/..": "https://example.com/",
    # slashes of any number and leaning
    "https:example.com/a": "https://example.com/a",
    "https:/example.com/a": "https://example.com/a",
    "https:////example.com/a": "https://example.com/a",
    "https:\\\\example.com\\a\\b": "https://example.com/a/b",
    "https://example.com/a?b\\c#d\\e": "https://example.com/a?b\\c#d\\e",
    # user and password
    "https://user@example.com/": "https://user@example.com/",
    "https://user:pass@example.com/": "https://user:pass@example.com/",
    "https://user:@example.com/": "https://user@example.com/",
    "https://a@b@example.com/": "https://a%40b@example.com/",
    "https://us er@example.com/": "https://us%20er@example.com/",
    # hosts
    "https://localhost/": "https://localhost/",
    "https://intranet/a": "https://intranet/a",
    "https://example.com./": "https://example.com./",
    "https://a_b.example.com/": "https://a_b.example.com/",
    "https://ex%61mple.com/": "https://example.com/",
    "https://münchen.de/": "https://xn--mnchen-3ya.de/",
    "https://MÜNCHEN.de/": "https://xn--mnchen-3ya.de/",
    "https://XN--8i7caa.example.com/": "https://xn--8i7caa.example.com/",
    "https://xn--/": "https://xn--/",
    "https://xn--mnchen-3ya.de/": "https://xn--mnchen-3ya.de/",
    "https://faß.de/": "https://xn--fa-hia.de/",
    "https://пример.рф/а": "https://xn--e1afmkfd.xn--p1ai/%D0%B0",
    "https://例え。jp/": "https://xn--r8jz45g.jp/",
    "https://ｅｘａｍｐｌｅ.com/": "https://example.com/",
    "https://exa\u00admple.com/": "https://example.com/",
    "https://STRAẞE.de/": "https://xn--strae-oqa.de/",
    "https://☃.net/": "https://xn--n3h.net/",
    # numbers as hosts
    "http://192.168.0.1/": "http://192.168.0.1/",
    "http://192.168.257/": "http://192.168.1.1/",
    "http://0x7f.1/": "http://127.0.0.1/",
    "http://0300.168.0.0xF0/": "http://192.168.0.240/",
    "http://4294967295/": "http://255.255.255.255/",
    "http://1.2.3.4./": "http://1.2.3.4/",
    "http://[::1]/": "http://[::1]/",
    "http://[2001:DB8:0:0:0:0:0:1]:8080/a": "http://[2001:db8::1]:8080/a",
    "http://[::ffff:192.0.2.1]/": "http://[::ffff:c000:201]/",
    # halves of surrogate pairs
    "https://example.com/\ud83d\ude00": "https://example.com/%F0%9F%98%80",
    "https://example.com/\ud800": "https://example.com/%EF%BF%BD",
    "https://example.com/?\udc00a": "https://example.com/?%EF%BF%BDa",
    # odd, but so it is read everywhere
    "https://https://example.com/": "https://https//example.com/",
}

WITHOUT_A_SCHEME = {
    "example.com": "https://example.com/",
    "example.com/a": "https://example.com/a",
    "EXAMPLE.com?a=b": "https://example.com/?a=b",
    "example.com#a": "https://example.com/#a",
    " example.com/a b ": "https://example.com/a%20b",
    "//example.com/a": "https://example.com/a",
    "\\\\example.com\\a": "https://example.com/a",
    "www.example.com:8080/x": "https://www.example.com:8080/x",
    "example.com:443": "https://example.com/",
    "example.com:80?a": "https://example.com:80/?a",
    "localhost": "https://localhost/",
    "localhost:8000/x": "https://localhost:8000/x",
    "LOCALHOST:8000": "https://localhost:8000/",
    "192.168.0.1/a": "https://192.168.0.1/a",
    "192.168.0.1:8080": "https://192.168.0.1:8080/",
    "[::1]:8080/a": "https://[::1]:8080/a",
    "münchen.de/ä": "https://xn--mnchen-3ya.de/%C3%A4",
    "пример.рф": "https://xn--e1afmkfd.xn--p1ai/",
    "例え。jp/": "https://xn--r8jz45g.jp/",
    "example.com/mail@example.com": "https://example.com/mail@example.com",
    "example.com/https://example.org/": "https://example.com/https://example.org/",
    "//user:pass@example.com/": "https://user:pass@example.com/",
    "example.com./a": "https://example.com./a",
}

NO_ADDRESS = [
    # nothing
    "", " ", "\n", "\x00", "\ufeff", "#a", "?a", "/", "//", "///", ":", "://", "@",
    # other schemes
    "ftp://example.com/", "file:///etc/passwd", "file:c:\\a", "javascript:alert(1)", "JavaScript://example.com/%0aalert(1)",
    "java\nscript:alert(1)", "data:text/html,<p>a", "mailto:ada@example.com", "tel:911", "sms:911", "about:blank",
    "blob:https://example.com/a", "view-source:https://example.com/", "ws://example.com/", "htp://example.com/",
    "C:\\page.html", "c:/page.html", "a:b", "example.com:port/", "user:pass@example.com/",
    # what the standard refuses
    "http://", "https:", "https:///", "https://?a", "https://#a", "https://:80/", "https://user@/", "https://user@:80/",
    "http://example.com:port/", "http://example.com:65536/", "http://example.com:-1/", "http://exa mple.com/",
    "http://exa%20mple.com/", "http://exa%00mple.com/", "http://a<b/", "http://a>b/", "http://a^b/", "http://a|b/", "http://a%/",
    "http://[::1", "http://::1/", "http://[::1::]/", "http://[1::2%25eth0]/", "http://[www.example.com]/", "http://1.2.3.4.5/",
    "http://256.1.1.1/", "http://4294967296/", "http://1.2.3.08/", "http://\u00ad/", "http://\ufffd/", "http://a\ud800/",
    "http://％００.com/", "//example.com:65536/", "example.com:99999/",
    # words, sentences, paths, files, mail
    "a", "page", "a b", "hello world.com", "a, b. c", "/a", "/a/b.html", "a/b.html", "./a.html", "../a.html", "..", ".", ".com",
    "a..b", "index.html", "article.php?id=1", "photo.JPG", "report.pdf#page=2", "ada@example.com", "ada@example.com/a",
    "\\\\server\\share", "//server/share", "///example.com/", "/example.com/a", "3.14", "1", "1.2.3", "0x7f.1", "None", "null",
    "{url}", "<https://example.com/>", '"https://example.com/"', "https//example.com/", "url=https://example.com/",
]  # fmt: skip


@pytest.mark.parametrize(("written", "href"), WITH_A_SCHEME.items())
def test_an_address_is_read_by_the_url_standard(written: str, href: str) -> None:
    assert read_address(written) == Address(href)


@pytest.mark.parametrize(("written", "href"), WITHOUT_A_SCHEME.items())
def test_without_a_scheme_it_is_https(written: str, href: str) -> None:
    assert read_address(written) == Address(href, completed=True)


@pytest.mark.parametrize("written", NO_ADDRESS)
def test_anything_else_is_no_web_address(written: str) -> None:
    with pytest.raises(NoAddress):
        read_address(written)


def test_there_are_enough_vectors() -> None:
    assert len(WITH_A_SCHEME) + len(WITHOUT_A_SCHEME) + len(NO_ADDRESS) > 180


def test_as_long_as_may_be_and_longer() -> None:
    head = "https://example.com/"
    longest = head + "a" * (LONGEST_ADDRESS - len(head))
    assert read_address(longest).href == longest
    for written in (f"{longest}a", f"{longest[:-1]}ä", "https://example.com/" + "a" * 100_000, "a" * 100_000):
        with pytest.raises(NoAddress, match="too long"):
            read_address(written)


def test_what_normalisation_takes_out_does_not_count() -> None:
    assert read_address("https://example.com/" + "\t" * 2 * LONGEST_ADDRESS + "a").href == "https://example.com/a"
    assert read_address(" " * 100_000 + "https://example.com/a").href == "https://example.com/a"


HARD = {
    "a host of many characters": "https://" + "".join(map(chr, range(0x4E00, 0x9E00))) + "/",
    "the same without a scheme": "".join(map(chr, range(0x4E00, 0x9E00))) + ".com",
    "the same with a port": "".join(map(chr, range(0x4E00, 0x9E00))) + ".com:80",
    "dots": "." * 30_000 + ":80",
    "dots between": "a." * 15_000 + ":80",
    "at signs": "https://" + "@" * 30_000,
    "slashes": "/" * 30_000,
    "way up": "https://example.com/" + "../" * 10_000,
    "brackets": "[" * 30_000,
    "blanks": " " * 1_000_000,
    "halves": "\ud800" * 30_000,
    "a page": "<p>A sentence.</p>" * 50_000,
}


@pytest.mark.parametrize("written", HARD.values(), ids=HARD.keys())
def test_no_string_takes_long(written: str) -> None:
    started = time.process_time()
    with suppress(NoAddress):
        assert len(read_address(written).href) <= LONGEST_ADDRESS
    assert time.process_time() - started < 0.25


PIECES = st.lists(
    st.sampled_from(
        [*" \t\n\r\\/:@?#[]%.&=|{}<>^`'\"-_+~\x00\x1b\x7f\x9b\u00ad\u200b\u202e\ud800\udc00。ａßü日", "http:", "https://", "HTTPS:",
         "//", "example", ".com", ".рф", "xn--", "xn--mnchen-3ya", "%2e", "%00", "%C3", "localhost", ":80", ":443", "1.2.3.4", "0x",
         "[::1]", "user:pass@", "..", "javascript:", "file:", ".html"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(st.one_of(st.text(st.characters()), PIECES, PIECES.map("https://{}".format), PIECES.map("example.com{}".format)))
def test_any_string_is_an_address_in_its_normal_form_or_none(written: str) -> None:
    try:
        address = read_address(written)
    except NoAddress:
        return
    assert address.href.startswith(("http://", "https://"))
    assert address.href.isascii()
    assert address.href.isprintable()
    assert " " not in address.href
    assert len(address.href) <= LONGEST_ADDRESS
    assert read_address(address.href) == Address(address.href)
