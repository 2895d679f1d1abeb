"""Pages in processes of their own, so that no page can harm another, nor whoever asked for it.

`Pool(Limits())` keeps worker processes; `pool.submit(source, options)` gives the Future of an Answer, or an error of the
family: DeadlineExceeded, MemoryExceeded, WorkerDied, Overloaded. The HTTP service, the batch runner and the integrations all go
this way.

The processes are kept with the standard library's `multiprocessing`: its fork server, a pipe for each worker. Pools ready-made
were measured for it (docs/operations.md has the figures) and each lacked something that is promised here. pebble's pool is
broken for good when a worker is killed while it waits, and its workers share one pipe under a lock that dies with them;
billiard's and loky's have no deadline for a page that holds the GIL, and deadpool's has one in the very process that hangs.
"""

from bodycopy.isolation.answer import Answer, Note
from bodycopy.isolation.limits import Limits
from bodycopy.isolation.pool import Pool, Runner
from bodycopy.isolation.trial import ColdService

__all__ = ["Answer", "ColdService", "Limits", "Note", "Pool", "Runner"]
