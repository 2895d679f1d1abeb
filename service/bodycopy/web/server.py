"""The gunicorn that we run on, set up from our own settings: the command line and the container start the same one."""

from __future__ import annotations

import os
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from bodycopy.config import Config
from bodycopy.web.app import create_app
from bodycopy.web.logs import log_settings

SHARED_MEMORY = "/dev/shm"
"""A worker shows that it lives by touching a file; here that needs no disk, nor a root file system that can be written to."""

LONGEST_REQUEST_LINE = 8190
"""The most that gunicorn can be set to; the address of a page stands in it."""


def serve(config: Config) -> None:
    """Serve until told to stop; SIGTERM lets requests in flight finish. Ends by SystemExit, 0 after an orderly stop."""
    _Server(config).run()


def server_settings(config: Config) -> dict[str, Any]:
    """Gunicorn's settings for ours (https://docs.gunicorn.org/en/stable/settings.html)."""
    host = f"[{config.host}]" if ":" in config.host else config.host
    return {
        "proc_name": "bodycopy",
        "bind": f"{host}:{config.port}",
        "workers": config.workers,
        "worker_class": "gthread",
        "threads": config.threads,
        "preload_app": True,
        "timeout": config.worker_timeout_seconds,
        "graceful_timeout": config.stop_seconds,
        "keepalive": config.keepalive_seconds,
        "limit_request_line": LONGEST_REQUEST_LINE,
        "worker_tmp_dir": SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else None,
        "control_socket_disable": True,
        "accesslog": None,
        "loglevel": config.log_level,
        "logconfig_dict": log_settings(config.log_level),
    }


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, config: Config) -> None:
        self._config = config
        super().__init__()

    def load_config(self) -> None:
        for name, value in server_settings(self._config).items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return create_app(self._config)
