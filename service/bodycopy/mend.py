"""Mending the source of a page before it is parsed: what nobody closed is closed, what hides the rest is taken away.

All of it works on UTF-8 bytes, in one pass each, and keeps line numbers: nothing that is taken away holds a line end,
and nothing that is put in.
"""

from __future__ import annotations

import re

# Characters that no XML document may hold; a tree with one of them breaks whoever copies its text. A form feed is space.
_FORBIDDEN = bytes(set(range(32)) - set(b"\t\n\f\r"))
_FORM_FEED = bytes.maketrans(b"\f", b" ")
_NONCHARACTERS = ("\ufffe", "\uffff")
# `re` goes from one single sign to the next; two at once it looks for at each byte.
_FORBIDDEN_REFERENCE = re.compile(
    rb"&(?=#)#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])|x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]));?",
    re.IGNORECASE,
)

# In a page served as XML an element may hold its text as CDATA; read as HTML it would be a comment. Scripts hide theirs
# behind their own comment signs, which libxml2 leaves alone.
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_BEFORE_CDATA = re.compile(rb"<(?!script|style)[a-z/][^<>]*>\s*\Z", re.IGNORECASE)
_LOOK_BACK = 300

_END = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)

# libxml2's time for an element grows with the square of its attributes: 0.14 s for 10,000, 14 s for 100,000. An element
# with that many says nothing by them.
_TAG_WINDOW = 32_768
_TAG_NAME = re.compile(rb"<[a-z][^\s<>/]*", re.IGNORECASE)
_MANY_ATTRIBUTES = 4096

_RAW = (b"script", b"style", b"title", b"textarea", b"iframe", b"xmp", b"noembed", b"noframes")
# Where the text of an element that takes no markup must have ended, if its end tag is nowhere.
_MARKUP_NAMES = (
    rb"a|article|aside|b|body|br|div|footer|form|h[1-6]|head|header|html|i|img|li|link|main|meta|nav|ol|p|script|section|span|strong|"
    rb"style|table|td|title|tr|ul"
)
_UNTIL_MARKUP = rb"(?:[^<]|<(?!/?(?:" + _MARKUP_NAMES + rb")[\s/>]))*+"
_UNFINISHED = re.compile(rb"<(?:[a-z/!?][^<>]*)?\Z", re.IGNORECASE)
_UNFINISHED_LONGEST = 2000

_PLAINTEXT = re.compile(rb"<plaintext\b", re.IGNORECASE)
_FRAMES = re.compile(rb"<(/?)(?:frameset|noframes)\b", re.IGNORECASE)


def clean(text: str) -> bytes:
    """The page as UTF-8, without the characters that no tree may hold and without CDATA marks around text."""
    for character in _NONCHARACTERS:
        text = text.replace(character, "\ufffd")
    data = text.encode("utf-8", "replace").translate(_FORM_FEED, _FORBIDDEN)
    data = _FORBIDDEN_REFERENCE.sub(b"", data)
    if b"<![CDATA[" in data:
        data = _CDATA.sub(_uncovered, data)
    return _fewer_attributes(data)


def continue_past_end(data: bytes) -> bytes:
    """The page without `</body>` and `</html>`.

    libxml2 drops all that follows `</html>`, browsers don't, and one page in forty has something there: comments, the
    rest of the article, a second document.
    """
    end = _END.search(data)
    return data[: end.start()] + _END.sub(b"", data[end.start() :]) if end else data


def close(data: bytes) -> bytes:
    """The page with the end put in of what nobody ended: comments, scripts, titles, text areas, a tag cut off."""
    data = _open_comments(data)
    data = _PLAINTEXT.sub(b"<pre", data)
    for name in _RAW:
        data = _open_element(data, name)
    cut = _UNFINISHED.search(data, data.rfind(b"<") if b"<" in data else 0)
    if cut is None:
        return data
    return data[: cut.start()] + (b"" if len(cut.group()) <= _UNFINISHED_LONGEST else b"&lt;" + cut.group()[1:])


def unframe(data: bytes) -> bytes:
    """A frameset with its parts as ordinary elements; what it shows without frames is all that it has to show."""
    return _FRAMES.sub(rb"<\1div", data)


def _open_comments(data: bytes) -> bytes:
    """Openings of comments behind the last end of one are taken away, so that what they swallowed is text again."""
    last_end = max(data.rfind(b"-->"), data.rfind(b"--!>"), 0)
    return data[:last_end] + data[last_end:].replace(b"<!--", b"")


def _open_element(data: bytes, name: bytes) -> bytes:
    """End tags for the elements of a name behind the last end tag of that name."""
    last_end = max(data.lower().rfind(b"</" + name), 0)
    opening = re.compile(rb"(<" + name + rb"\b[^<>]*>" + _UNTIL_MARKUP + rb")", re.IGNORECASE)
    return data[:last_end] + opening.sub(rb"\1</" + name + rb">", data[last_end:])


def _uncovered(cdata: re.Match[bytes]) -> bytes:
    before = cdata.string[max(cdata.start() - _LOOK_BACK, 0) : cdata.start()]
    return cdata.group(1) if _BEFORE_CDATA.search(before) else cdata.group()


def _fewer_attributes(data: bytes) -> bytes:
    """The page without the attributes of tags that have far too many."""
    kept, done = [], 0
    for start in range(0, len(data) - _TAG_WINDOW, _TAG_WINDOW):
        # A window without the end of a tag lies in a script or in a tag of its own size.
        if start < done or data.find(b">", start, start + _TAG_WINDOW) >= 0:
            continue
        end = data.find(b">", start)
        last = end if end >= 0 else len(data)
        name = _TAG_NAME.match(data, max(data.rfind(b"<", done, last), done))
        if name is None or len(data[name.end() : last].split(None, _MANY_ATTRIBUTES)) <= _MANY_ATTRIBUTES:
            continue
        if end < 0:
            # Nobody ends the tag: it is text (see `close`), and libxml2 need not try it as a tag before.
            kept += [data[done : name.start()], b"&lt;"]
            done = name.start() + 1
            break
        kept += [data[done : name.end()], b"\n" * data.count(b"\n", name.end(), end)]
        done = end
    return b"".join([*kept, data[done:]])
