"""No way out of this machine: read by every Python that a test starts, since tests/conftest.py puts this folder into PYTHONPATH.

No page may make the service fetch anything, in whichever of its processes; whatever tries fails, and its test with it.
"""

from __future__ import annotations

import sys
from ipaddress import ip_address
from typing import Any

LOCAL_NAMES = {None, "", "localhost", b"localhost"}


def forbid_the_outside(event: str, arguments: tuple[Any, ...]) -> None:
    """Fail whatever connects to anything but this machine, or asks for the address of anybody else."""
    if event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = arguments[0]
    else:
        return
    if host not in LOCAL_NAMES and not is_loopback(host):
        raise PermissionError(f"{event} to {host!r} was attempted")


def is_loopback(host: str | bytes) -> bool:
    try:
        return ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


sys.addaudithook(forbid_the_outside)
