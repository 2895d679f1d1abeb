"""The folder in which `multiprocessing` keeps the socket of this process's fork server.

It goes when the process ends. One that is killed cannot take it along, so the next process takes
away what nobody holds any more: a folder is held by a lock that the kernel takes back in any case.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import suppress
from multiprocessing.util import get_temp_dir
from pathlib import Path

LOCK = "bodycopy.lock"
_UNHELD = "bodycopy.new"


def hold_scratch() -> None:
    """Hold the folder as long as this process lives. Takes away those beside it that ended
    processes of the service have left."""
    folder = Path(get_temp_dir())
    with suppress(OSError):  # that somebody sweeps up is no reason not to start
        sweep(folder.parent)
        _hold(folder / _UNHELD, make=True)
        # By then it is held, so nobody takes it for one that was left.
        (folder / _UNHELD).rename(folder / LOCK)


def sweep(parent: Path) -> None:
    """Take away the folders below `parent` that were held, and are no more."""
    for lock in parent.glob(f"pymp-*/{LOCK}"):
        with suppress(OSError):  # another one sweeps as well, or it is somebody else's
            os.close(_hold(lock, make=False))
            shutil.rmtree(lock.parent)


def _hold(path: Path, *, make: bool) -> int:
    """Lock a file, and keep it open; raises OSError where another process has it."""
    lock = os.open(path, os.O_RDWR | os.O_CLOEXEC | (os.O_CREAT if make else 0), 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise
    return lock
