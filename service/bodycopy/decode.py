"""Bytes to text."""

from __future__ import annotations

from bs4.dammit import EncodingDetector

from bodycopy.model import Source


def decode(source: Source) -> str:
    """Decode a page as its byte order mark, its transport or itself says."""
    if isinstance(source.content, str):
        return source.content.encode("utf-8", "replace").decode("utf-8")
    data, bom = EncodingDetector.strip_byte_order_mark(source.content)
    if bom:
        return data.decode(bom, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for claim in (source.charset, EncodingDetector.find_declared_encoding(data, is_html=True, search_entire_document=False)):
        try:
            if claim:
                return data.decode(claim, "replace")
        except LookupError:
            continue
    return data.decode("windows-1252", "replace")
