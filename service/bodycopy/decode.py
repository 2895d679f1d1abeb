"""Bytes to text: which encoding a page is in, whatever it says of itself.

Nearly all pages are valid UTF-8, and nothing else passes for it but by accident, so that is tried first. The rest is
believed in the order of the HTML standard (byte order mark, transport, `<meta>`), but only as long as the text that comes
out looks like text; a claim that yields mojibake gives way to the next one, at last to detection. Labels mean what
browsers take them for: a page that says gb2312 is gb18030, iso-8859-1 is windows-1252.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4.dammit import EncodingDetector

from bodycopy.binary import refuse_garbage, refuse_known
from bodycopy.charsets import codec, standard_name
from bodycopy.model import Source, SourceType

# What browsers, too, read a page in that says nothing.
_DEFAULT = "windows-1252"
# The two differ in eight characters, and the detector takes one for the other.
_DETECTED_AS = {"iso-8859-15": "windows-1252"}
_MULTIBYTE = frozenset({"gbk", "gb18030", "big5", "euc-kr", "euc-jp", "shift_jis"})

# A declaration further down is no longer one; browsers look at the first 1,024 bytes, but pages put more before it.
_DECLARATION_WITHIN = 65536
_DECLARATIONS = re.compile(rb"\A\s*<\?xml[^<>]*>|<!--.*?(?:-->|\Z)|<meta\b[^<>]*>", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(rb"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1|\Z)|<[^<>]*>", re.IGNORECASE | re.DOTALL)
_WEIGH_WITHIN = 200_000
# Neither is the second byte of a character in any encoding of the web.
_STRETCHES = re.compile(rb"[\n<]")
_DETECT_WITHIN = 1_000_000
_DETECT_SAMPLE = 8192
# On fewer bytes beyond ASCII than this, detection is a guess and any claim is better.
_DETECT_LEAST = 12
_BEYOND = bytes(range(0x80, 0x100))

_WIDE_SAMPLE = 4096
_WIDE_SHARE = 0.05
_WIDE_OTHER = 0.1

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# What Asian characters begin with in UTF-8, and dashes and quotes, of which one is in nearly every page: these first.
_ASIAN_STARTS = (b"\xe2", *(bytes([start]) for start in range(0xE0, 0xF0)))
_WORDS = re.compile(r"(?:[^\x00-\x7f]++[A-Za-z]?)++")
# What wrong encodings leave behind, with the weight of a character of it.
_SIGNS = (
    # Bytes without meaning, characters for private use, half-width katakana in a row.
    (re.compile("[\ufffd\ue000-\uf8ff]|[\uff61-\uff9f]{2,}"), 1.0),
    # The control characters that are letters in the Windows encodings of Europe.
    (re.compile("[\x81\x8a\x8c-\x90\x9a\x9c-\x9f]"), 3.0),
    # Words of nothing but accents and signs: no language of Latin script has four in a row.
    (re.compile("[À-ɏ‚„†‡ˆ‰][¡-ɏ‚-™]{3,}"), 1.0),
    # A capital inside a word.
    (re.compile("[a-zß-öø-ÿа-яёα-ω][À-ÖØ-ÞА-ЯЁΑ-Ω]"), 1.5),
    # Latin letters run together with those of another script, or with a sign between.
    (re.compile("[A-Za-z][Ͱ-ӿ؀-ۿ]|[Ͱ-ӿ؀-ۿ][A-Za-z]|[a-z][㐀-鿿¡-©«-±´-¶¸»-¿×÷][a-z]"), 1.0),
)
# Right texts stay below 0.05, wrong ones come out over 0.3 (tests/test_decode.py tries all pairs that matter).
_TRUST = 0.15
# Quotes and dashes of Windows, pasted into a page of ISO 8859, are read as Windows means them.
_C1 = re.compile(r"[\x80-\x9f]")
_C1_MEANT = {code: bytes([code]).decode("windows-1252", "ignore") for code in range(0x80, 0xA0)}


def decode(source: Source) -> str:
    """Text of a page, without byte order mark; bytes that mean nothing come out as U+FFFD.

    Raises UnsupportedInput, naming what it is, for content that is neither HTML nor text.
    """
    content = source.content
    if isinstance(content, str):
        return _mend_surrogates(content)
    data, mark = EncodingDetector.strip_byte_order_mark(content)
    if mark and mark != "utf-8":
        return data.decode(mark, "replace")
    refuse_known(data)
    wide = _wide(data, source.charset)
    if wide:
        return data.decode(wide, "replace")
    refuse_garbage(data)
    return _seven_bit(data, source.charset) or _utf_8(data, source) or _weigh(data, source)


def _mend_surrogates(text: str) -> str:
    """A string of the caller: halves of a surrogate pair are joined, single ones replaced."""
    text = text.removeprefix("\ufeff")
    refuse_known(text[:_WIDE_SAMPLE].encode("utf-8", "replace"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _wide(data: bytes, charset: str | None) -> str | None:
    """UTF-16 without its mark: every other byte of its markup, spaces and line ends is zero."""
    sample = data[:_WIDE_SAMPLE]
    if b"\x00" not in sample:
        return None
    pairs = max(len(sample) // 2, 1)
    big, little = sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs
    least = 0 if standard_name(charset) in {"utf-16le", "utf-16be"} else _WIDE_SHARE
    if max(big, little) <= least or min(big, little) > _WIDE_OTHER * max(big, little):
        return None
    return "utf-16-le" if little > big else "utf-16-be"


def _seven_bit(data: bytes, charset: str | None) -> str | None:
    """Text in one of the encodings that hide behind ASCII, else None."""
    if not data.isascii():
        return None
    codec = "iso2022_jp_ext" if b"\x1b$" in data else "hz" if (charset or "").lower() == "hz-gb-2312" else None
    try:
        return data.decode(codec or "ascii")
    except UnicodeDecodeError:
        return None


def _utf_8(data: bytes, source: Source) -> str | None:
    """Text of valid UTF-8, else None.

    Some words of two bytes a character in an East Asian encoding are valid UTF-8 by accident; they read as letters of
    Latin, Greek or Cyrillic then, so that a claim of such an encoding is heard where no Asian character comes out.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if text.isascii() or any(start in data for start in _ASIAN_STARTS):
        return text
    for name in _claims(data, source):
        if name in _MULTIBYTE:
            try:
                return data.decode(codec(name))
            except UnicodeDecodeError:
                continue
    return text


def _weigh(data: bytes, source: Source) -> str:
    """Text in the first encoding whose text looks right, else in the one that looks least wrong."""
    evidence = _evidence(data)
    best, least = _DEFAULT, float("inf")
    for name in _candidates(data, source):
        oddity = _oddity(evidence.decode(codec(name), "replace"))
        if oddity < least:
            best, least = name, oddity
        if oddity < _TRUST:
            break
    text = data.decode(codec(best), "replace")
    return text.translate(_C1_MEANT) if _C1.search(text) else text


def _evidence(data: bytes) -> bytes:
    """What of a page is weighed: of a long one the stretches beyond ASCII between tags, up to a length."""
    if len(data) <= _WEIGH_WITHIN:
        return data
    return b"\n".join([stretch for stretch in _STRETCHES.split(data) if not stretch.isascii()])[:_WEIGH_WITHIN]


def _candidates(data: bytes, source: Source) -> Iterator[str]:
    """Encodings in the order in which they deserve to be believed."""
    yield "utf-8"
    claims = [name for name in _claims(data, source) if name != "utf-8"]
    # Latin-1 is what people say who have not thought about it; detection knows better where it has something to go by.
    yield from (name for name in claims if name != _DEFAULT)
    detected, evidence = _detected(data)
    if evidence >= _DETECT_LEAST or not claims:
        yield from detected
    yield _DEFAULT
    yield from detected


def _claims(data: bytes, source: Source) -> Iterator[str]:
    """Standard names of the encodings that the transport and the page itself claim.

    The transport comes first, but for Latin-1: that is what servers say by default, and what HTTP clients put in where
    the server said nothing.
    """
    labels = [source.charset]
    if source.type is SourceType.HTML:
        head = data[:_DECLARATION_WITHIN]
        declarations = (found.group() for found in _DECLARATIONS.finditer(head))
        lines = b"\n".join(line for line in declarations if not line.startswith(b"<!--"))
        labels.append(EncodingDetector.find_declared_encoding(lines, is_html=True, search_entire_document=True))
    if standard_name(source.charset) == _DEFAULT:
        labels.reverse()
    for label in labels:
        name = standard_name(label)
        # A claim of UTF-16 was heard where there were zero bytes; in a page that could be read thus far it is false.
        if name and name not in {"utf-16le", "utf-16be"}:
            yield name


def _detected(data: bytes) -> tuple[list[str], int]:
    """What Beautiful Soup's detector makes of the lines of text that are not ASCII, and on how many bytes that rests."""
    lines = _MARKUP.sub(b"\n", data[:_DETECT_WITHIN]).split(b"\n")
    sample = b"\n".join(line.strip() for line in lines if not line.isascii())[:_DETECT_SAMPLE]
    names = map(standard_name, EncodingDetector(sample or data[:_DETECT_SAMPLE], is_html=False).encodings)
    return [_DETECTED_AS.get(name, name) for name in names if name], len(sample) - len(sample.translate(None, _BEYOND))


def _oddity(text: str) -> float:
    """How much of the text beyond ASCII looks like the work of a wrong encoding: 0 for none, 1 and more for all."""
    words = "\n".join([text[max(word.start() - 1, 0) : word.end()] for word in _WORDS.finditer(text)])
    if not words:
        return 0.0
    beyond = len(_BEYOND_ASCII.findall(words))
    return sum(weight * sum(map(len, sign.findall(words))) for sign, weight in _SIGNS) / beyond
