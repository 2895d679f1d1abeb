"""Where a message begins and ends: the same however it arrives, and as another reader sees it."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import ParseException
from gunicorn.http.parser import RequestParser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bodycopy.web.server.framing import (
    FREE_CHUNKS,
    LONGEST_FIELD,
    LONGEST_HEAD,
    LONGEST_TARGET,
    PIECE_BYTES,
    Framing,
)
from bodycopy.web.server.messages import Data, End, Head, Malformed

POST = b"POST /v1/extract?url=x HTTP/1.1\r\nHost: x\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
NEXT = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"


class Message(NamedTuple):
    method: str
    target: bytes
    body: bytes


class Read(NamedTuple):
    messages: list[Message]
    status: int | None
    """Of the refusal that ended the reading, if there was one."""


def read(*pieces: bytes) -> Read:
    """What is read of these bytes, each request answered before the next one is looked for."""
    framing, messages, body = Framing(), [], bytearray()
    head: Head | None = None
    try:
        for piece in pieces:
            for start in range(0, len(piece), PIECE_BYTES):
                framing.feed(piece[start : start + PIECE_BYTES])
            while event := framing.next_event():
                if isinstance(event, Head):
                    head, body = event, bytearray()
                elif isinstance(event, Data):
                    body += event.data
                else:
                    assert isinstance(event, End)
                    assert head
                    messages.append(Message(head.method, head.target, bytes(body)))
                    framing.send_head(200, "OK", [("Content-Length", "0")])
                    framing.send_end()
                    if not framing.can_go_on:
                        return Read(messages, None)
                    framing.begin_next()
    except Malformed as error:
        return Read(messages, int(error.status))
    return Read(messages, None)


REQUESTS = {
    "none": NEXT,
    "length": POST + b"Content-Length: 12\r\n\r\n<p>a\r\n\r\n<p>b",
    "empty": POST + b"content-length:0\r\n\r\n",
    "chunks": CHUNKED + b"3\r\n<p>\r\nA;x=1\r\n0\r\n\r\n56789\r\n0\r\n\r\n",
    "no chunks": POST + b"Transfer-Encoding: Chunked\r\n\r\n0\r\n\r\n",
    "trailers": CHUNKED + b"1\r\nx\r\n0\r\nA: b\r\nC: d\r\n\r\n",
    "absolute": b"GET http://x/healthz HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.mark.parametrize("name", REQUESTS)
@given(data=st.data())
def test_requests_are_the_same_however_they_arrive(name: str, data: st.DataObject) -> None:
    stream = REQUESTS[name] + NEXT + REQUESTS[name]
    cuts = data.draw(st.lists(st.integers(0, len(stream)), max_size=8).map(sorted))
    pieces = [stream[start:end] for start, end in pairwise([0, *cuts, len(stream)])]
    whole = read(stream)
    assert read(*pieces) == whole
    assert len(whole.messages) == 3
    assert whole.messages[0] == whole.messages[2]
    assert len(read(stream[:-1]).messages) == 2


REFUSED: dict[str, tuple[bytes, int]] = {
    "no HTTP": (b"GARBAGE\r\n\r\n", 400),
    "HTTP/0.9": (b"GET /\r\n\r\n", 400),
    "HTTP/2 preface": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    "HTTP/2": (b"GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505),
    "no host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "two hosts": (b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
    "bare line feeds": (b"GET / HTTP/1.1\nHost: x\n\n", 400),
    "one bare line feed": (b"GET / HTTP/1.1\r\nHost: x\nA: b\r\n\r\n", 400),
    "bare carriage return": (b"GET / HTTP/1.1\r\nHost: x\rA: b\r\n\r\n", 400),
    "folded": (b"GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n", 400),
    "space before the colon": (b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400),
    "space before the name": (b"GET / HTTP/1.1\r\n Host: x\r\n\r\n", 400),
    "no name": (b"GET / HTTP/1.1\r\nHost: x\r\n: b\r\n\r\n", 400),
    "NUL": (b"GET / HTTP/1.1\r\nHost: x\r\nA: b\x00\r\n\r\n", 400),
    "spaces in the line": (b"GET  / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "length and chunks": (POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "chunks and length": (POST + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400),
    "two lengths": (POST + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400),
    "two lengths in one": (POST + b"Content-Length: 3, 4\r\n\r\nabcd", 400),
    "length with a sign": (POST + b"Content-Length: +3\r\n\r\nabc", 400),
    "length in hex": (POST + b"Content-Length: 0x3\r\n\r\nabc", 400),
    "length negative": (POST + b"Content-Length: -3\r\n\r\nabc", 400),
    "other coding": (POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501),
    "coding before chunks": (POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501),
    "chunked twice": (POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 501),
    "chunks in HTTP/1.0": (b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "chunk size": (CHUNKED + b"zz\r\n", 400),
    "chunk size negative": (CHUNKED + b"-1\r\n", 400),
    "chunk size in hex": (CHUNKED + b"0x3\r\nabc\r\n0\r\n\r\n", 400),
    "chunk size too long": (CHUNKED + b"0" * 30 + b"3\r\nabc\r\n0\r\n\r\n", 400),
    "chunk without its end": (CHUNKED + b"3\r\nabcde\r\n0\r\n\r\n", 400),
    "chunk size with a bare line feed": (CHUNKED + b"3\nabc\r\n0\r\n\r\n", 400),
    "chunk ended by a bare line feed": (CHUNKED + b"3\r\nabc\n0\r\n\r\n", 400),
    "end with a bare line feed": (CHUNKED + b"3\r\nabc\r\n0\r\n\n", 400),
    "trailer with a bare line feed": (CHUNKED + b"0\r\nA: b\n\r\n", 400),
    "trailers with a bare line feed": (CHUNKED + b"0\r\nA: b\nC: d\r\n\r\n", 400),
    "folded trailer": (CHUNKED + b"0\r\nA: b\r\n c\r\n\r\n", 400),
    "host in a trailer": (CHUNKED + b"0\r\nHost: y\r\n\r\n", 400),
    "authorization in a trailer": (CHUNKED + b"0\r\nAuthorization: Bearer x\r\n\r\n", 400),
    "length in a trailer": (CHUNKED + b"0\r\nContent-Length: 3\r\n\r\n", 400),
    "extension with a bare carriage return": (CHUNKED + b"3;a\rb\r\nabc\r\n0\r\n\r\n", 400),
    "a later one": (CHUNKED + b"3\r\nabc\r\n3;a\rb\r\nabc\r\n0\r\n\r\n", 400),
    "the last one": (CHUNKED + b"3\r\nabc\r\n0;a\rb\r\n\r\n", 400),
    "the last one, with trailers": (CHUNKED + b"3\r\nabc\r\n0;a\rb\r\nA: b\r\n\r\n", 400),
    "length beyond 64 bits": (POST + b"Content-Length: 18446744073709551619\r\n\r\nabc", 400),
    "expectation": (POST + b"Expect: a-miracle\r\nContent-Length: 0\r\n\r\n", 417),
    "long target": (b"GET /" + b"x" * LONGEST_TARGET + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
    "long target without a host": (b"GET /" + b"x" * 9000 + b" HTTP/1.1\r\n\r\n", 414),
    "long field": (b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"x" * (LONGEST_FIELD + 1) + b"\r\n\r\n", 431),
    "many fields": (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 100 + b"\r\n", 431),
    "head without end": (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * LONGEST_HEAD, 431),
    "chunks of a byte": (CHUNKED + b"1\r\nx\r\n" * (FREE_CHUNKS * 2), 400),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_two_readers_might_read_in_two_ways_is_refused(name: str) -> None:
    stream, status = REFUSED[name]
    assert read(stream + NEXT) == Read([], status)
    assert read(NEXT + stream + NEXT) == Read([Message("GET", b"/healthz", b"")], status)
    assert read(*(stream[start : start + 7] for start in range(0, len(stream), 7)), NEXT).status == status


TAKEN: dict[str, tuple[bytes, bytes]] = {
    "chunk size in upper case": (CHUNKED + b"A\r\n0123456789\r\n0\r\n\r\n", b"0123456789"),
    "chunk size with zeros": (CHUNKED + b"0003\r\nabc\r\n00\r\n\r\n", b"abc"),
    "chunk extension": (CHUNKED + b'3;a="b;c"\r\nabc\r\n0;d\r\n\r\n', b"abc"),
    "the same length twice": (POST + b"Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", b"abc"),
    "a line end before it": (b"\r\n" + POST + b"Content-Length: 3\r\n\r\nabc", b"abc"),
    "bare returns in a page": (CHUNKED + b"5\r\na\rb\rc\r\n3;x\r\n\rab\r\n0\r\n\r\n", b"a\rb\rc\rab"),
    "chunks of a byte, in reason": (CHUNKED + b"1\r\nx\r\n" * 5000 + b"0\r\n\r\n", b"x" * 5000),
    "many chunks": (CHUNKED + (b"40\r\n" + b"x" * 64 + b"\r\n") * 20_000 + b"0\r\n\r\n", b"x" * 64 * 20_000),
    "a method of one's own": (b"BREW / HTTP/1.1\r\nHost: x\r\n\r\n", b""),
    "a GET with a body": (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", b"abc"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_can_be_read_in_one_way_is_taken(name: str) -> None:
    stream, body = TAKEN[name]
    found = read(stream + NEXT)
    assert [message.body for message in found.messages] == [body, b""]
    assert found.status is None


def read_by_gunicorn(stream: bytes) -> Read:
    messages: list[Message] = []
    try:
        messages.extend(
            Message(request.method, request.uri.encode("latin-1"), request.body.read())
            for request in RequestParser(Config(), iter([stream]), ("127.0.0.1", 1))
        )
    except (ParseException, OSError):
        return Read(messages, 400)
    return Read(messages, None)


NAMES = st.sampled_from(
    [b"Content-Length", b"Transfer-Encoding", b"Host", b"Expect", b"Connection", b"X-A", b"content-length", b"X_A"]
)
VALUES = st.sampled_from(
    [b"3", b"0", b"4", b"3, 3", b" 3", b"3 ", b"+3", b"chunked", b"Chunked", b"gzip, chunked", b"identity", b"x", b"close"]
)
ENDINGS = st.sampled_from([b"\r\n"] * 12 + [b"\n", b"\r", b"\r\n ", b"\r\r\n", b"\x00\r\n"])
CHUNKS = st.sampled_from(
    [
        b"3\r\nabc\r\n",
        b"0\r\n\r\n",
        b"0\r\nA: b\r\n\r\n",
        b"3;a\r\nabc\r\n",
        b"3\nabc\r\n",
        b"4\r\nabc\r\n",
        b"z\r\n",
        b"0\r\nHost: y\r\n\r\n",
        b"0\r\nA: b\n\r\n",
        b"0\n\n",
        b" 3\r\nabc\r\n",
        b"3 \r\nabc\r\n",
        b"0x3\r\nabc\r\n",
        b"abc",
    ]
)


@st.composite
def streams(draw: st.DrawFn) -> bytes:
    """Two requests by the grammar of RFC 9112 and its near misses, and one that is well-formed."""
    stream = b""
    for _ in range(2):
        method = draw(st.sampled_from([b"POST", b"GET", b"post", b"PO ST"]))
        version = draw(st.sampled_from([b"HTTP/1.1"] * 5 + [b"HTTP/1.0", b"http/1.1", b"HTTP/1.2"]))
        stream += method + b" / " + version + draw(ENDINGS) + b"Host: x" + draw(ENDINGS)
        for name, value in draw(st.lists(st.tuples(NAMES, VALUES), max_size=2)):
            stream += name + draw(st.sampled_from([b": ", b":", b" : ", b":\t"])) + value + draw(ENDINGS)
        stream += b"\r\n" + draw(st.lists(CHUNKS, max_size=3).map(b"".join))
    return stream + NEXT


@given(stream=streams())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=500)
def test_no_two_readers_disagree_where_a_request_ends(stream: bytes) -> None:
    """What both take they take in the same way, up to where one of them refuses the rest."""
    ours, theirs = read(stream), read_by_gunicorn(stream)
    both = min(len(ours.messages), len(theirs.messages))
    assert ours.messages[:both] == theirs.messages[:both]
    if len(ours.messages) > both:
        assert theirs.status, "gunicorn saw the end where we saw another request"


@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_read_or_refused(stream: bytes) -> None:
    found = read(stream)
    assert found.status is None or 400 <= found.status < 600


def test_a_second_answer_to_one_request_cannot_be_written() -> None:
    framing = Framing()
    framing.feed(NEXT)
    assert isinstance(framing.next_event(), Head)
    assert isinstance(framing.next_event(), End)
    framing.send_head(200, "OK", [("Content-Length", "0")])
    framing.send_end()
    with pytest.raises(Exception, match="can't handle event type Response"):
        framing.send_head(400, "Bad Request", [])
