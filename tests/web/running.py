"""The service as it runs: gunicorn in a process of its own on a free port, with what a test wants to know of it."""

from __future__ import annotations

import atexit
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

START = (
    "import os; from bodycopy.config import Config; from bodycopy.web.server import serve; serve(Config.from_env(os.environ))"
)
SECONDS = 60
"""How long to wait for what should come at once, on a machine with much else to do."""
HTML = {"Content-Type": "text/html; charset=utf-8"}
NDJSON = {"Content-Type": "application/x-ndjson"}


@dataclass
class Service:
    """A running service, with the log lines that it has written so far."""

    process: subprocess.Popen[str]
    log: list[dict[str, Any]] = field(default_factory=list)
    port: int = 0

    def follow(self, *, read_on: bool) -> None:
        """Read the log up to the line that tells the port; a thread reads on, or nobody."""
        assert self.process.stdout
        too_long = threading.Timer(SECONDS, self.process.kill)
        too_long.start()
        for line in self.process.stdout:
            self.log.append(json.loads(line))
            if "Listening at" in self.log[-1]["message"]:
                self.port = int(self.log[-1]["message"].split("127.0.0.1:")[1].split()[0])
                break
        too_long.cancel()
        assert self.port, f"it did not start, but ended with {self.process.wait(SECONDS)}"
        if not read_on:
            return
        self.reader = threading.Thread(target=self._read_on, daemon=True)
        self.reader.start()

    def _read_on(self) -> None:
        assert self.process.stdout
        self.log.extend(json.loads(line) for line in self.process.stdout)

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)

    def ask(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[int, Any]:
        connection = self.connect()
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        answer = json.loads(response.read())
        connection.close()
        return response.status, answer

    def processes(self) -> dict[str, list[int]]:
        """The processes of the service that are there: http, and worker."""
        http_pids = children(self.process.pid)
        servers = [pid for parent in http_pids for pid in children(parent) if b"forkserver" in command(pid)]
        return {"http": http_pids, "server": servers, "worker": [pid for parent in servers for pid in children(parent)]}

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(SECONDS)
        self.reader.join(SECONDS)
        return code


def start(*, read_on: bool = True, **settings: str) -> Service:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BODYCOPY_")}
    environ = kept | {"BODYCOPY_PORT": "0", "BODYCOPY_WORKERS": "1", **settings}
    process = subprocess.Popen([sys.executable, "-c", START], env=environ, stdout=subprocess.PIPE, text=True)
    atexit.register(process.kill)  # where a test fails before it stops it
    service = Service(process)
    service.follow(read_on=read_on)
    return service


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return b""


def are_gone(pids: list[int]) -> bool:
    """Whether all processes end within the time that they may take."""
    end = time.monotonic() + SECONDS
    while any(command(pid) for pid in pids):  # a zombie has no command line
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
