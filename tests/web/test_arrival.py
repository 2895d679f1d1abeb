"""How much of a request has arrived: a request in pieces is complete with its last byte and not before."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodycopy.web.arrival import LONGEST_HEAD, Arrival

MOST = 100_000
STREAMS = ("/v1/extract/batch",)
POST = b"POST /v1/extract?url=x HTTP/1.1\r\nHost: x\r\n"

REQUESTS = {
    "none": b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
    "length": POST + b"Content-Length: 12\r\n\r\n<p>a\r\n\r\n<p>b",
    "empty": POST + b"content-length:0\r\n\r\n",
    "chunks": POST + b"Transfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\nA;x=1\r\n0\r\n\r\n56789\r\n0\r\n\r\n",
    "no chunks": POST + b"Transfer-Encoding: Chunked\r\n\r\n0\r\n\r\n",
    "trailers": POST + b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nA: b\r\nC: d\r\n\r\n",
}


def arrive(*pieces: bytes) -> Arrival:
    arrival = Arrival(STREAMS, MOST)
    for piece in pieces:
        arrival.feed(piece)
    return arrival


@pytest.mark.parametrize("name", REQUESTS)
@given(data=st.data())
def test_a_request_is_there_with_its_last_byte(name: str, data: st.DataObject) -> None:
    request = REQUESTS[name]
    cuts = data.draw(st.lists(st.integers(0, len(request) - 1), max_size=6).map(sorted))
    pieces = [request[start:end] for start, end in pairwise([0, *cuts, len(request)])]
    assert not arrive(*pieces[:-1]).is_complete
    assert arrive(*pieces).is_complete
    assert arrive(*pieces, b"GET / HTTP").is_complete
    assert arrive(request + request[:20]).is_complete


@pytest.mark.parametrize(
    "head",
    [
        b"POST /v1/extract/batch HTTP/1.1\r\nContent-Length: 12",
        b"POST /v1/extract/batch?format=text HTTP/1.1\r\nTransfer-Encoding: chunked",
        POST + b"Content-Length: %d" % (MOST + 1),
        POST + b"Content-Length: -1",
        POST + b"Content-Length: 1\r\nContent-Length: 2",
        POST + b"Content-Length: 1\r\nTransfer-Encoding: chunked",
        POST + b"Transfer-Encoding: gzip, chunked",
        b"",
        b"\xff",
    ],
)
def test_what_has_no_end_or_is_odd_is_not_waited_for(head: bytes) -> None:
    assert not arrive(head).is_complete
    assert arrive(head, b"\r\n\r\n").is_complete


@pytest.mark.parametrize("rest", [b"no size\r\n", b"\r\n", b"x" * 2000, b"1\r\nx\r\n" * (MOST // 6 + LONGEST_HEAD // 6 + 1)])
def test_chunks_that_are_none_or_too_many_are_not_waited_for(rest: bytes) -> None:
    assert arrive(POST + b"Transfer-Encoding: chunked\r\n\r\n", rest).is_complete


def test_a_head_without_end_is_not_waited_for() -> None:
    assert not arrive(b"x" * LONGEST_HEAD).is_complete
    assert arrive(b"x" * LONGEST_HEAD, b"x").is_complete


def test_whoever_asks_first_is_known() -> None:
    head = POST + b"Content-Length: 2\r\nExpect: 100-Continue\r\n\r\n"
    assert arrive(head).asks_first
    assert not arrive(head + b"x").asks_first
    assert not arrive(REQUESTS["length"][:-3]).asks_first


@given(st.lists(st.binary(max_size=50), max_size=5))
def test_no_bytes_are_an_error(pieces: list[bytes]) -> None:
    arrive(*pieces)
    arrive(POST + b"Transfer-Encoding: chunked\r\n\r\n", *pieces)
    arrive(b"\r\n\r\n".join(pieces))
