"""Bodies that are small to send and large to hold."""

from __future__ import annotations

import gzip
import zlib
from functools import cache

import brotli

MIB = 1024 * 1024
ALL = "include=blocks,removed,html,markdown,sources"
NEWLINES = 1024 * MIB
EMPTY_MEMBERS = 100_000
WORDS = b"The ferry between the two harbours took its passengers on Monday, after the fire. "


@cache
def lists(size: int) -> bytes:
    """JSON of very many empty lists, beside a page; each costs a parser tens of bytes."""
    return b'{"html":"x","a":[' + b"[]," * (size // 3) + b"[]]}"


@cache
def objects(size: int) -> bytes:
    """JSON of very many objects of one member."""
    return b'{"html":"x","a":[' + b'{"a":0},' * (size // 8) + b"{}]}"


@cache
def packed(data: bytes) -> bytes:
    """Data as gzip."""
    return gzip.compress(data, 9)


@cache
def deep_page(size: int = 200_000) -> bytes:
    """Elements in elements, each with a short text: the path of each is as long as it is deep."""
    piece = b"<div>a"
    count = size // (len(piece) + len(b"</div>"))
    return b"<html><body>" + piece * count + b"</div>" * count


@cache
def long_page(size: int) -> bytes:
    """A page of ordinary paragraphs."""
    paragraph = b"<p>" + WORDS * 20 + b"</p>\n"
    return b"<html><body><article>" + paragraph * (size // len(paragraph)) + b"</article>"


@cache
def blank_lines() -> bytes:
    """A gibibyte of blank lines, as brotli: a few kilobytes."""
    packer = brotli.Compressor(quality=5, lgwin=24)
    piece = b"\n" * (16 * MIB)
    return b"".join(packer.process(piece) for _ in range(NEWLINES // len(piece))) + packer.finish()


@cache
def blank_lines_in_gzip() -> bytes:
    """The same as gzip: a megabyte."""
    packer = zlib.compressobj(9, wbits=31)
    piece = b"\n" * (16 * MIB)
    return b"".join(packer.compress(piece) for _ in range(NEWLINES // len(piece))) + packer.flush()


@cache
def empty_members() -> bytes:
    """Very many gzip streams that hold nothing."""
    return gzip.compress(b"") * EMPTY_MEMBERS


@cache
def single_bytes(size: int) -> bytes:
    """A page in chunks of one byte, as it goes over the wire."""
    return b"1\r\nx\r\n" * size + b"0\r\n\r\n"
