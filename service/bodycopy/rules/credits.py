"""Picture credits as they are typed: with a label, with a sign, as an agency's name after the caption's last stop.

Which of these give a block away depends on where it stands, so the rules of the caption room ask one by one.
"""

from __future__ import annotations

import re

from bodycopy.rules.lines import normal
from bodycopy.rules.phrases import fold, word_list

# A credit is a name or two and an agency.
MAX_CREDIT_CHARS = 90
MAX_CREDIT_WORDS = 9

_SIGN = re.compile(r"^[(\[]?\s*(?:©|Ⓒ|ⓒ|\([cC]\)|\u24b8)\s*(?=\S)")
_BRACKETS = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,120})[)\]）】]\.?$")
_PARTS = re.compile(r"\s*[/|,;·•–—]\s*|\s+-\s+|\s+via\s+|\s+for\s+|\s*＝\s*")
_AFTER_STOP = re.compile(r"[.!?…\"'”’»)。]\s*(?:[-–—|/=＝]\s*)?([^.!?…。]{2,60})\.?$")


def label_at_start(text: str, said: str | None) -> str | None:
    """The label with which a credit begins ("Photo:"), given the label that occurs in the text."""
    return said if said and fold(text).lstrip("([（ ").startswith(said) else None


def sign(text: str) -> str | None:
    """The copyright sign at the beginning of a credit."""
    found = _SIGN.match(text)
    return found[0].strip() if found else None


def agency(text: str) -> str | None:
    """The picture agency in a text that is nothing but a credit: "Niall Carson/PA Images via Getty Images"."""
    if len(text) > MAX_CREDIT_CHARS or len(text.split()) > MAX_CREDIT_WORDS:
        return None
    known = word_list("caption.credit", "agencies")
    parts = [normal(part) for part in _PARTS.split(text.strip(" ()[].（）"))]
    found = [part for part in parts if part in known]
    return found[0] if found else None


def bracketed(text: str, labels: frozenset[str]) -> str | None:
    """A credit in brackets at the end of a text: "(Photo: Ann Lee)", "(AP Photo/Ann Lee)"."""
    found = _BRACKETS.search(text)
    if not found:
        return None
    inner = found[1].strip()
    folded = fold(inner)
    label = next((one for one in labels if folded.startswith(one)), None)
    return label or sign(inner) or agency(inner)


def run_in(text: str) -> str | None:
    """An agency's name run in after the caption's last stop: "... in Santiago on Sunday. Itar-Tass"."""
    found = _AFTER_STOP.search(text)
    return agency(found[1]) if found else None


def credit_labels() -> frozenset[str]:
    """The labels with which credits begin, in all languages."""
    return word_list("caption.credit", "labels")

