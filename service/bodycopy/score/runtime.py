"""ONNX Runtime without its telemetry: the one place that loads it.

From 1.29 on, the library reports to its maker. When it is loaded it starts a thread and writes a
device id and a database to the user's cache folder; nine seconds later it looks up the server that
takes the reports. It reads the variable at that moment and never again, so the variable is set
before the import. `tests/quiet/` watches that nothing of this happens.
"""

from __future__ import annotations

import os
import sys
import warnings

__all__ = ["onnxruntime"]

SWITCH = "ORT_DISABLE_TELEMETRY"
OFF = frozenset({"1", "true", "yes", "on"})
"""The values that the library understands, in capitals or not. To any other it is deaf."""

TOO_LATE = (
    "onnxruntime was loaded before bodycopy, with its telemetry on, and now it cannot be stopped. "
    f"Import bodycopy first, or set {SWITCH}=1 for the process."
)

_was_loaded_talking = "onnxruntime" in sys.modules and os.environ.get(SWITCH, "").lower() not in OFF

# A value that the user set is overruled: that nothing is sent is a promise, not a default.
os.environ[SWITCH] = "1"

import onnxruntime  # noqa: E402

# Alone this is not enough: the events are fewer, but thread, files and lookups stay.
onnxruntime.disable_telemetry_events()

if _was_loaded_talking:
    warnings.warn(TOO_LATE, RuntimeWarning, stacklevel=2)
