"""The address of a page, as a browser's address bar takes it.

An address with a scheme is read by the URL standard (https://url.spec.whatwg.org), with Ada, the
parser of Node.js. One without is no URL to the standard, which would resolve it against a page. An
address bar has no page, and takes it as https where it begins with what looks like a host.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ada_url import URL

SCHEMES = ("http", "https")
LONGEST_ADDRESS = 8192
"""In characters, after normalisation; what web servers take is less."""
LONGEST_GIVEN = 4 * LONGEST_ADDRESS
"""In characters, as it was given: every one may be a blank, or become `%20`."""

_CONTROLS = "".join(map(chr, range(0x21)))
_BLANKS = "\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200C)))
_TRIMMED = _CONTROLS + _BLANKS
"""More than the standard trims: a byte order mark before an address, or a no-break space behind it,
come from the file that it was read out of."""
_NOTHING = {ord(character): None for character in "\t\n\r"}
"""What the standard takes out wherever it stands."""
_SURROGATE = re.compile("[\ud800-\udfff]")

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HOST_AND_PORT = re.compile(r"(?:(?=[^/?#\\@:]*\.)[^/?#\\@:]+|localhost):[0-9]+(?=[/?#\\]|\Z)", re.IGNORECASE)
"""`example.com:8080` has the form of a scheme and what belongs to it."""
_IPV4 = re.compile(r"[0-9]+(?:\.[0-9]+){3}")

_FILE_ENDINGS = frozenset("asp aspx cfm cgi csv doc docx gif htm html jpeg jpg js json jsp pdf php png txt xhtml xml".split())
"""The last part of a file's name, and no top-level domain: `index.html` is no host, though it has a
dot."""


@dataclass(frozen=True, slots=True)
class Address:
    """An http or https address in its normal form, which is ASCII without blanks and controls.

    `completed` says that its scheme was not given.
    """

    href: str
    completed: bool = False


class NoAddress(ValueError):
    """A string is no web address; the message completes the sentence "The value ..."."""


def read_address(given: str) -> Address:
    """The web address that a string means. Raises NoAddress for any other, whatever it holds."""
    text = _trim(given)
    if not text:
        raise NoAddress("is empty")
    if len(text) > LONGEST_GIVEN:
        raise NoAddress("is too long")
    scheme = None if _HOST_AND_PORT.match(text) else _SCHEME.match(text)
    if scheme and scheme[1].lower() not in SCHEMES:
        raise NoAddress("is no web address")
    url = _parse(text) if scheme else _complete(text)
    if len(url.href) > LONGEST_ADDRESS:
        raise NoAddress("is too long")
    return Address(url.href, completed=not scheme)


def _trim(given: str) -> str:
    """The characters that count. Halves of surrogate pairs are joined or replaced, as in browsers."""
    text = given
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.strip(_TRIMMED).translate(_NOTHING)


def _complete(text: str) -> URL:
    """A string without a scheme as https, where it begins with a host."""
    bare = text.lstrip("/\\")
    slashes = text[: len(text) - len(bare)]
    if len(slashes) not in (0, 2):
        raise NoAddress("has no host")
    url = _parse(f"https://{bare}")
    if not _is_like_a_host(url.hostname, bare):
        raise NoAddress("does not begin with a host")
    if not slashes and (url.username or url.password):
        raise NoAddress("is like an address of mail")
    return url


def _is_like_a_host(host: str, given: str) -> bool:
    """Whether a host, and not a word or a file, is meant where no scheme says so."""
    if host.startswith("[") or host == "localhost":
        return True
    if _IPV4.fullmatch(host):
        return host in given  # or it was made of `3.14`, say
    labels = host.removesuffix(".").split(".")
    return len(labels) > 1 and all(labels) and labels[-1] not in _FILE_ENDINGS


def _parse(text: str) -> URL:
    try:
        return URL(text)
    except ValueError as error:
        raise NoAddress("is no address to the URL standard") from error
