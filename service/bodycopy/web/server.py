"""The gunicorn that we run on, set up from our own settings: the command line and the container start the same one."""

from __future__ import annotations

import os
import resource
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from bodycopy.config import Config
from bodycopy.isolation import Pool
from bodycopy.web.app import App, create_app, start_pool
from bodycopy.web.batches import BATCH_PATH
from bodycopy.web.connections import patient_worker
from bodycopy.web.logs import log_settings

SHARED_MEMORY = "/dev/shm"
"""gunicorn's processes show that they live by touching a file, and the fork server is called at a socket that has a name. Here
that needs no disk, nor a root file system that can be written to."""

WORKERS_OF_A_PROCESS = 8

SPARE_FILES = 256
"""What a process has open beside connections: pipes to workers, modules, sockets to listen on."""

LONGEST_REQUEST_LINE = 8190
"""The most that gunicorn can be set to; the address of a page stands in it."""


def serve(config: Config) -> None:
    """Serve until told to stop; SIGTERM lets requests in flight finish. Ends by SystemExit, 0 after an orderly stop."""
    _allow_connections(config.connections)
    if os.access(SHARED_MEMORY, os.W_OK):
        os.environ.setdefault("TMPDIR", SHARED_MEMORY)
    _Server(config).run()


def http_processes(config: Config) -> int:
    """How many processes talk HTTP: one keeps eight workers busy, and shares out pages better than several would."""
    return -(-config.workers // WORKERS_OF_A_PROCESS)


def server_settings(config: Config) -> dict[str, Any]:
    """Gunicorn's settings for ours (https://docs.gunicorn.org/en/stable/settings.html)."""
    host = f"[{config.host}]" if ":" in config.host else config.host
    return {
        "proc_name": "bodycopy",
        "bind": f"{host}:{config.port}",
        "workers": http_processes(config),
        "worker_class": patient_worker(config, (BATCH_PATH,)),
        "threads": config.threads,
        "worker_connections": config.connections,
        "timeout": config.worker_timeout_seconds,
        "graceful_timeout": config.stop_seconds,
        "keepalive": config.keepalive_seconds,
        "limit_request_line": LONGEST_REQUEST_LINE,
        "worker_tmp_dir": SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else None,
        "sendfile": False,  # the kernel would wait for a slow reader without end
        "control_socket_disable": True,
        "accesslog": None,
        "logger_class": _Logger,
        "loglevel": config.log_level,
        "logconfig_dict": log_settings(config.log_level),
    }


def _allow_connections(connections: int) -> None:
    """Raise the limit of open files as far as may be, where it is too low for so many connections."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + SPARE_FILES
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard) if hard != resource.RLIM_INFINITY else wanted, hard))


class _Logger(Logger):  # type: ignore[misc]
    """gunicorn's, without the line a request that it prepares and that nobody writes; ours is written by the application."""

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        pass


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, config: Config) -> None:
        self._config = config
        self._pool: Pool | None = None
        super().__init__()

    def load_config(self) -> None:
        for name, value in server_settings(self._config).items():
            self.cfg.set(name, value)
        self.cfg.set("worker_exit", lambda _server, _worker: self._end())

    def load(self) -> App:
        """The application of a process that has just been forked; the workers that it starts are its own."""
        share = -(-self._config.workers // http_processes(self._config))
        self._pool = start_pool(self._config, share)
        return create_app(self._config, self._pool)

    def _end(self) -> None:
        if self._pool:
            self._pool.close()
