"""From the strings of a caller to Options: the one place that knows how options are written.

The HTTP service and the command line share it, so that both take the same names and values. An
option that is meant to help never costs the caller his page: what can be read is taken, what cannot
is left out, and the answer has a warning. With `strict` that is an error instead. Two things always
are. A name that is no option: a pipeline should learn of a misspelt one from its first page, not
from its ten thousandth. And a format that is not known: any other is not what the caller can read.
"""

from bodycopy.options.notes import bad_option, shown, unknown_option, warning_header
from bodycopy.options.read import (
    CALL_OPTIONS,
    DEADLINE,
    LIST_OPTIONS,
    OPTION_NAMES,
    STRICT,
    read_options,
    read_timed_options,
)

__all__ = [
    "CALL_OPTIONS",
    "DEADLINE",
    "LIST_OPTIONS",
    "OPTION_NAMES",
    "STRICT",
    "bad_option",
    "read_options",
    "read_timed_options",
    "shown",
    "unknown_option",
    "warning_header",
]
