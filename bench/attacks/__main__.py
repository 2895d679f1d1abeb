"""Lists the attacks, or makes those that are named: `python -m bench.attacks [NAME ...]`.

`all` makes all of them; a name with a dot is a function of that attack.
"""

from __future__ import annotations

import importlib
import sys
import time

from bench.attacks.result import Result

NAMES = (
    "early_refusals",
    "two_answers",
    "http_memory",
    "worst_pages",
    "busy_machine",
    "stopping",
    "starting",
    "garbage_worker",
)


def main() -> None:
    """Make the attacks that the command line names; exit with 1 where a goal is missed."""
    names = list(NAMES) if sys.argv[1:] == ["all"] else sys.argv[1:]
    if not names:
        for name in NAMES:
            lines = (importlib.import_module(f"bench.attacks.{name}").__doc__ or "").splitlines()
            print(f"{name:16} {lines[0]}")
        return
    missed = 0
    for name in names:
        start = time.monotonic()
        module, _, function = name.partition(".")
        result = getattr(importlib.import_module(f"bench.attacks.{module}"), function or "run")()
        print(result, f"\n        ({time.monotonic() - start:.0f} s)", flush=True)
        missed += len(result.missed) if isinstance(result, Result) else 0
    raise SystemExit(missed > 0)


if __name__ == "__main__":
    main()
