"""Refusals given before the whole body was read, and an innocent request behind each of them.

A service that answers early and then closes a connection that it promised to keep costs its
client the next request, which may not be safe to repeat. One that closes while its client still
sends has the answer itself wiped out by a reset. So each refusal must come whole, and what it says
of the connection must be true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice, product
from threading import Lock

import requests

from bench.attacks.client import BadAnswer, Cut, Wire, request
from bench.attacks.occupy import SMALL_PAGE, busy_worker, held_batch
from bench.attacks.refusals import (
    BEARER,
    HTML,
    OVERLOADED,
    TOKEN,
    TOO_LARGE,
    WITH_TOKEN,
    Case,
)
from bench.attacks.result import Result
from bench.attacks.service import running

SIZES = (100_000, 1_000_000)
CHUNKS = (0, 8_000)
MODES = ("first", "while", "slowly", "session")
INNOCENTS = 1_000
THREADS = 4
SECONDS = 10.0
SLOW_PAUSE = 0.004
Attempt = tuple[Case, int, int, str]


class _Tally:
    """What became of the attempts; several threads write to it."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self._lock = Lock()

    def count(self, what: str) -> None:
        with self._lock:
            self.counts[what] += 1

    def fault(self, kind: str, attempt: Attempt, why: object) -> None:
        case, _, chunk, mode = attempt
        shown = f" ({why})" if why else ""
        with self._lock:
            self.counts[kind] += 1
            self.faults[f"{kind}: {case.name}{shown}"] += 1
            self.faults[f"{kind}: all {'in chunks' if chunk else 'of a length'}, {mode}"] += 1


def run(innocents: int = INNOCENTS) -> Result:
    """Make so many innocent requests, each behind a refusal."""
    tally = _Tally()
    attempts = cycle(_attempts(WITH_TOKEN))
    settings = {"workers": "1", "batches": "1", "tokens": TOKEN}
    with running(**settings) as service, held_batch(service.port, BEARER):
        _make(service.port, list(islice(attempts, innocents * 7 // 10)), tally)
    with running(workers="1", max_body_bytes="50000") as service:
        _make(service.port, list(islice(cycle(_attempts(TOO_LARGE)), innocents * 2 // 10)), tally)
    with running(workers="1", queue="0") as service, busy_worker(service.port):
        _make(service.port, list(islice(cycle(_attempts(OVERLOADED)), innocents // 10)), tally)
    counts = tally.counts
    result = Result("early_refusals")
    result.at_least("innocent requests", counts["innocents"], innocents * 0.99)
    result.at_most("innocent requests lost", counts["lost"], 0)
    result.at_most("answers that lie about the connection", counts["lie"], 0)
    result.at_most("refusals that did not come whole", counts["refusal lost"], 0)
    result.at_most("refusals with a status that is not theirs", counts["wrong status"], 0)
    result.notes += [f"{text}: {count}" for text, count in tally.faults.most_common(40)]
    result.notes.append(f"kept {counts['kept']}, closed {counts['closed']}")
    return result


def _attempts(cases: tuple[Case, ...]) -> Iterator[Attempt]:
    for case, size, chunk, mode in product(cases, SIZES, CHUNKS, MODES):
        is_possible = not (chunk and case.version == "1.0") and bool(chunk or not case.tail)
        if is_possible and not (mode == "session" and (case.tail or case.version == "1.0")):
            yield case, size, chunk, mode


def _make(port: int, attempts: list[Attempt], tally: _Tally) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in pool.map(lambda each: _attempt(port, each, tally), attempts):
            pass


def _attempt(port: int, attempt: Attempt, tally: _Tally) -> None:
    tally.count("innocents")
    if attempt[3] == "session":
        _by_session(port, attempt, tally)
        return
    with Wire(port, SECONDS) as wire:
        keeps = _refuse(wire, attempt, tally)
        tally.count("kept" if keeps else "closed")
        if keeps and not _is_innocent_answered(wire):
            tally.fault("lie", attempt, "")
            tally.fault("lost", attempt, "")
    if not keeps:
        with Wire(port, SECONDS) as wire:
            if not _is_innocent_answered(wire):
                tally.fault("lost", attempt, "")


def _refuse(wire: Wire, attempt: Attempt, tally: _Tally) -> bool:
    """Have a request refused; whether the connection is said to be kept."""
    case, size, chunk, mode = attempt
    page = b"<p>" + b"x" * (size - 3)
    head, body = request(
        case.method, case.target, page, case.fields, chunk=chunk, version=case.version
    )
    if case.tail:
        body = body.removesuffix(b"0\r\n\r\n") + case.tail
    try:
        if mode == "first":
            wire.send(head + body)
            answer = wire.read()
        else:
            pause = SLOW_PAUSE if mode == "slowly" else 0.0
            answer = wire.read(sending=head + body, pause=pause)
            rest, wire.unsent = bytes(wire.unsent), memoryview(b"")
            if rest and answer.keeps:  # the rest of a message that was promised has to come
                wire.send(rest, pause=pause)
    except (OSError, Cut, BadAnswer) as error:
        tally.fault("refusal lost", attempt, type(error).__name__)
        return False
    if answer.status not in (*case.statuses, 200, 422):
        tally.fault("wrong status", attempt, answer.status)
    return answer.keeps


def _is_innocent_answered(wire: Wire) -> bool:
    mark = f"innocent-{id(wire)}"
    fields = {**HTML, **BEARER, "X-Request-Id": mark}
    head, body = request("POST", "/v1/extract", SMALL_PAGE, fields)
    try:
        wire.send(head + body)
        answer = wire.read()
    except (OSError, Cut, BadAnswer):
        return False
    return answer.status in (200, 503) and answer.id == mark


def _by_session(port: int, attempt: Attempt, tally: _Tally) -> None:
    """The same by the library that most clients use, which keeps its connections by itself."""
    case, size, chunk, _ = attempt
    page = b"<p>" + b"x" * (size - 3)
    data = (page[start : start + chunk] for start in range(0, size, chunk)) if chunk else page
    base = f"http://127.0.0.1:{port}"
    with requests.Session() as session:
        try:
            url = base + case.target
            session.request(case.method, url, data=data, headers=case.fields, timeout=SECONDS)
        except requests.RequestException as error:
            tally.fault("refusal lost", attempt, type(error).__name__)
        try:
            fields = {**HTML, **BEARER}
            url = f"{base}/v1/extract"
            answer = session.post(url, data=SMALL_PAGE, headers=fields, timeout=SECONDS)
            if answer.status_code not in (200, 503):
                tally.fault("lost", attempt, answer.status_code)
        except requests.RequestException as error:
            tally.fault("lost", attempt, type(error).__name__)
