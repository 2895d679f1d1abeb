"""Clients that keep places of the service taken: batches that go on, and slow pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from time import sleep

from bench.attacks.client import BadAnswer, Cut, Wire, request

TAKEN_SECONDS = 0.3
SLOW_PAGE = b"<html><body>" + b"<p>Just a line." * 65_000
"""Takes seconds."""
SMALL_PAGE = (
    b"<html><head><title>Ferry is back</title></head><body><article><h1>Ferry is back</h1>"
    + b"<p>The ferry between the two harbours took its first passengers on Monday, four months"
    b" after the fire in its engine room.</p><p>About two hundred people had queued since dawn,"
    b" some of them with bicycles and one with a piano, which was given a place of its own.</p>"
    * 2
    + b"</article></body></html>"
)


@contextmanager
def held_batch(port: int, fields: dict[str, str] | None = None) -> Iterator[Wire]:
    """A batch that has begun and goes on, and so keeps a place."""
    head = {"Content-Type": "application/x-ndjson", "Transfer-Encoding": "chunked"}
    head.update(fields or {})
    with Wire(port) as wire:
        wire.send(request("POST", "/v1/extract/batch", fields=head)[0] + b"1\r\n\n\r\n")
        sleep(TAKEN_SECONDS)
        yield wire


@contextmanager
def busy_worker(port: int) -> Iterator[None]:
    """A client that posts one slow page after the other."""
    enough = Event()

    def post() -> None:
        head, body = request("POST", "/v1/extract", SLOW_PAGE, {"Content-Type": "text/html"})
        while not enough.is_set():
            with suppress(OSError, Cut, BadAnswer), Wire(port) as wire:
                wire.read(sending=head + body)

    thread = Thread(target=post)
    thread.start()
    sleep(TAKEN_SECONDS)
    try:
        yield
    finally:
        enough.set()
        thread.join()
