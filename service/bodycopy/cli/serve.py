"""`bodycopy serve`: the HTTP service, from the command line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from bodycopy.errors import ConfigError

if TYPE_CHECKING:
    from bodycopy.config import Config


@click.command()
@click.option("--host", metavar="ADDRESS", help="The address to listen on. [BODYCOPY_HOST; default: 127.0.0.1]")
@click.option("--port", metavar="NUMBER", help="The port to listen on. [BODYCOPY_PORT; default: 8000]")
@click.option(
    "--workers", metavar="NUMBER", help="How many processes serve. [BODYCOPY_WORKERS; default: one a processor, at most 4]"
)
def serve(host: str | None, port: str | None, workers: str | None) -> None:
    """Serve over HTTP until stopped.

    Settings come from BODYCOPY_* environment variables; the options here win over them.
    """
    config = _read_config({"host": host, "port": port, "workers": workers})
    from bodycopy.web.server import serve as serve_http

    serve_http(config)


def _read_config(given: dict[str, str | None]) -> Config:
    """The settings, with the options that were given; what is wrong is named as the user wrote it."""
    from bodycopy.config import Config, variable

    options = {variable(name): (f"--{name}", value) for name, value in given.items() if value is not None}
    try:
        return Config.from_env({**os.environ, **{setting: value for setting, (_, value) in options.items()}})
    except ConfigError as error:
        setting = error.detail["setting"]
        if setting not in options:
            raise
        option, value = options[setting]
        raise click.BadParameter(f"{value!r}; give {error.detail['allowed']}.", param_hint=option) from error
