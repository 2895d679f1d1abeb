"""The settings of the service, read once from `BODYCOPY_*` environment variables.

A setting that is misspelt or out of range stops the start. A service that forgave it would run for weeks with a limit
that somebody believes to be set.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from bodycopy.errors import ConfigError

PREFIX = "BODYCOPY_"
LOG_LEVELS = ("debug", "info", "warning", "error")
MIB = 1024 * 1024

OTHER_PROGRAMS = frozenset({"BODYCOPY_BASE", "BODYCOPY_DATA", "BODYCOPY_IMAGE"})
"""Read by the bench and by the container's tests, so they may stand in the environment of a developer."""

MOST_DEFAULT_WORKERS = 4
"""Without a setting there is a worker for each processor, but no more than this: a container that is allowed a share of a large
machine sees all of its processors, and each worker takes memory."""

WALL_SHARE = 6
"""A page that gets a processor for a sixth of the time is still within its deadline of work."""

_SERVICE_LINK = re.compile(
    r"BODYCOPY_(?:[A-Z0-9_]+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_[A-Z0-9_]+)?|PORT_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)"
)
_SERVICE_LINK_ADDRESS = re.compile(r"(?:tcp|udp|sctp)://.+")
_SHOWN_CHARS = 100


def _default_workers() -> int:
    return min(len(os.sched_getaffinity(0)), MOST_DEFAULT_WORKERS)


def _number(default: int, lowest: int, highest: int) -> Any:
    return field(default=default, metadata={"lowest": lowest, "highest": highest})


@dataclass(frozen=True, slots=True)
class Config:
    """The settings; the variable of `max_page_bytes` is `BODYCOPY_MAX_PAGE_BYTES`, and so on.

    Raises ConfigError where a value is out of range, however the Config is made.
    """

    host: str = "127.0.0.1"
    """The address to listen on; `0.0.0.0` for all."""
    port: int = _number(8000, 0, 65_535)
    """The port to listen on; 0 takes any free one and logs it."""
    workers: int = field(default_factory=_default_workers, metadata={"lowest": 1, "highest": 256})
    """Processes that extract pages; by default one for each processor, at most 4."""
    spares: int = _number(2, 0, 16)
    """Spare processes for each worker, started while pages take longer than most and others wait."""
    threads: int = _number(64, 1, 1024)
    """Calls that are worked on at a time; a slow client holds none of them."""
    connections: int = _number(1000, 2, 65_535)
    """Connections that are open at a time."""
    queue: int = _number(32, 0, 65_535)
    """Pages that may wait for a worker; with more, calls are answered 503."""
    batches: int = _number(8, 0, 256)
    """Batches that are taken at a time."""
    deadline_seconds: int = _number(5, 1, 600)
    """Processor time that a page may take; a call can ask for less."""
    wall_seconds: int = _number(0, 0, 3600)
    """How long a page may take by the clock, or wait; 0 for 6 times the deadline."""
    page_memory_bytes: int = _number(384 * MIB, 32 * MIB, 1024 * 1024 * MIB)
    """Memory that a page may take beyond what a worker has at rest."""
    recycle_pages: int = _number(2000, 1, 1_000_000_000)
    """A worker is replaced after so many pages."""
    recycle_bytes: int = _number(250 * MIB, 100 * MIB, 1024 * 1024 * MIB)
    """A worker that holds more memory than this after a page is replaced."""
    max_body_bytes: int = _number(10 * MIB, 1, 1024 * MIB)
    """The largest request body taken, as it is sent; and the longest line of a batch."""
    max_page_bytes: int = _number(20 * MIB, 1, 1024 * MIB)
    """The largest page taken, after decompression."""
    max_answer_bytes: int = _number(16 * MIB, 64 * 1024, 1024 * MIB)
    """The largest answer given."""
    head_seconds: int = _number(10, 1, 3600)
    """How long the head of a request may take to arrive."""
    body_seconds: int = _number(30, 1, 3600)
    """How long the body of a request may take to arrive, or one line of a batch."""
    send_seconds: int = _number(30, 1, 3600)
    """How long a client may take to receive an answer, or one line of a batch."""
    keepalive_seconds: int = _number(15, 0, 3600)
    """How long an idle connection is kept for another request; 0 closes it after each."""
    stop_seconds: int = _number(25, 1, 3600)
    """How long requests in flight may go on after SIGTERM."""
    worker_timeout_seconds: int = _number(60, 10, 3600)
    """The process that talks HTTP is killed and replaced if it gives no sign of life for so long."""
    tokens: str = field(default="", repr=False)
    """Tokens, parted by commas, of which every call but for health must bear one; none are asked for if empty."""
    log_level: str = field(default="info", metadata={"words": LOG_LEVELS})
    """The least level that is logged: debug, info, warning or error."""

    def __post_init__(self) -> None:
        """Check every value against the range in the metadata of its field."""
        for setting in fields(self):
            value, limits = getattr(self, setting.name), setting.metadata
            if "lowest" in limits and not limits["lowest"] <= value <= limits["highest"]:
                raise _bad_value(setting.name, str(value), _range(limits))
            if "words" in limits and value not in limits["words"]:
                raise _bad_value(setting.name, value, f"one of {', '.join(limits['words'])}")
        if re.search(r"[^\x21-\x7e]", self.tokens):
            raise _bad_value("tokens", "...", "tokens of printable ASCII characters without spaces, parted by commas")
        if not self.host or re.search(r"[\s/]", self.host):
            raise _bad_value("host", self.host, "an IP address or a host name to listen on")

    @property
    def most_wall_seconds(self) -> int:
        """How long a page may take by the clock, in seconds."""
        return self.wall_seconds or WALL_SHARE * self.deadline_seconds

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Config:
        """Read the settings that `environ` gives; the others have their defaults.

        Raises ConfigError for a name with our prefix that is no setting, and for a value that a setting cannot have.
        """
        known = {variable(setting.name): setting for setting in fields(cls)}
        values: dict[str, Any] = {}
        for name in sorted(name for name in environ if name.startswith(PREFIX)):
            value = environ[name]
            if name in OTHER_PROGRAMS or _is_service_link(name, value):
                continue
            if name not in known:
                raise ConfigError(
                    f"There is no setting {name!r} (its value is {_shown(value)!r}). Unset it or correct its name; "
                    f"settings are: {', '.join(known)}.",
                    setting=name,
                    value=_shown(value),
                    allowed=list(known),
                )
            setting = known[name]
            values[setting.name] = (
                _read_number(setting.name, value, setting.metadata) if "lowest" in setting.metadata else value
            )
        return cls(**values)


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def _is_service_link(name: str, value: str) -> bool:
    """Whether Kubernetes wrote the variable: beside a Service called `bodycopy` it puts such into the environment of every pod,
    and its `BODYCOPY_PORT` means an address (https://kubernetes.io/docs/concepts/services-networking/service/)."""
    return bool(_SERVICE_LINK.fullmatch(name)) or (name.endswith("_PORT") and bool(_SERVICE_LINK_ADDRESS.fullmatch(value)))


def _read_number(name: str, value: str, limits: Mapping[str, int]) -> int:
    if not re.fullmatch(r"-?[0-9]{1,18}", value):
        raise _bad_value(name, value, _range(limits))
    return int(value)


def _range(limits: Mapping[str, int]) -> str:
    return f"a whole number from {limits['lowest']} to {limits['highest']}"


def _bad_value(name: str, value: str, allowed: str) -> ConfigError:
    return ConfigError(
        f"The setting {variable(name)} has the value {_shown(value)!r}. Set it to {allowed}, or unset it for the default.",
        setting=variable(name),
        value=_shown(value),
        allowed=allowed,
    )


def _shown(value: str) -> str:
    return value if len(value) <= _SHOWN_CHARS else value[:_SHOWN_CHARS] + "..."
