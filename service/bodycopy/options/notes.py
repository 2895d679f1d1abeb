"""What is told of options that are not as they should be: errors, and warnings in an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bodycopy.errors import BadOption, UnknownOption
from bodycopy.model import OptionWarning, WarningCode

_SHOWN_CHARS = 200
"""So much of a bad value is repeated to the caller; it may be as long as a page."""


class Notes:
    """The warnings that come up while options are read.

    In strict reading there are none: whatever would warn raises BadOption.
    """

    def __init__(self, strict: bool) -> None:
        self.strict = strict
        self._warnings: list[OptionWarning] = []

    @property
    def warnings(self) -> tuple[OptionWarning, ...]:
        """All that came up, in the order in which it did."""
        return tuple(self._warnings)

    def ignore(self, name: str, value: str, problem: str, allowed: Sequence[str] | str) -> None:
        """Warn that a value is left out; `problem` completes "The value of the option ..."."""
        self._add(WarningCode.VALUE_IGNORED, name, value, problem, "it is left out", allowed)

    def complete(self, name: str, value: str, problem: str, outcome: str, allowed: str) -> None:
        """Warn that something was added to a value; `outcome` says what."""
        self._add(WarningCode.VALUE_COMPLETED, name, value, problem, outcome, allowed)

    def limit(self, name: str, value: str, problem: str, outcome: str, allowed: str) -> None:
        """Warn that the nearest value that is allowed was taken; `outcome` says which."""
        self._add(WarningCode.VALUE_LIMITED, name, value, problem, outcome, allowed)

    def _add(self, code: WarningCode, name: str, value: str, problem: str, outcome: str, allowed: Sequence[str] | str) -> None:
        if self.strict:
            raise bad_option(name, value, problem, allowed)
        message = _describe(name, value, f"{problem}; {outcome}", allowed)
        self._warnings.append(OptionWarning(code, name, shown(value), message))


def warning_header(warnings: Iterable[OptionWarning]) -> str:
    """Warnings as the value of an HTTP header, a list as in RFC 9651: `value_ignored;option=url`.

    It holds codes and names of options, and nothing that the caller wrote.
    """
    return ", ".join(f"{warning.code};option={warning.option}" for warning in warnings)


def unknown_option(name: str, values: Iterable[str], allowed: Sequence[str]) -> UnknownOption:
    """The error for an option that does not exist."""
    return UnknownOption(
        f"There is no option {shown(name)!r}. Options are: {', '.join(allowed)}.",
        option=shown(name),
        value=shown(",".join(values)),
        allowed=list(allowed),
    )


def bad_option(name: str, value: str, problem: str, allowed: Sequence[str] | str) -> BadOption:
    """The error for a value that an option cannot have.

    `problem` completes the sentence "The value of the option ...".
    """
    return BadOption(
        _describe(name, value, problem, allowed),
        option=name,
        value=shown(value),
        allowed=allowed if isinstance(allowed, str) else list(allowed),
    )


def shown(value: str) -> str:
    """A caller's string, short enough to be repeated to him."""
    return value if len(value) <= _SHOWN_CHARS else value[:_SHOWN_CHARS] + "..."


def _describe(name: str, value: str, problem: str, allowed: Sequence[str] | str) -> str:
    """The sentence; `repr` keeps whatever could drive a terminal out of it."""
    listed = allowed if isinstance(allowed, str) else ", ".join(allowed)
    return f"The value {shown(value)!r} of the option {name!r} {problem}. Allowed: {listed}."
