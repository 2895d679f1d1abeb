"""The process that talks HTTP: gunicorn's worker with an event loop, and a thread only for work.

Everything here goes through what gunicorn documents for workers of one's own: `run`, `notify`, the
listening sockets, the signals of its master.
"""

from __future__ import annotations

import asyncio
import ctypes
import errno
import os
import signal
import socket
import struct
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn.workers.base import Worker

from bodycopy.config import Config
from bodycopy.web.server.connection import Connection
from bodycopy.web.server.serving import Serving

PR_SET_PDEATHSIG = 1
"""From <sys/prctl.h>: the signal that a process gets when its parent dies."""

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
MALLOC = {M_MMAP_THRESHOLD: 128 * 1024, M_ARENA_MAX: 2}
"""From <malloc.h>. glibc learns from large pages that are freed to keep them, in an arena for each
thread, and the process would hold several times what it holds for its clients. So pages go back to
the system when they are done with."""

SO_ATTACH_FILTER, BPF_RET = 26, 6
"""From <asm-generic/socket.h> and <linux/bpf_common.h>: a filter that returns 0 drops everything."""

SWITCH_SECONDS = 0.002
"""How long a thread may keep the interpreter from the others, of which the event loop is one that
has little to do, but at once."""

HEARTBEAT_SECONDS = 1.0

ACCEPTED_A_TURN = 64

SHORT_OF_FILES_SECONDS = 0.2
"""How long nobody is accepted where there are no more files to be had."""

_GONE = frozenset({errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK, errno.EINTR})
_SHORT = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})


class LoopWorker(Worker):  # type: ignore[misc]
    """The worker for gunicorn; `loop_worker` makes one with its settings."""

    config: Config
    streams: Collection[str]
    probes: Collection[str]

    def run(self) -> None:
        """Serve until told to stop, or left alone."""
        libc = ctypes.CDLL(None)
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if hasattr(libc, "mallopt"):  # glibc alone; others give memory back by themselves
            for parameter, value in MALLOC.items():
                libc.mallopt(parameter, value)
        sys.setswitchinterval(SWITCH_SECONDS)
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        loop = asyncio.get_running_loop()
        serving = Serving(self.config, self.wsgi, loop, self.streams, self.probes)
        doorman = Doorman(serving, self.sockets)
        stop = partial(self._stop, serving, doorman)
        # Those of the loop go with it, and a signal that comes once more would break off the end.
        signal.signal(signal.SIGTERM, lambda *_: serving.call_in_loop(stop))
        for number in (signal.SIGINT, signal.SIGQUIT):
            signal.signal(number, lambda *_: serving.call_in_loop(partial(self._quit, serving, stop)))
        doorman.open()
        while not (serving.stopping and not serving.connections and not doorman.is_busy):
            self.notify()
            if self.ppid != os.getppid():
                stop()
            with suppress(TimeoutError):
                await asyncio.wait_for(doorman.left.wait(), HEARTBEAT_SECONDS)
            doorman.left.clear()
        serving.close()

    def _stop(self, serving: Serving, doorman: Doorman) -> None:
        """SIGTERM: close the port, answer what is in flight."""
        if serving.stopping:
            return
        self.alive = False
        self.wsgi.stopping = serving.stopping = True
        doorman.close()
        for connection in list(serving.connections):
            connection.stop()
        doorman.left.set()  # there may be nobody left to wait for

    def _quit(self, serving: Serving, stop: Callable[[], None]) -> None:
        """SIGINT, SIGQUIT: stop without waiting for anybody."""
        stop()
        for connection in list(serving.connections):
            connection.drop()


class Doorman:
    """Accepts connections while there is room for them."""

    def __init__(self, serving: Serving, listeners: list[Any]) -> None:
        self.left = asyncio.Event()
        """Set when a connection has ended."""
        self._serving = serving
        self._loop = serving.loop
        self._listeners: list[socket.socket] = [each.sock for each in listeners]
        self._coming: set[asyncio.Task[Any]] = set()
        self._is_open = False
        serving.on_close = self._on_close

    @property
    def is_busy(self) -> bool:
        """Whether somebody has connected who is not yet among the connections."""
        return bool(self._coming)

    def open(self) -> None:
        """Begin to accept, or go on with it."""
        self._is_open = True
        for listener in self._listeners:
            listener.setblocking(False)
            self._loop.add_reader(listener, self._accept, listener)

    def _pause(self) -> None:
        self._is_open = False
        for listener in self._listeners:
            self._loop.remove_reader(listener)

    def close(self) -> None:
        """Take those who have connected already, and close the port."""
        self._pause()
        for listener in self._listeners:
            _let_nobody_in(listener)
            while self._accept_one(listener):
                pass
            listener.close()
        self._listeners = []

    def _accept(self, listener: socket.socket) -> None:
        for _ in range(ACCEPTED_A_TURN):
            if not self._has_room():
                self._pause()
                return
            if not self._accept_one(listener):
                return

    def _has_room(self) -> bool:
        """Whether another connection may come; one that is kept without use goes for it."""
        serving = self._serving
        if len(serving.connections) + len(self._coming) < serving.config.connections:
            return True
        kept = [(since, each) for each in serving.connections if (since := each.idle_since)]
        if kept:
            min(kept, key=lambda pair: pair[0])[1].drop()
        return False

    def _accept_one(self, listener: socket.socket) -> bool:
        """Take one who has connected; whether there was one."""
        try:
            client, _ = listener.accept()
        except OSError as error:
            if error.errno in _SHORT:
                self._pause()
                self._loop.call_later(SHORT_OF_FILES_SECONDS, self._reopen)
            elif error.errno not in _GONE:
                raise
            return False
        client.setblocking(False)
        make: Callable[[], Connection] = partial(Connection, self._serving)
        task = self._loop.create_task(self._loop.connect_accepted_socket(make, client))
        self._coming.add(task)
        task.add_done_callback(self._coming.discard)
        return True

    def _reopen(self) -> None:
        if self._listeners and not self._is_open:
            self.open()

    def _on_close(self) -> None:
        self.left.set()
        self._reopen()


def _let_nobody_in(listener: socket.socket) -> None:
    """Have the kernel pass over whoever knocks from now on, who tries again in a second and is
    refused then. One who came in between the last look and the closing would be reset."""
    program = ctypes.create_string_buffer(struct.pack("HBBI", BPF_RET, 0, 0, 0))
    with suppress(OSError):
        filter_ = struct.pack("HP", 1, ctypes.addressof(program))
        listener.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, filter_)


def loop_worker(config: Config, streams: Collection[str], probes: Collection[str]) -> type[LoopWorker]:
    """The worker for gunicorn with these settings, which it has no names for."""
    members = {"config": config, "streams": streams, "probes": probes}
    return type("ConfiguredWorker", (LoopWorker,), members)
