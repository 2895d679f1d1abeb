"""The folder of a process goes with it, or with the next one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bodycopy.isolation.scratch import sweep

HOLD = (
    "from multiprocessing.util import get_temp_dir; from bodycopy.isolation.scratch import hold_scratch; "
    "hold_scratch(); print(get_temp_dir(), flush=True); input()"
)


def hold(parent: Path) -> tuple[subprocess.Popen[str], Path]:
    """A process that holds its folder, which is below `parent`, and the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD],
        env=os.environ | {"TMPDIR": str(parent)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    return process, Path(process.stdout.readline().strip())


def test_what_a_killed_process_left_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "pymp-of-somebody-else").mkdir()
    killed, left = hold(tmp_path)
    (left / "socket").touch()
    killed.kill()
    killed.wait()
    living, held = hold(tmp_path)
    assert not left.exists()
    sweep(tmp_path)
    assert held.is_dir()
    assert (tmp_path / "pymp-of-somebody-else").is_dir()
    living.kill()
    living.wait()
    sweep(tmp_path)
    assert not held.exists()
