"""The parts of gunicorn that we lean on without its promise: where a new version lacks one, this says which, and where it is used.

What they do is tested by the service as it runs; this is the plain message before that.
"""

from __future__ import annotations

import inspect
import re
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from gunicorn.app.base import BaseApplication
from gunicorn.config import KNOWN_SETTINGS
from gunicorn.glogging import Logger
from gunicorn.sock import BaseSocket
from gunicorn.workers.base import Worker
from packaging.requirements import Requirement
from packaging.version import Version

from bodycopy.config import Config
from bodycopy.web.server import server_settings

ROOT = Path(__file__).parents[2]

METHODS: list[tuple[type, str, list[str], str]] = [
    (Worker, "run", [], "web/server/worker.py"),
    (Worker, "notify", [], "web/server/worker.py"),
    (Logger, "access", ["resp", "req", "environ", "request_time"], "web/server/gunicorn.py"),
    (BaseApplication, "load_config", [], "web/server/gunicorn.py"),
    (BaseApplication, "load", [], "web/server/gunicorn.py"),
]
FIELDS: list[tuple[type, list[str], str]] = [
    (Worker, ["alive", "wsgi", "ppid", "sockets"], "web/server/worker.py"),
    (BaseSocket, ["sock"], "web/server/worker.py"),
]


@pytest.mark.parametrize(("owner", "name", "parameters", "user"), METHODS)
def test_a_method_that_we_call_or_replace_is_there(owner: type, name: str, parameters: list[str], user: str) -> None:
    method = getattr(owner, name, None)
    assert method, f"gunicorn {version('gunicorn')} has no {owner.__name__}.{name} any more, which {user} leans on"
    found = [each for each in inspect.signature(method).parameters if each != "self"]
    assert found == parameters, f"{owner.__name__}.{name} of gunicorn {version('gunicorn')} takes {found}: see {user}"


@pytest.mark.parametrize(("owner", "name", "user"), [(owner, name, user) for owner, names, user in FIELDS for name in names])
def test_a_field_that_we_read_or_set_is_there(owner: type, name: str, user: str) -> None:
    source = inspect.getsource(owner)
    assert re.search(rf"\bself\.{name}\b[^=\n]*=", source) or f"    {name} =" in source, (
        f"{owner.__name__} of gunicorn {version('gunicorn')} sets no {name} any more, which {user} leans on"
    )


def test_the_settings_are_known() -> None:
    known = {setting.name for setting in KNOWN_SETTINGS}
    assert set(server_settings(Config())) <= known


def test_no_version_is_taken_that_nobody_looked_at() -> None:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (asked,) = (Requirement(each) for each in project["dependencies"] if each.startswith("gunicorn"))
    major = Version(version("gunicorn")).major
    assert asked.specifier.contains(f"{major}.0.0")
    assert not asked.specifier.contains(f"{major + 1}.0.0")
