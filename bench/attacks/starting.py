"""Starts where something is short: memory, files, processes, places to write to, a log that blocks.

Each start either serves, or ends in time with a code other than 0 and says why. It never hangs,
and /readyz never says ready while a page that is posted then gets no answer.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import F_SETPIPE_SZ, fcntl
from time import monotonic, sleep

from bench.attacks.client import BadAnswer, Cut, Wire, request
from bench.attacks.occupy import SMALL_PAGE
from bench.attacks.result import Result
from bench.attacks.service import SERVE, Service, ask, environment, free_port

DECIDE_SECONDS = 20.0
PAGE_SECONDS = 10.0
PAGES = 10
CALLS = 200
PIPE_BYTES = 4096
TMPFS = "mount -t tmpfs -o size=1m"
UNSHARE = "unshare --mount --propagation private"
READS = "=-all,+dac_read_search"
NOBODY = f"setpriv --reuid 65534 --clear-groups --inh-caps{READS} --ambient-caps{READS}"
"""Limits of processes, of which a thread counts as one, do not hold for root."""


@dataclass(frozen=True)
class Shortage:
    """What a shell does before it becomes the service, and where the service's output goes."""

    name: str
    before: str = ""
    shell: str = ""
    """What the shell is started by."""
    wrap: str = ""
    """What the service is started by."""
    output: str = "file"
    """`file`, `unread` (a pipe that nobody reads), `broken` (its reader has gone), `closed`."""


SHORTAGES = [
    Shortage("400 MB of address space", "ulimit -v 400000;"),
    Shortage("600 MB of address space", "ulimit -v 600000;"),
    Shortage("1 GB of address space", "ulimit -v 1000000;"),
    Shortage("2 GB of address space", "ulimit -v 2000000;"),
    Shortage("64 files", "ulimit -n 64;"),
    Shortage("20 files", "ulimit -n 20;"),
    Shortage("3 threads", "", NOBODY, "prlimit --nproc=3"),
    Shortage("8 threads", "", NOBODY, "prlimit --nproc=8"),
    Shortage("16 threads", "", NOBODY, "prlimit --nproc=16"),
    Shortage("32 threads", "", NOBODY, "prlimit --nproc=32"),
    Shortage("no HOME", wrap="env -u HOME"),
    Shortage("no TMPDIR", wrap="env TMPDIR=/nonexistent"),
    Shortage("TMPDIR that cannot be written to", wrap="env TMPDIR=/proc"),
    Shortage("/dev/shm of 1 MB", f"{TMPFS} none /dev/shm;", UNSHARE),
    Shortage("/tmp of 1 MB", f"{TMPFS} none /tmp;", UNSHARE),
    Shortage("/dev/shm read-only", f"{TMPFS},ro none /dev/shm;", UNSHARE),
    Shortage(
        "nothing to write to",
        "".join(f"{TMPFS},ro none {place};" for place in ("/dev/shm", "/tmp", "/var/tmp")),
        UNSHARE,
        "env TMPDIR=/dev/shm",
    ),
    Shortage("log that nobody reads", output="unread"),
    Shortage("log whose reader has gone", output="broken"),
    Shortage("log that is full", output="full"),
    Shortage("log that is closed", output="closed"),
]


def run() -> Result:
    """Start under each shortage."""
    result = Result("starting")
    for each in SHORTAGES:
        if each.shell and os.geteuid():
            result.notes.append(f"{each.name}: not tried, which takes root")
            continue
        good, told = start(each)
        print(f"{each.name}: {told}", flush=True)
        result.at_least(f"{each.name}: serves, or says why not", good, 1)
    return result


def start(shortage: Shortage) -> tuple[bool, str]:
    """Whether a start under a shortage keeps what is promised, and what came."""
    with _started(shortage) as service:
        begin = monotonic()
        while (seconds := monotonic() - begin) < DECIDE_SECONDS:
            if (code := service.process.poll()) is not None:
                return _judge_end(shortage, code, service.read_log(), seconds)
            if ask(service.port, "/readyz", 2.0) == 200:
                return _judge_service(service)
            sleep(0.05)
        lines = len(service.read_log().splitlines())
        told = f"neither ready nor ended after {seconds:.0f} s, {lines} lines of log"
        return False, f"{told}: {_last_line(service.read_log())}"


@contextmanager
def _started(shortage: Shortage) -> Iterator[Service]:
    """The service under a shortage, ended whatever becomes of it."""
    closed = ">&- 2>&-" if shortage.output == "closed" else ""
    script = f'{shortage.before} exec {shortage.wrap} "$@" {closed}'
    command = [*shortage.shell.split(), "sh", "-c", script, "sh", *SERVE]
    port = free_port()
    with tempfile.TemporaryFile() as log, _output(shortage.output, log.fileno()) as output:
        process = subprocess.Popen(command, env=environment(port), stdout=output, stderr=output)
        service = Service(process, port, log)
        try:
            yield service
        finally:
            service.family()
            service.kill_all()


@contextmanager
def _output(kind: str, log: int) -> Iterator[int]:
    """Where the log goes."""
    if kind in ("file", "closed"):
        yield log
        return
    if kind == "full":
        ends = [os.open("/dev/full", os.O_WRONLY)]
    else:
        ends = list(os.pipe())
        fcntl(ends[-1], F_SETPIPE_SZ, PIPE_BYTES)
    if kind == "broken":
        os.close(ends.pop(0))
    try:
        yield ends[-1]
    finally:
        for end in ends:
            os.close(end)


def _judge_end(shortage: Shortage, code: int, log: str, seconds: float) -> tuple[bool, str]:
    told = f"ended with {code} after {seconds:.1f} s"
    if shortage.output != "file":
        return code > 0, told
    is_said = any(word in log.lower() for word in ("error", "cannot", "not ", "no ", "fail"))
    is_bare = "Traceback" in log
    return code > 0 and is_said, f"{told}{', with a traceback' * is_bare}: {_last_line(log)}"


def _judge_service(service: Service) -> tuple[bool, str]:
    """Post pages, ask often enough to fill a pipe with log, and see whether it is still ready."""
    pages, calls = Counter[str](), Counter[str]()
    for _ in range(PAGES):
        pages[_post(service.port) if not pages["nothing"] else "nothing"] += 1
    for _ in range(CALLS if not pages["nothing"] else 0):
        status = ask(service.port, "/nothing", PAGE_SECONDS)
        calls[str(status or "nothing")] += 1
        if not status:
            break
    unanswered = pages["nothing"] + calls["nothing"]
    ready = ask(service.port, "/readyz") == 200
    good = not unanswered and ready and pages["200"] == PAGES
    told = f"pages {dict(pages)}, other calls {dict(calls)}, ready afterwards: {ready}"
    return good, f"{told}; {_last_line(service.read_log())}" if not good else told


def _post(port: int) -> str:
    head, body = request("POST", "/v1/extract", SMALL_PAGE, {"Content-Type": "text/html"})
    try:
        with Wire(port, PAGE_SECONDS) as wire:
            return str(wire.read(sending=head + body).status)
    except (OSError, Cut, BadAnswer):
        return "nothing"


def _last_line(log: str) -> str:
    lines = [line for line in log.splitlines() if line.strip()]
    return lines[-1][:160] if lines else "the log is empty"
