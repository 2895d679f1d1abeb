"""What travels from whoever takes calls to a worker: the bytes as they were sent, unopened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bodycopy.model import Options, Source, SourceType

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class CallLimits:
    """How large a page may be, and what it is answered with; and what a call may ask of time."""

    page_bytes: int = 20 * MIB
    """The largest page, after decompression."""
    answer_bytes: int = 16 * MIB
    """The largest answer."""
    deadline_seconds: float = 5.0
    """The most that the option `deadline` can be."""


@dataclass(frozen=True, slots=True)
class Call:
    """A page with what is wanted of it, as it was sent.

    `source_type` is None where the body is a JSON object that holds the page; its options stand in
    it, and `query` holds those beside it. Otherwise `options` has been read already. `line` is the
    number of the line, from 1, where the call is one of a batch, and is answered as a line then.
    """

    body: bytes | str
    source_type: SourceType | None
    charset: str | None = None
    codings: tuple[str, ...] = ()
    options: Options = Options()
    deadline_seconds: float | None = None
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    limits: CallLimits = CallLimits()
    line: int | None = None

    @classmethod
    def of_page(cls, source: Source, options: Options, deadline_seconds: float | None = None) -> Call:
        """The call of a page that nobody has to open."""
        return cls(
            source.content,
            source.type,
            source.charset,
            options=options,
            deadline_seconds=deadline_seconds,
        )


@dataclass(frozen=True, slots=True)
class OpenedCall:
    """A call that has been opened. `deadline_seconds` is what it asks for itself, if anything."""

    source: Source
    options: Options
    deadline_seconds: float | None = None
