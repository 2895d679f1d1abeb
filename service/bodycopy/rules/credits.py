"""Picture credits as they are typed: with a label, with a sign, as an agency's name after the caption's last stop.

Which of these give a block away depends on where it stands, so the rules of the caption room ask one by one.
"""

from __future__ import annotations

import re
from functools import cache

from bodycopy.metadata.agencies import agencies
from bodycopy.phrases import fold, word_list
from bodycopy.rules.lines import normal

# A credit is a name or two and an agency.
MAX_CREDIT_CHARS = 90
MAX_CREDIT_WORDS = 9

# How far from its end a text may have the label of a credit.
MAX_TAIL_CHARS = 110

_SIGN = re.compile(r"^[(\[]?\s*(?:©|Ⓒ|ⓒ|\([cC]\)|\u24b8)\s*(?=\S)")
_CLAIM = re.compile(
    r"(?:©|\([cC]\)|copyright)\s*(?:(?:©|\([cC]\)|copyright)\s*)?(?:19|20)\d\d|all rights reserved", re.IGNORECASE
)
_BRACKETS = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,120})[)\]）】]\.?$")
_CLOSING = tuple(close + stop for close in ")]）】" for stop in ("", "."))
_PARTS = re.compile(r"(?<!\s)(?:\s*[/|,;·•–—]\s*|\s+-\s+|\s+via\s+|\s*＝\s*)")
_AFTER_STOP = re.compile(r"[.!?…\"'”’»)。]\s*(?:[-–—|/=＝]\s*)?([^.!?…。]{2,60})\.?$")
_NAME_AFTER_STOP = re.compile(r"[.!?…][\"”’»)]?\s+([A-ZÀ-ÞА-Я][\w.&'’-]{1,24}(?:[ /][A-ZÀ-ÞА-Я][\w&'’-]{1,24}){0,2})$")
_LAST_LABEL = re.compile(r"(?:[.!?…)\"”»|]|\s[-–—])\s+([^\W\d_]{3,20}(?: [^\W\d_]{2,12})?\s?[:/])\s*\S")


def label_at_start(text: str, said: str | None) -> str | None:
    """The label with which a credit begins ("Photo:"), given the label that occurs in the text."""
    return said if said and fold(text).lstrip("([（ ").startswith(said) else None


def label_near_end(text: str) -> str | None:
    """The label of a credit that is run in at the end of a caption: "... on Sunday. Photo: Ann Lee"."""
    tail = text[-MAX_TAIL_CHARS:]
    found = _LAST_LABEL.search(tail) if ":" in tail or "/" in tail else None
    label = fold(found[1]) if found else ""
    return label if label in _clear_labels() else None


def sign(text: str) -> str | None:
    """The copyright sign at the beginning of a credit."""
    found = _SIGN.match(text)
    return found[0].strip() if found else None


def is_claim(text: str) -> bool:
    """Whether a text says whose the page is, as a line at its foot does."""
    return bool(_CLAIM.search(text))


def agency(text: str, strict: bool = False) -> str | None:
    """The picture agency in a text that is nothing but a credit: "Niall Carson/PA Images via Getty Images".

    Where `strict`, names that mean other things as well do not count.
    """
    if len(text) > MAX_CREDIT_CHARS or len(text.split()) > MAX_CREDIT_WORDS:
        return None
    if _first_words().isdisjoint(normal(text).split()):
        return None
    known = agencies("agencies") if strict else agencies("agencies", "loose")
    return next((part for part in map(normal, _PARTS.split(text.strip(" ()[].（）"))) if part in known), None)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.partition(" ")[0] for name in agencies("agencies", "loose"))


def bracketed(text: str) -> str | None:
    """A credit in brackets at the end of a text: "(Photo: Ann Lee)", "(AP Photo/Ann Lee)", "(Ann Lee / Reuters)"."""
    inner = _in_last_brackets(text)
    return (_label(inner) or sign(inner) or agency(inner)) if inner else None


def bracketed_label(text: str) -> str | None:
    """A credit in brackets at the end of a text that says it is a picture's: "(Photo: Ann Lee)", "(AP Photo/Ann Lee)"."""
    inner = _in_last_brackets(text)
    return _label(inner) if inner else None


def _in_last_brackets(text: str) -> str:
    """What stands in the brackets at the end of a text."""
    found = _BRACKETS.search(text) if text[-2:].endswith(_CLOSING) else None
    return found[1].strip() if found else ""


def _label(inner: str) -> str | None:
    folded = fold(inner)
    return next((label for label in _clear_labels() if folded.startswith(label)), None)


@cache
def _clear_labels() -> tuple[str, ...]:
    return tuple(sorted(word_list("caption.credit", "labels") - word_list("caption.credit", "vague")))


def name_after_stop(text: str) -> str | None:
    """One to three capitalised words after a text's last stop, as a credit of an agency that is in no table stands there."""
    found = _NAME_AFTER_STOP.search(text)
    return found[1] if found else None


def run_in(text: str) -> str | None:
    """An agency's name run in after the caption's last stop: "... in Santiago on Sunday. Itar-Tass"."""
    found = _AFTER_STOP.search(text)
    return agency(found[1]) if found else None
