"""A service for an attack: `bodycopy serve` on a free port, seen from outside through /proc."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from bench.attacks.client import BadAnswer, Cut, Wire, request

START_SECONDS = 60
STOP_SECONDS = 40
SERVE = [sys.executable, "-c", "from bodycopy.cli import main; main()", "serve"]
MIB = 1024 * 1024


@dataclass
class Service:
    """A running service."""

    process: subprocess.Popen[bytes]
    port: int
    log: IO[bytes]
    seen: set[int] = field(default_factory=set)
    """Every process that was ever looked at."""

    def wait_ready(self, seconds: float = START_SECONDS) -> float:
        """Seconds until /readyz says so; raises SystemExit where it never does."""
        start = time.monotonic()
        while time.monotonic() < start + seconds and self.process.poll() is None:
            if ask(self.port, "/readyz") == 200:
                self.family()
                return time.monotonic() - start
            time.sleep(0.02)
        raise SystemExit(f"the service did not start: {self.read_log()[-2000:]}")

    def family(self) -> dict[str, list[int]]:
        """The processes by their kind: master, http, server (forks workers) and worker."""
        master = self.process.pid
        http, servers = [], []
        for child in children(master):
            below = [pid for pid in children(child) if b"forkserver" in command(pid)]
            if below:
                http.append(child)
            servers += below
        workers = [pid for server in servers for pid in children(server)]
        self.seen.update([master, *everybody_below(master)])
        return {"master": [master], "http": http, "server": servers, "worker": workers}

    @property
    def http(self) -> int:
        """The process that talks HTTP."""
        return self.family()["http"][0]

    def read_log(self) -> str:
        """What it has written."""
        self.log.seek(0)
        return self.log.read().decode("utf-8", "replace")

    def stop(self) -> int | None:
        """End it by SIGTERM, or by force; its exit code, None where force was needed."""
        self.family()
        code: int | None = None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            code = self.process.wait(STOP_SECONDS)
        self.kill_all()
        return code

    def kill_all(self) -> None:
        """End by force what was seen to be its own, and still looks so."""
        for pid in [self.process.pid, *self.seen]:
            if is_alive(pid) and (b"bodycopy" in command(pid) or b"forkserver" in command(pid)):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def running(port: int = 0, files: str = "", **settings: str) -> Iterator[Service]:
    """A service that is ready, ended afterwards; `files` is the folder for its temporary files.

    Settings are named as in Config.
    """
    service = launch(port, files, **settings)
    try:
        service.wait_ready()
        yield service
    finally:
        service.stop()
        service.log.close()


def launch(port: int = 0, files: str = "", **settings: str) -> Service:
    """A service that starts."""
    port = port or free_port()
    log = tempfile.TemporaryFile()  # noqa: SIM115, closed with the service
    environ = environment(port, **settings) | ({"TMPDIR": files} if files else {})
    process = subprocess.Popen(SERVE, env=environ, stdout=log, stderr=log)
    return Service(process, port, log)


def environment(port: int, **settings: str) -> dict[str, str]:
    """The environment of a service with these settings and no others."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BODYCOPY_")}
    ours = {f"BODYCOPY_{name.upper()}": value for name, value in settings.items()}
    return {**kept, "BODYCOPY_PORT": str(port), "BODYCOPY_WORKERS": "2", **ours}


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(port: int, path: str = "/healthz", seconds: float = 5.0) -> int:
    """The status of a GET on a connection of its own; 0 where there is no answer."""
    try:
        with Wire(port, seconds) as wire:
            wire.send(request("GET", path, fields={"Connection": "close"})[0])
            return wire.read().status
    except (OSError, Cut, BadAnswer):
        return 0


def children(pid: int) -> list[int]:
    """The processes that a process has started, of all its threads."""
    found: list[int] = []
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                found += map(int, (thread / "children").read_text().split())
    return found


def everybody_below(pid: int) -> list[int]:
    """The processes below a process, all the way down."""
    below = children(pid)
    return below + [each for child in below for each in everybody_below(child)]


def command(pid: int) -> bytes:
    """The command line of a process; empty for one that has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def is_alive(pid: int) -> bool:
    """Whether a process is there, and is no zombie."""
    return bool(command(pid))


def resident(pid: int) -> int:
    """Bytes of memory that a process holds."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
    except OSError:
        return 0
