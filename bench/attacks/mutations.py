"""The mutations that `two_answers` makes, each with what RFC 9112 says of it."""

from __future__ import annotations

from bench.attacks.messages import (
    CHUNKED,
    Expected,
    Mutation,
    _authorised_late,
    _chunk,
    _extra,
    _fields,
    _old,
    _part,
    _size,
    _without,
)

A, E, B, C = Expected.ANSWERED, Expected.EITHER, Expected.BROKEN, Expected.CLOSED
"""Short, for a table."""

FAULTY_CODINGS = (
    b"identity",
    b"xchunked",
    b"chunked, chunked",
    b"chunked, identity",
    b'"chunked"',
    b"chunked;q=1",
    b"\x0bchunked",
    b"chunked\x00",
    b"chu nked",
    b"cow",
)
LENGTHS: list[Mutation] = [
    (f"length {form.decode()!r}", B, _fields(b"Content-Length: " + form))
    for form in (b"+%d", b"-%d", b"0x%d", b"%d_0", b"%d;", b"%d %d", b"%d,0", b"0, %d", b"%d.0")
] + [
    ("length empty", B, _fields(b"Content-Length:")),
    ("length beyond 64 bits", B, _fields(b"Content-Length: 18446744073709551999")),
    ("length with zeros before", E, _fields(b"Content-Length: 000%d")),
    ("length 5, 5", E, _fields(b"Content-Length: %d, %d")),
    ("two equal lengths", E, _fields(b"Content-Length: %d", b"Content-Length: %d")),
    ("two lengths", B, _fields(b"Content-Length: %d", b"Content-Length: 0")),
    ("length and length with a space", B, _fields(b"Content-Length: %d", b"Content-Length : 0")),
    ("length with underscore beside", E, _fields(b"Content-Length: %d", b"Content_Length: 0")),
]
CODINGS: list[Mutation] = [
    (f"coding {form.decode('latin-1')!r}", B, _fields(b"Transfer-Encoding: " + form))
    for form in FAULTY_CODINGS
] + [
    ("coding empty", B, _fields(b"Transfer-Encoding:")),
    ("coding gzip, chunked", E, _fields(b"Transfer-Encoding: gzip, chunked")),
    ("coding Chunked", A, _fields(b"transfer-encoding:\t Chunked \t")),
    ("coding , chunked", E, _fields(b"Transfer-Encoding: , chunked")),
    ("coding with a space before the colon", B, _fields(b"Transfer-Encoding : chunked")),
    ("coding folded", E, _fields(b"Transfer-Encoding:\r\n chunked")),
    ("coding twice", B, _fields(CHUNKED, CHUNKED)),
    ("coding identity and chunked", B, _fields(b"Transfer-Encoding: identity", CHUNKED)),
    ("length and coding", C, _fields(CHUNKED, b"Content-Length: %d")),
    ("length 0 and coding", C, _fields(CHUNKED, b"Content-Length: 0")),
    ("length, coding xchunked", B, _fields(b"Transfer-Encoding: xchunked", b"Content-Length: 0")),
    ("coding in HTTP/1.0", C, _old),
]
CHUNKS: list[Mutation] = [
    (f"size {form[:24].decode()!r}", B, _size(form + b"\r\n"))
    for form in (b"zz", b"", b"+%x", b"-%x", b"0x%x", b"%x_0", b"%x %x", b"1" + b"0" * 16 + b"%x")
] + [
    ("size with zeros before", A, _size(b"000%x\r\n")),
    ("size with many zeros before", E, _size(b"0" * 40 + b"%x\r\n")),
    ("size with a space before", B, _size(b" %x\r\n")),
    ("size with a space behind", E, _size(b"%x \r\n")),
    ("size ended by LF", E, _size(b"%x\n")),
    ("size ended by CR", B, _size(b"%x\r")),
    ("extension", A, _size(b"%x;a=b\r\n")),
    ("extension quoted", A, _size(b'%x;a="b; c"\r\n')),
    ("extension odd", E, _size(b"%x;=,;;\x80\r\n")),
    ("extension with LF", B, _size(b"%x;a\nb\r\n")),
    ("extension with CR", B, _size(b"%x;a\rb\r\n")),
    ("extension of 10 kB", E, _size(b"%x;a=" + b"b" * 10_000 + b"\r\n")),
    ("data without CRLF", B, _chunk(after_data=b"")),
    ("data ended by LF", B, _chunk(after_data=b"\n")),
    ("data ended by XY", B, _chunk(after_data=b"XY")),
    ("data too long", B, _chunk(after_data=b"more\r\n")),
    ("last chunk 0x0", B, _chunk(last=b"0x0\r\n")),
    ("last chunk 00", A, _chunk(last=b"00\r\n")),
    ("last chunk ended by LF", E, _chunk(last=b"0\n")),
    ("last chunk with extension", A, _chunk(last=b"0;a=b\r\n")),
    ("trailer", A, _chunk(trailer=b"X-Sum: 1\r\n")),
    ("trailer without a colon", E, _chunk(trailer=b"no trailer\r\n")),
    ("trailer with a space", E, _chunk(trailer=b"X-Sum : 1\r\n")),
    ("trailer ended by LF", E, _chunk(trailer=b"X-Sum: 1\n")),
    ("trailer with NUL", E, _chunk(trailer=b"X-Sum: \x00\r\n")),
    ("trailer Host", E, _chunk(trailer=b"Host: elsewhere\r\n")),
    ("trailer Content-Length", E, _chunk(trailer=b"Content-Length: 5\r\n")),
    ("trailer Transfer-Encoding", E, _chunk(trailer=CHUNKED + b"\r\n")),
    ("trailer X-Request-Id", E, _chunk(trailer=b"X-Request-Id: smuggled\r\n")),
    ("trailer Authorization", E, _authorised_late),
    ("trailer of 100 kB", E, _chunk(trailer=b"X-Sum: 123456789\r\n" * 6_000)),
]
HEADS: list[Mutation] = [
    ("space before a colon", B, _extra(b"X-A : b")),
    ("tab before a colon", B, _extra(b"X-A\t: b")),
    ("no colon", B, _extra(b"no field")),
    ("no name", B, _extra(b": b")),
    ("odd name", B, _extra(b"X(A): b")),
    ("name with NUL", B, _extra(b"X\x00A: b")),
    ("NUL in a value", B, _extra(b"X-A: b\x00c")),
    ("CR in a value", E, _extra(b"X-A: b\rc")),
    ("CR and a field", E, _extra(b"X-A: b\rContent-Length: 3")),
    ("LF and a field", E, _extra(b"X-A: b\nX-B: 3")),
    ("folded", E, _extra(b"X-A: b", b" c")),
    ("field of 60 kB", E, _extra(b"X-A: " + b"b" * 60_000)),
    ("300 fields", E, _extra(*[b"X-A: b"] * 300)),
    ("lines end with LF", E, _part(line_end=b"\n")),
    ("lines end with CR", B, _part(line_end=b"\r")),
    ("no Host", E, _without(b"Host")),
    ("two Hosts", E, _extra(b"Host: elsewhere")),
    ("odd Host", E, _extra(b"Host: a b")),
    ("two tokens", E, _extra(b"Authorization: Bearer wrong")),
    ("Connection: close, keep-alive", E, _extra(b"Connection: close, keep-alive")),
    ("Connection: Content-Length", E, _extra(b"Connection: content-length")),
    ("Upgrade", A, _extra(b"Connection: upgrade", b"Upgrade: h2c", b"HTTP2-Settings: AAMA")),
    ("Expect", E, _extra(b"Expect: 100-continue")),
    ("Expect odd", E, _extra(b"Expect: nosuch")),
    ("empty lines before", E, _part(before=b"\r\n\r\n")),
    ("LF before", E, _part(before=b"\n")),
    ("NUL before", B, _part(before=b"\x00")),
    ("space before", B, _part(before=b" ")),
    ("HTTP/2 preface", B, _part(before=b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")),
    ("TLS", B, _part(before=b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x07" * 40)),
    ("HTTP/0.9", B, _part(line=b"GET %s")),
    ("HTTP/0.9 by its number", E, _part(version=b"HTTP/0.9")),
    ("HTTP/1.9", E, _part(version=b"HTTP/1.9")),
    ("HTTP/2.0", E, _part(version=b"HTTP/2.0")),
    ("http/1.1", B, _part(version=b"http/1.1")),
    ("HTTP/1.10", B, _part(version=b"HTTP/1.10")),
    ("HTTP/ 1.1", B, _part(version=b"HTTP/ 1.1")),
    ("two spaces", E, _part(target=b" %s")),
    ("tab for a space", E, _part(target=b"%s\t")),
    ("method with a colon", B, _part(method=b"GE:T")),
    ("method in small letters", E, _part(method=b"get")),
    ("absolute form", A, _part(target=b"http://localhost%s")),
    ("absolute form of elsewhere", E, _part(target=b"ftp://elsewhere%s")),
    ("asterisk form", E, _part(method=b"OPTIONS", target=b"*")),
    ("GET *", E, _part(method=b"GET", target=b"*")),
    ("CONNECT", E, _part(method=b"CONNECT", target=b"localhost:80")),
    ("no slash", E, _part(target=b"healthz")),
    ("fragment", E, _part(target=b"%s#a")),
    ("NUL in the target", E, _part(target=b"%s\x00")),
    ("bytes in the target", E, _part(target=b"%s\xff\xfe")),
    ("target of 20 kB", E, _part(target=b"%s" + b"a" * 20_000)),
]
CHUNK_NAMES = frozenset(name for name, _, _ in CHUNKS)
MUTATIONS = LENGTHS + CODINGS + CHUNKS + HEADS
NOT_ITS_STATUS = frozenset(
    {
        "two tokens",
        "asterisk form",
        "GET *",
        "CONNECT",
        "method in small letters",
        "no slash",
        "fragment",
    }
) | frozenset(name for name, _, _ in HEADS if "target" in name or "Host" in name or "odd" in name)
"""Where what is asked for is something else afterwards, any status will do."""
