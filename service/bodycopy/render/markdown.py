"""The article as Markdown (CommonMark with tables), made from the sanitised HTML by markdownify.

Many who render Markdown let raw HTML through, so what is text on the page must stay text here: `<`, entities, brackets and
backticks are escaped, addresses are percent-encoded where they could end a link early, and a code sample's fence is longer
than any in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import quote

from bs4 import Tag
from markdownify import MarkdownConverter

from bodycopy.model import Document, Label
from bodycopy.render.html import article_html
from bodycopy.render.plain_markdown import fence, plain_markdown
from bodycopy.render.sanitise import LANGUAGE_CLASS

# The largest article of the development pages has 1,500 elements. Reading the markup for
# markdownify takes as long for this many entities as for an element.
MOST_ELEMENTS = 2_500
ENTITIES_AN_ELEMENT = 20

_BACKTICKS = re.compile("`+")
_ENTITY = re.compile(r"&(?=#|\w+;)")
_BRACKET = re.compile(r"[\[\]]")
_TAG_START = re.compile(r"<(?=[A-Za-z/!?]|$)")
# What would make a link, an image or a footnote of two bracketed stretches; the second may be in the next text node.
_LINKING_BRACKET = re.compile(r"\](?=[(\[:]|$)")
# What makes something else of a line when it stands at its start.
_LINE_START = re.compile(r"^(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|[-=]+$)")
_NUMBERED_LINE = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")

_KEPT_IN_ADDRESS = "%/:?#@!$&'*+,;=~-._[]"


def article_markdown(document: Document, keep: Collection[Label] = frozenset()) -> str:
    """The body, and the blocks of the labels in `keep`, as Markdown; without inline markup where there is very much of it."""
    converter = _Converter(
        autolinks=False,
        bullets="-",
        heading_style="ATX",
        keep_inline_images_in=["td", "th"],
        sub_symbol="<sub>",
        sup_symbol="<sup>",
        table_infer_header=True,
        wrap=True,
        wrap_width=None,
    )
    markup = article_html(document, keep)
    if markup.count("</") + markup.count("&") / ENTITIES_AN_ELEMENT > MOST_ELEMENTS:
        return plain_markdown(document, keep, lambda text: converter.escape(text, set()))
    return str(converter.convert(markup)).strip("\n")


class _Converter(MarkdownConverter):
    """markdownify, with the escaping that untrusted text needs. (Its type stub leaves out the methods it is built on.)"""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        text = _BACKTICKS.sub(lambda ticks: r"\`" * len(ticks[0]), text.replace("\\", r"\\"))
        text = _TAG_START.sub("&lt;", _ENTITY.sub("&amp;", text)).replace("~~", r"\~\~")
        text = _BRACKET.sub(r"\\\g<0>", text) if "a" in parent_tags else _LINKING_BRACKET.sub(r"\\]", text)
        text = _NUMBERED_LINE.sub(r"\1\\\2", _LINE_START.sub(r"\\\1", text))
        return str(super().escape(text, parent_tags))  # type: ignore[misc]

    def process_text(self, el: Any, parent_tags: set[str] | None = None) -> str:
        text = str(super().process_text(el, parent_tags))  # type: ignore[misc]
        before_link = isinstance(el.next_sibling, Tag) and el.next_sibling.name == "a"
        return f"{text[:-1]}\\!" if before_link and text.endswith("!") else text

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        _encode(el, "href")
        return str(super().convert_a(el, text, parent_tags))  # type: ignore[misc]

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        alt = self.escape(str(el.get("alt") or ""), parent_tags)
        if not el.get("src"):
            return alt
        _encode(el, "src")
        el["alt"] = alt
        return str(super().convert_img(el, text, parent_tags))  # type: ignore[misc]

    def convert_figure(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        parts = (part.strip() for part in text.split("\n\n"))
        return "\n\n" + "\n\n".join(part for part in parts if part) + "\n\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{fence(text, _language(el))}\n\n"

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return str(super().convert_td(el, text.replace("|", r"\|"), parent_tags))  # type: ignore[misc]

    def convert_th(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return str(super().convert_th(el, text.replace("|", r"\|"), parent_tags))  # type: ignore[misc]


def _encode(el: Tag, attribute: str) -> None:
    """Percent-encode what could end an address early: blanks, brackets, quotes, controls."""
    value = el.get(attribute)
    if value:
        el[attribute] = quote(str(value).strip(), safe=_KEPT_IN_ADDRESS)


def _language(pre: Tag) -> str:
    code = pre.find("code")
    classes = code.get_attribute_list("class") if isinstance(code, Tag) else []
    return next((str(token).removeprefix(LANGUAGE_CLASS) for token in classes if token), "")
