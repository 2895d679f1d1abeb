"""Compressed bodies: what comes out, and what is refused before it can do harm."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from bodycopy.calls.content_encoding import ACCEPTED, FEED_BYTES, decompress, read_codings
from bodycopy.errors import BodycopyError, RequestError, TooLarge, UnsupportedInput

MIB = 1024 * 1024
LIMIT = 4 * MIB
PAGE = b"".join(b"<p>Paragraph %d of the page, \xc3\xa4.</p>" % number for number in range(20_000))


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "deflate, wrapped": ("deflate", zlib.compress),
    "deflate, raw": ("deflate", raw_deflate),
    "br": ("br", lambda data: brotli.compress(data, quality=5)),
    "zstd": ("zstd", zstd.compress),
}
every_packer = pytest.mark.parametrize(("coding", "pack"), PACKERS.values(), ids=PACKERS.keys())


@every_packer
def test_what_was_packed_comes_out(coding: str, pack: Callable[[bytes], bytes]) -> None:
    for page in (PAGE, b"", b"x", PAGE[:FEED_BYTES]):
        assert decompress(pack(page), (coding,), LIMIT) == page


def test_bodies_longer_than_a_feed_come_out() -> None:
    noise = bytes(hash_byte for number in range(20_000) for hash_byte in zlib.crc32(b"%d" % number).to_bytes(4))
    for coding, pack in PACKERS.values():
        packed = pack(noise * 5)
        assert decompress(pack(packed), (coding, coding), LIMIT) == noise * 5
    assert len(gzip.compress(noise)) > FEED_BYTES


def test_a_chain_is_undone_from_its_end() -> None:
    packed = zstd.compress(brotli.compress(gzip.compress(PAGE), quality=1))
    assert decompress(packed, read_codings("gzip, br, zstd"), LIMIT) == PAGE
    with pytest.raises(RequestError):
        decompress(packed, read_codings("zstd, br, gzip"), LIMIT)


def test_names_are_read_as_http_writes_them() -> None:
    assert read_codings(" GZip ,identity,,x-gzip, BR") == ("gzip", "gzip", "br")
    assert read_codings("") == read_codings("identity") == ()


def test_an_unknown_coding_is_named_with_what_is_accepted() -> None:
    with pytest.raises(UnsupportedInput, match="'compress' is not known") as caught:
        read_codings("gzip, compress")
    assert caught.value.detail["allowed"] == [*ACCEPTED, "identity"]


def test_a_chain_too_long_is_refused() -> None:
    assert len(read_codings("gzip," * 4)) == 4
    with pytest.raises(RequestError, match="5 times"):
        read_codings("gzip," * 5)


@every_packer
def test_what_breaks_off_is_refused_wherever_it_does(coding: str, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(PAGE[:20_000])
    for kept in (0, 1, 2, 5, len(packed) // 2, len(packed) - 1):
        with pytest.raises(RequestError, match=coding):
            decompress(packed[:kept], (coding,), LIMIT)


@every_packer
def test_what_goes_on_after_its_end_is_refused(coding: str, pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(RequestError, match=coding):
        decompress(pack(PAGE) + b"<p>", (coding,), LIMIT)


@every_packer
def test_what_is_not_packed_at_all_is_refused(coding: str, pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(RequestError, match=coding):
        decompress(PAGE, (coding,), LIMIT)


@pytest.mark.parametrize(("coding", "pack"), [PACKERS["gzip"], PACKERS["zstd"]], ids=["gzip", "zstd"])
def test_streams_that_follow_each_other_are_one(coding: str, pack: Callable[[bytes], bytes]) -> None:
    packed = b"".join(pack(PAGE[start : start + 100_000]) for start in range(0, len(PAGE), 100_000))
    assert decompress(packed, (coding,), LIMIT) == PAGE


def test_a_flood_of_empty_streams_is_refused() -> None:
    with pytest.raises(RequestError, match="goes on after its end"):
        decompress(gzip.compress(b"") * 2000, ("gzip",), LIMIT)


@every_packer
def test_a_bomb_is_never_inflated_past_the_limit(coding: str, pack: Callable[[bytes], bytes]) -> None:
    bomb = pack(bytes(100 * MIB))
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge, match=str(MIB)) as caught:
            decompress(bomb, (coding,), MIB)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert caught.value.detail == {"limit": MIB, "content_encoding": coding}
    assert peak < 4 * MIB


def test_a_bomb_inside_a_bomb_is_stopped_at_the_first_step() -> None:
    bomb = gzip.compress(gzip.compress(bytes(100 * MIB)))
    assert len(bomb) < 1000
    with pytest.raises(TooLarge):
        decompress(bomb, ("gzip", "gzip"), MIB)


@every_packer
def test_a_page_of_exactly_the_limit_passes(coding: str, pack: Callable[[bytes], bytes]) -> None:
    page = bytes(MIB)
    assert decompress(pack(page), (coding,), MIB) == page
    with pytest.raises(TooLarge):
        decompress(pack(page + b"x"), (coding,), MIB)


def test_a_zstd_window_larger_than_http_allows_is_refused() -> None:
    packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 25})
    packed = packer.compress(PAGE * 20, zstd.ZstdCompressor.FLUSH_BLOCK) + packer.flush()
    with pytest.raises(RequestError, match="zstd"):
        decompress(packed, ("zstd",), 100 * MIB)


@given(st.sampled_from(ACCEPTED), st.binary(max_size=300))
def test_any_bytes_are_a_page_or_an_error_of_the_family(coding: str, data: bytes) -> None:
    try:
        assert isinstance(decompress(data, (coding,), MIB), bytes)
    except BodycopyError as error:
        assert error.status in (400, 413)
