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

# How far from its end a text may have the label of a credit.
MAX_TAIL_CHARS = 110

_SIGN = re.compile(r"^[(\[]?\s*(?:©|Ⓒ|ⓒ|\([cC]\)|\u24b8)\s*(?=\S)")
_BRACKETS = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,120})[)\]）】]\.?$")
_PARTS = re.compile(r"\s*[/|,;·•–—]\s*|\s+-\s+|\s+via\s+|\s*＝\s*")
_AFTER_STOP = re.compile(r"[.!?…\"'”’»)。]\s*(?:[-–—|/=＝]\s*)?([^.!?…。]{2,60})\.?$")
_NAME_AFTER_STOP = re.compile(r"[.!?…][\"”’»)]?\s+([A-ZÀ-ÞА-Я][\w.&'’-]{1,24}(?:[ /][A-ZÀ-ÞА-Я][\w&'’-]{1,24}){0,2})$")
_LAST_LABEL = re.compile(r"(?:[.!?…)\"”»|]|\s[-–—])\s+([^\W\d_]{3,20}(?: [^\W\d_]{2,12})?\s?[:/])\s*\S")


def label_at_start(text: str, said: str | None) -> str | None:
    """The label with which a credit begins ("Photo:"), given the label that occurs in the text."""
    return said if said and fold(text).lstrip("([（ ").startswith(said) else None


def label_near_end(text: str) -> str | None:
    """The label of a credit that is run in at the end of a caption: "... on Sunday. Photo: Ann Lee"."""
    found = _LAST_LABEL.search(text, max(0, len(text) - MAX_TAIL_CHARS))
    label = fold(found[1]) if found else ""
    return label if label in word_list("caption.credit", "labels") - word_list("caption.credit", "vague") else None


def sign(text: str) -> str | None:
    """The copyright sign at the beginning of a credit."""
    found = _SIGN.match(text)
    return found[0].strip() if found else None


def agency(text: str, strict: bool = False) -> str | None:
    """The picture agency in a text that is nothing but a credit: "Niall Carson/PA Images via Getty Images".

    Where `strict`, names that mean other things as well do not count.
    """
    if len(text) > MAX_CREDIT_CHARS or len(text.split()) > MAX_CREDIT_WORDS:
        return None
    parts = [normal(part) for part in _PARTS.split(text.strip(" ()[].（）"))]
    known = word_list("caption.credit", "agencies")
    if not strict:
        known |= word_list("caption.credit", "loose")
    return next((part for part in parts if part in known), None)


def bracketed(text: str) -> str | None:
    """A credit in brackets at the end of a text: "(Photo: Ann Lee)", "(AP Photo/Ann Lee)", "(Ann Lee / Reuters)"."""
    found = _BRACKETS.search(text)
    if not found:
        return None
    inner = found[1].strip()
    return _label(inner) or sign(inner) or agency(inner)


def bracketed_label(text: str) -> str | None:
    """A credit in brackets at the end of a text that says it is a picture's: "(Photo: Ann Lee)", "(AP Photo/Ann Lee)"."""
    found = _BRACKETS.search(text)
    return _label(found[1].strip()) if found else None


def _label(inner: str) -> str | None:
    folded = fold(inner)
    labels = word_list("caption.credit", "labels") - word_list("caption.credit", "vague")
    return next((label for label in sorted(labels) if folded.startswith(label)), None)


def name_after_stop(text: str) -> str | None:
    """One to three capitalised words after a text's last stop, as a credit of an agency that is in no table stands there."""
    found = _NAME_AFTER_STOP.search(text)
    return found[1] if found else None


def run_in(text: str) -> str | None:
    """An agency's name run in after the caption's last stop: "... in Santiago on Sunday. Itar-Tass"."""
    found = _AFTER_STOP.search(text)
    return agency(found[1]) if found else None
