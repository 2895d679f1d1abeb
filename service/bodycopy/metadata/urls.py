"""Addresses: made absolute, and told apart from other strings."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

from bodycopy.metadata.harvest import Harvest
from bodycopy.metadata.offers import Offer

_MAX_URL: Final = 2_000
# Most addresses are whole; these need no parsing.
_ABSOLUTE = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#]\S*)?\Z", re.ASCII)


def absolute_url(url: str | None, base: str | None) -> str | None:
    """The address with scheme and host; None where it has neither and there is no base, and for data:, javascript: and the
    like."""
    if not url:
        return None
    if len(url) <= _MAX_URL and _ABSOLUTE.match(url) and "/." not in url:
        return url
    try:
        joined = urljoin(base or "", url.strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    usable = parts.scheme in {"http", "https"} and parts.netloc and len(joined) <= _MAX_URL and " " not in parts.netloc
    return joined if usable else None


def base_url(page: Harvest, url: str | None) -> str | None:
    """What relative addresses of the page are relative to."""
    own = url or absolute_url(page.link("canonical"), None) or absolute_url(page.meta("og:url"), None)
    return absolute_url(page.base, own) or own


def canonical_offers(page: Harvest) -> tuple[Offer, ...]:
    """What the links of the page say its address is."""
    return tuple(Offer("canonicalUrl", url, "link[canonical]") for url in page.links.get("canonical", ())[:1])


def host_of(url: str | None) -> str:
    """The host without `www.`; empty where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
