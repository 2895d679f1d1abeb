"""Connections that wait for nobody for ever."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from time import monotonic

import pytest

from bodycopy.web.sockets import PacedSocket, pace


@pytest.fixture
def ends() -> Iterator[tuple[PacedSocket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with pace(ours, send_seconds=0.3) as paced, theirs:
        yield paced, theirs


def test_what_comes_in_time_is_read(ends: tuple[PacedSocket, socket.socket]) -> None:
    ours, theirs = ends
    ours.read_until = monotonic() + 60
    threading.Timer(0.1, theirs.sendall, (b"late",)).start()
    assert ours.recv(100) == b"late"
    theirs.close()
    assert ours.recv(100) == b""


def test_what_does_not_come_is_not_waited_for(ends: tuple[PacedSocket, socket.socket]) -> None:
    ours, _ = ends
    ours.read_until = monotonic() + 0.2
    with pytest.raises(TimeoutError):
        ours.recv(100)


def test_drops_do_not_put_off_the_end(ends: tuple[PacedSocket, socket.socket]) -> None:
    ours, theirs = ends
    ours.read_until = monotonic() + 0.5
    enough = threading.Event()

    def drip() -> None:
        while not enough.wait(0.05):
            theirs.send(b"x")

    thread = threading.Thread(target=drip)
    thread.start()
    with pytest.raises(TimeoutError):
        list(iter(lambda: ours.recv(1), b""))
    enough.set()
    thread.join()


def test_a_reader_that_stops_reading_is_given_up(ends: tuple[PacedSocket, socket.socket]) -> None:
    ours, theirs = ends
    with pytest.raises(BrokenPipeError):
        ours.sendall(b"x" * 50_000_000)
    assert theirs.recv(10) == b"x" * 10


def test_a_reader_that_reads_on_gets_everything(ends: tuple[PacedSocket, socket.socket]) -> None:
    ours, theirs = ends
    ours.send_seconds = 60
    thread = threading.Thread(target=lambda: (ours.sendall(b"x" * 5_000_000), ours.shutdown(socket.SHUT_WR)))
    thread.start()
    with theirs.makefile("rb") as stream:
        assert len(stream.read()) == 5_000_000
    thread.join()


def test_what_was_read_ahead_is_read_first_and_in_pieces(ends: tuple[PacedSocket, socket.socket]) -> None:
    ours, theirs = ends
    with pytest.raises(BlockingIOError):
        ours.read_ahead(100)
    theirs.sendall(b"first")
    assert ours.read_ahead(100) == b"first"
    theirs.sendall(b"second")
    assert [ours.recv(3), ours.recv(100), ours.recv(100)] == [b"fir", b"st", b"second"]
    theirs.close()
    assert ours.read_ahead(100) == b""


def test_what_is_not_taken_at_once_may_be_left_for_later(ends: tuple[PacedSocket, socket.socket]) -> None:
    ours, theirs = ends
    answer = bytes(range(256)) * 20_000
    ours.may_leave = True
    ours.sendall(answer)
    left = len(ours.unsent or b"")
    assert 0 < left < len(answer)
    ours.sendall(b"and more")
    assert len(ours.unsent or b"") == left + len(b"and more")
    assert not ours.send_rest()
    taken = bytearray()
    while not ours.send_rest() or len(taken) < len(answer) + len(b"and more"):
        taken += theirs.recv(1_000_000)
    assert taken == answer + b"and more"
    assert ours.unsent is None


def test_one_thread_may_read_while_another_writes(ends: tuple[PacedSocket, socket.socket]) -> None:
    ours, theirs = ends
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(ours.recv(100)))
    reader.start()
    ours.sendall(b"to them")
    assert theirs.recv(100) == b"to them"
    theirs.sendall(b"to us")
    reader.join(30)
    assert got == [b"to us"]


def test_limits_of_gunicorn_s_own_are_kept(ends: tuple[PacedSocket, socket.socket]) -> None:
    ours, _ = ends
    ours.setblocking(False)
    with pytest.raises(BlockingIOError):
        ours.recv(100)
    ours.settimeout(0.1)
    with pytest.raises(TimeoutError):
        ours.recv(100)
