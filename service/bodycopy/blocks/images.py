"""Where an image really is: lazy loaders keep it in other attributes than `src`."""

from __future__ import annotations

from urllib.parse import urljoin

from lxml import etree

# In the order of trust: what a script will put into `src` beats what stands there until then, which may be a placeholder.
LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-srcset", "data-lazy-srcset", "src", "srcset")


def image_url(element: etree._Element, base: str | None) -> str | None:
    """The absolute url (absolute where the page's own is known) of an `img` or `source`, None where it has none to load."""
    for name in LAZY:
        value = (element.get(name) or "").strip()
        if name.endswith("srcset"):
            value = _first_of_srcset(value)
        if value and not value.startswith(("data:", "blob:", "about:", "javascript:")):
            return absolute(value, base)
    return None


def absolute(url: str, base: str | None) -> str:
    """A url resolved against the page's; as it stands where that cannot be done."""
    if not base:
        return url
    try:
        return urljoin(base, url)
    except ValueError:  # an unclosed bracket in what looks like an IPv6 host
        return url


def _first_of_srcset(value: str) -> str:
    """The first candidate of a srcset; commas inside a url are told from those between candidates by the space after."""
    first = value.partition(" ")[0] if " " in value else value
    return first.rstrip(",")
