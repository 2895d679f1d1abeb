"""ONNX Runtime is loaded with its telemetry off, whatever the environment says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

LOADED_BEFORE = """
import sys, types
called = []
sys.modules["onnxruntime"] = types.ModuleType("onnxruntime")
sys.modules["onnxruntime"].disable_telemetry_events = lambda: called.append(True)
import bodycopy.score.runtime
assert called
"""
"""Stands in for the library, whose own reporter would be running by now."""


def run(folder: Path, program: str, **settings: str) -> str:
    """Run a program with nothing in its environment but the settings; what it wrote to stderr.

    Without CI=true above all, at which the library falls silent by itself.
    """
    environ = {"HOME": str(folder), "PYTHONPATH": os.environ.get("PYTHONPATH", ""), **settings}
    command = [sys.executable, "-B", "-c", program]
    done = subprocess.run(command, env=environ, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_no_device_id_and_no_database_are_made(tmp_path: Path) -> None:
    assert run(tmp_path, "import bodycopy.pipeline", TMPDIR=str(tmp_path)) == ""
    assert list(tmp_path.rglob("*")) == []


def test_no_thread_is_started(tmp_path: Path) -> None:
    """Those of numpy are there before."""
    count = "len(os.listdir('/proc/self/task'))"
    program = f"import os, numpy; before = {count}; import bodycopy.score.runtime"
    run(tmp_path, f"{program}; assert {count} == before")


def test_a_setting_of_the_user_is_overruled(tmp_path: Path) -> None:
    program = "import os, bodycopy.score.runtime; assert os.environ['ORT_DISABLE_TELEMETRY'] == '1'"
    assert run(tmp_path, program, ORT_DISABLE_TELEMETRY="0") == ""
    assert list(tmp_path.rglob("*")) == []


def test_a_library_that_was_loaded_before_is_complained_of(tmp_path: Path) -> None:
    assert "RuntimeWarning: onnxruntime was loaded before bodycopy" in run(tmp_path, LOADED_BEFORE)
    assert "RuntimeWarning" in run(tmp_path, LOADED_BEFORE, ORT_DISABLE_TELEMETRY="no")


def test_one_that_was_silent_then_is_not(tmp_path: Path) -> None:
    assert run(tmp_path, LOADED_BEFORE, ORT_DISABLE_TELEMETRY="True") == ""
