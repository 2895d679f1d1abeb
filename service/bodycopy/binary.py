"""What is no page at all: a PDF, an image, an archive. Told by its first bytes, or by its control characters."""

from __future__ import annotations

import re

from bodycopy.errors import UnsupportedInput

# Offset, bytes, name. A name ends in "document", "image" and the like, so that it reads well after "is a".
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n", "PNG image"),
    (0, b"\xff\xd8\xff", "JPEG image"),
    (0, b"GIF8", "GIF image"),
    (0, b"II*\x00", "TIFF image"),
    (0, b"MM\x00*", "TIFF image"),
    (0, b"BM", "BMP image"),
    (0, b"\x00\x00\x01\x00", "icon image"),
    (8, b"WEBP", "WebP image"),
    (8, b"WAVE", "WAV sound"),
    (8, b"AVI ", "AVI film"),
    (4, b"ftypavif", "AVIF image"),
    (4, b"ftyphei", "HEIC image"),
    (4, b"ftyp", "MP4 film or sound"),
    (0, b"\x1a\x45\xdf\xa3", "WebM or Matroska film"),
    (0, b"OggS", "Ogg sound or film"),
    (0, b"ID3", "MP3 sound"),
    (0, b"\xff\xfb", "MP3 sound"),
    (0, b"fLaC", "FLAC sound"),
    (0, b"FLV\x01", "Flash film"),
    (0, b"\x1f\x8b", "gzip archive"),
    (0, b"BZh", "bzip2 archive"),
    (0, b"\xfd7zXZ", "xz archive"),
    (0, b"7z\xbc\xaf", "7z archive"),
    (0, b"Rar!\x1a", "RAR archive"),
    (0, b"\x28\xb5\x2f\xfd", "zstd archive"),
    (257, b"ustar", "tar archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1", "old Office document"),
    (0, b"\x7fELF", "ELF program"),
    (0, b"MZ", "Windows program"),
    (0, b"\xcf\xfa\xed\xfe", "Mach-O program"),
    (0, b"\xca\xfe\xba\xbe", "Java class or Mach-O program"),
    (0, b"\x00asm", "WebAssembly program"),
    (0, b"SQLite format 3\x00", "SQLite database"),
    (0, b"PAR1", "Parquet table"),
    (0, b"wOFF", "WOFF font"),
    (0, b"wOF2", "WOFF2 font"),
)
# These begin with words of plain text, so that no control character need be near.
_TEXTUAL: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF document"),
    (b"%!PS", "PostScript document"),
    (b"{\\rtf", "RTF document"),
)
# What a zip holds, by the names of its members, which stand in the open.
_ZIP = b"PK\x03\x04"
_ZIP_MEMBERS: tuple[tuple[bytes, str], ...] = (
    (b"word/", "Word document (docx)"),
    (b"xl/", "Excel workbook (xlsx)"),
    (b"ppt/", "PowerPoint presentation (pptx)"),
    (b"application/epub+zip", "EPUB book"),
    (b"application/vnd.oasis.opendocument", "OpenDocument file"),
)

_HEAD = 4096
_SAMPLE = 65536
# Text files hold tab, line feed, form feed, carriage return and, in ISO-2022-JP, escape.
_CONTROLS = bytes(set(range(32)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B}) + b"\x7f"
_CONTROL = re.compile(b"[" + re.escape(_CONTROLS) + b"]")
# Compressed data has 10 % of control characters, machine code more; a page spoilt by some NUL bytes has far fewer than 1 %.
_BINARY_SHARE = 0.05
_BINARY_LEAST = 8


def refuse_known(data: bytes) -> None:
    """Raise UnsupportedInput, naming the format, where the first bytes are those of a format that is no page."""
    head = data[:_HEAD]
    name = _textual(head) or (_binary(head) if _CONTROL.search(head) else None)
    if name:
        raise UnsupportedInput(f"The input is a {name}, neither HTML nor text.", found=name)


def refuse_garbage(data: bytes) -> None:
    """Raise UnsupportedInput where too many of the bytes are control characters for any text."""
    sample = data.rstrip(b"\x00")[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls >= _BINARY_LEAST and controls > _BINARY_SHARE * len(sample):
        raise UnsupportedInput("The input is binary data of an unknown kind, neither HTML nor text.", found="binary data")


def _textual(head: bytes) -> str | None:
    start = head.lstrip()[:16]
    return next((name for magic, name in _TEXTUAL if start.startswith(magic)), None)


def _binary(head: bytes) -> str | None:
    if head.startswith(_ZIP):
        return next((name for member, name in _ZIP_MEMBERS if member in head), "zip archive")
    return next((name for offset, magic, name in _SIGNATURES if head.startswith(magic, offset)), None)
