"""A call as it was sent, and how it is opened: from raw bytes to a Source with its Options.

Opening costs time and memory that a caller chooses (twenty kilobytes of gzip can be a JSON text
that takes half a gigabyte), so it is done in a worker, under the limits of the page. What talks
HTTP only carries a Call there.
"""

from bodycopy.calls.call import Call, CallLimits, OpenedCall
from bodycopy.calls.opening import open_call

__all__ = ["Call", "CallLimits", "OpenedCall", "open_call"]
