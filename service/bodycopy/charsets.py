"""Names of encodings: labels mean what browsers take them for (https://encoding.spec.whatwg.org/#names-and-labels)."""

from __future__ import annotations

import webencodings

# The codec for a standard name, where Python has one that reads more of what pages hold than the codec of that name.
_CODECS = {
    "gbk": "gb18030",
    "euc-jp": "euc_jis_2004",
    "iso-2022-jp": "iso2022_jp_ext",
    "x-user-defined": "windows-1252",
}
# Labels that servers and the detector use, though the standard does not know them.
_LABELS = {
    "cp949": "euc-kr",
    "uhc": "euc-kr",
    "cp932": "shift_jis",
    "cp943": "shift_jis",
    "cp936": "gbk",
    "cp950": "big5",
    "cp874": "windows-874",
    "eucjp": "euc-jp",
    "euckr": "euc-kr",
    "macroman": "macintosh",
    "mac-roman": "macintosh",
    "utf8mb4": "utf-8",
    "utf-8n": "utf-8",
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
    "cp65001": "utf-8",
    "latin-1": "windows-1252",
    "ansi": "windows-1252",
}


def standard_name(label: str | None) -> str | None:
    """Standard name for a label, None for labels that no page may use."""
    encoding = _look_up(label)
    return encoding.name if encoding and encoding.name != "replacement" else None


def is_charset(label: str) -> bool:
    """Whether a label is one at all, be it of an encoding that browsers no longer read."""
    return _look_up(label) is not None


def codec(name: str) -> str:
    """Python's codec for a standard name."""
    encoding = webencodings.lookup(name)
    return _CODECS.get(name) or (encoding.codec_info.name if encoding else name)


def _look_up(label: str | None) -> webencodings.Encoding | None:
    plain = (label or "").strip(" \t\r\n\f'\";").lower()
    hyphened = plain.replace("_", "-")
    return webencodings.lookup(_LABELS.get(hyphened, plain)) or webencodings.lookup(hyphened)
