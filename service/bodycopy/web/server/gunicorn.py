"""The gunicorn that we run on, set up from our own settings: the command line and the container start the same one."""

from __future__ import annotations

import os
import resource
from dataclasses import replace
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from bodycopy.config import Config
from bodycopy.errors import ConfigError
from bodycopy.isolation import Pool
from bodycopy.isolation.scratch import hold_scratch
from bodycopy.web.app import App, create_app, start_pool
from bodycopy.web.batches import BATCH_PATH
from bodycopy.web.health import PROBES
from bodycopy.web.logs import log_settings
from bodycopy.web.server.worker import loop_worker

SHARED_MEMORY = "/dev/shm"
"""gunicorn's processes show that they live by touching a file, and the fork server is called at a socket that has a name. Here
that needs no disk, nor a root file system that can be written to."""

WORKERS_OF_A_PROCESS = 8

SPARE_FILES = 256
"""What a process may have open beside connections, where it can be had."""

OWN_FILES, FILES_OF_A_WORKER = 28, 4
"""What it has open at least: modules, sockets to listen on, the fork server; pipes to each worker."""

FEWEST_CONNECTIONS = 8


def serve(config: Config) -> None:
    """Serve until told to stop; SIGTERM lets requests in flight finish. Ends by SystemExit, 0 after an orderly stop."""
    config = _allow_connections(config)
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
        "worker_class": loop_worker(config, (BATCH_PATH,), PROBES),
        "timeout": config.worker_timeout_seconds,
        "graceful_timeout": config.stop_seconds,
        "worker_tmp_dir": SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else None,
        "control_socket_disable": True,
        "accesslog": None,
        "logger_class": _Logger,
        "loglevel": config.log_level,
        "logconfig_dict": log_settings(config.log_level),
    }


def _allow_connections(config: Config) -> Config:
    """Raise the limit of open files as far as may be, where it is too low for so many connections;
    where it stays too low, take fewer. Raises ConfigError where there are not even files to start
    with."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = OWN_FILES + FILES_OF_A_WORKER * config.workers
    wanted = config.connections + max(needed, SPARE_FILES)
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if soft < needed + FEWEST_CONNECTIONS:
        raise ConfigError(
            f"The service may have {soft} files open, and needs {needed + FEWEST_CONNECTIONS} or "
            "more. Raise the limit (ulimit -n), or lower BODYCOPY_WORKERS.",
            setting="ulimit -n",
            value=str(soft),
        )
    return replace(config, connections=min(config.connections, soft - needed))


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
        hold_scratch()
        share = -(-self._config.workers // http_processes(self._config))
        self._pool = start_pool(self._config, share)
        return create_app(self._config, self._pool)

    def _end(self) -> None:
        if self._pool:
            self._pool.close()
