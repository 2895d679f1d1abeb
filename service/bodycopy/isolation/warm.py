"""Imported once by the fork server, whose copies the workers are: loads all that a page needs.

A worker then starts in milliseconds, and shares with the others what was loaded here. What raises here ends the fork server,
and with it the start of the service.
"""

from __future__ import annotations

import gc
import os
import signal

# A service manager that stops a group of processes tells all of them at once; the page in work is to be finished nevertheless.
# The fork server ends when whoever started it does.
signal.signal(signal.SIGTERM, signal.SIG_IGN)

# A page is one thread's work. Read when numpy is imported, so it stands before that.
for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

from bodycopy.isolation.task import answer_page  # noqa: E402
from bodycopy.isolation.trial import try_out  # noqa: E402

try_out(answer_page)

# What is here now stays. The collector of a worker need not look at it, and by leaving it alone keeps its memory shared.
gc.collect()
gc.freeze()

# A page makes tens of thousands of objects, nearly all of which live until it is answered. A collector that looks at them at
# every few hundred, as it does by default, takes a tenth of the page's time and finds nothing.
gc.set_threshold(20_000, 50, 50)
