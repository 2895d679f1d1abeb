"""Starts the service, has it extract pages, leaves it idle and ends it; run inside of namespace.py.

    python visit.py REPORT PORT PAGES SECONDS SIGNAL FILE...

Asks PAGES times for the article of one FILE after the other, then waits SECONDS. SIGNAL is sent to
all processes: SIGTERM or SIGKILL. REPORT is a JSON file: the HTTP statuses, the exit code, and what
lay in the folders to be watched while the service ran and after it ended.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

BODYCOPY = Path(sys.executable).with_name("bodycopy")
HTML = {"Content-Type": "text/html; charset=utf-8"}
QUERY = "url=https://example.com/sea/keeper&mode=full&include=html,markdown,removed,sources"
"""With an address and with trafilatura's vote, so that all libraries have their say."""

SECONDS = 60
"""How long to wait for what should come at once."""


def main() -> None:
    report, port, pages, idle, signal_name, *files = sys.argv[1:]
    command = [BODYCOPY, "serve", "--port", port, "--workers", "2"]
    service = subprocess.Popen(command, start_new_session=True)
    try:
        wait_until_ready(int(port))
        asked = [files[index % len(files)] for index in range(int(pages))]
        statuses = Counter(post(int(port), file) for file in asked)
        time.sleep(float(idle))
        running = found()
        os.killpg(service.pid, signal.Signals[signal_name])
        code = service.wait(SECONDS)
    finally:
        service.kill()
    said = {"statuses": statuses, "code": code, "running": running, "after": found()}
    Path(report).write_text(json.dumps(said), "utf-8")


def wait_until_ready(port: int) -> None:
    end = time.monotonic() + SECONDS
    while status(port, "GET", "/readyz") != 200:
        if time.monotonic() > end:
            raise TimeoutError("the service does not get ready")
        time.sleep(0.05)


def post(port: int, file: str) -> int:
    return status(port, "POST", f"/v1/extract?{QUERY}", Path(file).read_bytes())


def status(port: int, method: str, path: str, body: bytes | None = None) -> int:
    """The HTTP status of a call; 0 where nobody listens yet."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request(method, path, body, HTML if body else {})
        response = connection.getresponse()
        response.read()
    except ConnectionRefusedError:
        return 0
    finally:
        connection.close()
    return response.status


def found() -> list[str]:
    """All files and empty folders in those that WATCHED names, as `folder: path in it`."""
    lines: list[str] = []
    for folder in map(Path, os.environ["WATCHED"].split(os.pathsep)):
        ends = [path for path in folder.rglob("*") if not path.is_dir() or not any(path.iterdir())]
        lines += [f"{folder.name}: {path.relative_to(folder)}" for path in ends]
    return sorted(lines)


if __name__ == "__main__":
    main()
