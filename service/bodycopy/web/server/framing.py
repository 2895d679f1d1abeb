"""Where a message begins and ends on a connection: h11, and what it forgives and we do not.

h11 (https://h11.readthedocs.io) is a state machine for HTTP/1.1 without any input and output. It
reads heads, bodies, chunks and trailers, and refuses to write a second answer to one request. It
is stricter than most, but takes some forms that another reader in front of us may read in another
way; these are refused here, since two readers that disagree can be made to mix up requests (RFC
9112, section 11.2).
"""

from __future__ import annotations

import re
from http import HTTPStatus

import h11

from bodycopy.web.server.messages import Data, End, Head, Malformed

LONGEST_TARGET = 8190
"""Of a request; the address of a page stands in it."""
MOST_FIELDS = 100
LONGEST_FIELD = 8190
LONGEST_HEAD = 64 * 1024
PIECE_BYTES = 64 * 1024
"""Fed at a time, so that what is looked at again and again stays small."""

FREE_CHUNKS = 16_384
SMALLEST_CHUNK = 16
"""A body may come in this many chunks of any size, and further ones must have so many bytes on
average. Each costs time whatever is in it, and nobody sends a page byte by byte in earnest."""

_ODD_LINES = re.compile(rb"(?<!\r)\n|\r(?!\n)|\n[ \t]")
"""A line that ends with half of its ending, or that is folded (RFC 9112, sections 2.2 and 5.2)."""

_HALF_ENDING = re.compile(rb"[\r\n]")
_BARE_RETURN = re.compile(rb"\r(?!\n)")

MOST_LENGTH = 2**63 - 1
"""Beyond this, another reader may see something else."""

_LINE_END = b"\r\n"

FRAMING_FIELDS = (b"content-length", b"transfer-encoding")
NOT_IN_TRAILERS = frozenset(
    {*FRAMING_FIELDS, b"host", b"trailer", b"te", b"connection", b"expect"}
    | {b"authorization", b"content-encoding", b"content-type", b"content-range", b"cookie"}
)
"""Fields that change what a request is, after it was acted upon (RFC 9110, section 6.5.1)."""


class Framing:
    """The messages of one connection."""

    def __init__(self) -> None:
        self._h11 = h11.Connection(h11.SERVER, max_incomplete_event_size=LONGEST_HEAD)
        self._raw = bytearray()
        """What has come lately, as it came: a head, or the end of a body in chunks."""
        self._chunks = self._chunk_bytes = 0
        self._chunked = self._ended = False
        self._has_bare_return = False
        """Whether there is one in what has come lately; in a page it may stand."""
        self.is_broken = False
        """Whether what comes can no longer be framed."""
        self.is_bodiless = False
        """Whether the answer that was begun has no body, whatever its head says."""
        self._method = ""

    @property
    def is_idle(self) -> bool:
        """Whether nothing of a next request has come."""
        return self._h11.their_state is h11.IDLE and not self._raw

    @property
    def has_head(self) -> bool:
        """Whether a request has come as far as the end of its head."""
        return self._h11.their_state not in (h11.IDLE, h11.ERROR)

    @property
    def is_read(self) -> bool:
        """Whether the request has come to its end."""
        return self._ended

    @property
    def is_last(self) -> bool:
        """Whether the answer that was sent is the last one: the client wants it so, or its version
        of HTTP."""
        return self._h11.our_state in (h11.MUST_CLOSE, h11.CLOSED, h11.ERROR)

    @property
    def can_go_on(self) -> bool:
        """Whether both sides are done, and another request may come."""
        return self._h11.their_state is h11.DONE and self._h11.our_state is h11.DONE

    def feed(self, data: bytes) -> None:
        """Take in what has come; nothing says that no more will."""
        if data and self.is_idle:
            data = data.removeprefix(_LINE_END)  # some send it behind a body (RFC 9112, 2.2)
        if self._chunked or not self.has_head:  # of other bodies nobody has to know how they came
            self._raw += data
            del self._raw[: -(LONGEST_HEAD + len(data))]
            self._has_bare_return = self._chunked and bool(_BARE_RETURN.search(self._raw))
        if data or not self.is_idle:
            self._h11.receive_data(data)

    def next_event(self) -> Head | Data | End | None:
        """What has come next; None where more must come first. Raises Malformed, and then there is
        nothing more to read here."""
        try:
            return self._next_event()
        except Malformed:
            self.is_broken = True
            raise

    def _next_event(self) -> Head | Data | End | None:
        try:
            event = self._h11.next_event()
        except h11.RemoteProtocolError as error:
            raise Malformed(_shown(str(error)), self._status_of(error)) from error
        if isinstance(event, h11.Request):
            return self._check_head(event)
        if isinstance(event, h11.Data):
            return self._check_data(event)
        if isinstance(event, h11.EndOfMessage):
            self._check_trailers(event)
            self._ended = True
            return End()
        return None

    def begin_next(self) -> None:
        """Both sides are done: look for the next request."""
        self._h11.start_next_cycle()
        self._ended = False
        self._raw[:] = self._h11.trailing_data[0]
        self._chunked = False

    def send_continue(self) -> bytes:
        """What tells the client to send its body."""
        event = h11.InformationalResponse(status_code=HTTPStatus.CONTINUE, headers=[], reason=b"Continue")
        return self._h11.send(event) or b""

    def send_head(self, status: int, reason: str, fields: list[tuple[str, str]]) -> bytes:
        """The head of an answer; says that the connection ends where it does."""
        self.is_bodiless = self._method == "HEAD" or status in (204, 304)
        event = h11.Response(status_code=status, reason=reason.encode("latin-1"), headers=fields)
        return self._h11.send(event) or b""

    def send_data(self, data: bytes) -> list[bytes]:
        """A piece of an answer's body, as it stands on the connection; it is not copied."""
        return list(self._h11.send_with_data_passthrough(h11.Data(data=data)) or ())

    def send_end(self) -> bytes:
        """The end of an answer."""
        return self._h11.send(h11.EndOfMessage()) or b""

    def _status_of(self, error: h11.RemoteProtocolError) -> int:
        """What to call an error. h11 finds other faults first in a head that is too long."""
        if not self.has_head:
            first, *others = bytes(self._raw).split(b"\n", MOST_FIELDS + 1)
            if len(first) > LONGEST_TARGET:
                return HTTPStatus.REQUEST_URI_TOO_LONG
            if any(len(line) > LONGEST_FIELD for line in others):
                return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        return error.error_status_hint

    def _check_head(self, request: h11.Request) -> Head:
        seen = self._consumed()
        self._raw[:] = self._h11.trailing_data[0]
        fields = list(request.headers)
        names = [name for name, _ in fields]
        expected = [value.lower() for name, value in fields if name == b"expect"]
        self._chunked = b"transfer-encoding" in names
        self._has_bare_return = self._chunked and bool(_BARE_RETURN.search(self._raw))
        if _ODD_LINES.search(seen):
            raise Malformed("A line of the head is folded, or has no proper ending.")
        if request.http_version not in (b"1.0", b"1.1"):
            raise Malformed("HTTP/1.1 is spoken here.", HTTPStatus.HTTP_VERSION_NOT_SUPPORTED)
        if sum(name in FRAMING_FIELDS for name in names) > 1:
            raise Malformed("The head says more than once how long the body is.")
        if self._chunked and request.http_version == b"1.0":
            raise Malformed("HTTP/1.0 has no chunks.")
        if len(request.target) > LONGEST_TARGET:
            raise Malformed("The target is too long.", HTTPStatus.REQUEST_URI_TOO_LONG)
        if len(fields) > MOST_FIELDS or any(len(value) > LONGEST_FIELD for _, value in fields):
            raise Malformed(
                "The head has too many fields, or one too long.",
                HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
            )
        if expected not in ([], [b"100-continue"]):
            raise Malformed("Only 100-continue can be expected.", HTTPStatus.EXPECTATION_FAILED)
        length = None if self._chunked else int(dict(fields).get(b"content-length", 0))
        if length is not None and length > MOST_LENGTH:
            raise Malformed("The length of the body is beyond all measure.")
        self._chunks = self._chunk_bytes = 0
        self._method = request.method.decode("ascii")
        return Head(
            self._method,
            request.target,
            request.http_version.decode("ascii"),
            fields,
            length,
            self._h11.they_are_waiting_for_100_continue,
        )

    def _check_data(self, event: h11.Data) -> Data:
        if self._chunked:
            if event.chunk_start and self._has_bare_return:
                self._check_chunk_line(event)
            self._chunks += event.chunk_end
            self._chunk_bytes += len(event.data)
            if (self._chunks - FREE_CHUNKS) * SMALLEST_CHUNK > self._chunk_bytes:
                raise Malformed("The body comes in too many chunks that are too small.")
        return Data(event.data)

    def _check_chunk_line(self, event: h11.Data) -> None:
        """h11 takes a carriage return within a chunk's extension, where another reader may see the
        end of the line."""
        before = self._consumed()[: -len(event.data)].removesuffix(_LINE_END)
        if _HALF_ENDING.search(before.rpartition(_LINE_END)[2]):
            raise Malformed("The line before a chunk has no proper ending.")

    def _check_trailers(self, end: h11.EndOfMessage) -> None:
        """h11 takes a bare line feed for the end of a trailer line, and any field."""
        if not self._chunked:
            return
        count = len(list(end.headers))
        before, found, after = self._consumed().rpartition(_LINE_END * (2 if count else 1))
        lines = before.removesuffix(_LINE_END).split(_LINE_END)[-count - 1 :]
        is_folded = any(line.startswith((b" ", b"\t")) for line in lines)
        if not found or after or is_folded or any(map(_HALF_ENDING.search, lines)):
            raise Malformed("A line behind the last chunk is folded, or has no proper ending.")
        if NOT_IN_TRAILERS & {name for name, _ in end.headers}:
            raise Malformed("A field stands in the trailers that belongs into the head.")

    def _consumed(self) -> bytes:
        """Of what came lately, that which h11 has read."""
        left = len(self._h11.trailing_data[0])
        return bytes(self._raw[: len(self._raw) - left])


def _shown(message: str) -> str:
    """What h11 says, without what it repeats of a caller's bytes."""
    return f"The request is no HTTP that is read here ({message.partition(':')[0]})."
