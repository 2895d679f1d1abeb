"""What makes a block an appeal, the same for all rules of that room.

An appeal asks (imperative, first and second person) and names what it asks for. A table beside a rule may have these lists:

- `strong`: enough alone, unless it is quoted speech
- `whole`: enough where it is the whole block (one word alone must be a button, or stand in a box); `button`: only on buttons
- `call`: a request and its hour or place ("sign up now"), enough at the beginning of a sentence in a line or two
- `ask` and `thing`: weak cues, enough together in a short block. `order` are requests in a form that is also an infinitive
  or a noun ("sign up"), so they count only at the beginning of a sentence; `lead` are openings ("For the latest news")
- `hint`: what an article may name as well ("a free trial"). It is enough with a request if the block stands in a box for
  appeals, or is a link, or if the scorer doubts it; in a box a `thing` needs no request
- `topic`: words of a headline under which the text itself speaks like that ("How to delete your account"): nothing of the
  above counts then outside boxes, unless the scorer doubts the block
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from bodycopy.model import Block, Kind, Label
from bodycopy.phrases import MAX_LINE, bare, class_names, scan, word_list
from bodycopy.rules import appeal
from bodycopy.rules.lines import words
from bodycopy.rules.view import View
from bodycopy.rules.wording import begins_sentence, is_linked, is_only, is_pressable, is_quoted, opens
from bodycopy.tokens import token_words

# The longest paragraphs of appeals run to some hundred words; beyond that one line of an appeal is no reason to go.
LONGEST = 900

# Two weak cues are only to be believed where there is little else.
SHORT = 320

# One weak cue in a box, in a link, or in a block that the scorer doubts: only in a line or two.
LINE = 200
DOUBTED = 0.5

UNASKED = (Kind.CODE, Kind.TABLE)

BOXES = class_names("appeal.boxed")
_LIKELY = BOXES | class_names("appeal.boxed", "weak")


def plea(block: Block, view: View, rule: str) -> str | None:
    """The words that make a block an appeal of this rule, None where it is none."""
    if block.kind in UNASKED or len(block.text) > LONGEST:
        return None
    if len(block.text) <= MAX_LINE and bare(block.text) in _lines() and (line := _alone(block, view, rule)):
        return line
    if rule not in view.speaking(block) or _is_the_topic(block, view, rule):
        return None
    strong = view.said(block, rule, "strong")
    if strong and not is_quoted(block.text, strong):
        return strong
    if len(block.text) > SHORT:
        return None
    call = view.said(block, rule, "call") if len(block.text) <= LINE else None
    if call and begins_sentence(block.text, call) and not is_quoted(block.text, call):
        return call
    return _weak(block, view, rule)


@cache
def _lines() -> frozenset[str]:
    """All lines that some rule of the room knows: the one look-up that most blocks need."""
    tables = (table.name.removesuffix(".toml") for table in files(appeal).iterdir() if table.name.endswith(".toml"))
    return frozenset().union(*(word_list(f"{Label.APPEAL}.{name}", group) for name in tables for group in ("whole", "button")))


def _alone(block: Block, view: View, rule: str) -> str | None:
    """The phrase that is the whole of a block. A single word heads a section as well ("Membership"), so it must look like a
    button or stand where appeals do."""
    whole = is_only(block, rule, "whole")
    if whole and " " in whole:
        return whole
    word = whole or is_only(block, rule, "button")
    return word if word and (is_pressable(block) or (whole and (in_box(block, view, _LIKELY) or _doubt(block)))) else None


def _is_the_topic(block: Block, view: View, rule: str) -> bool:
    return rule in view.fact(topics) and not _doubt(block) and not in_box(block, view)


def topics(view: View) -> frozenset[str]:
    """The rules whose matter the page's headline names."""
    return frozenset(rule for rule, group in scan(view.metadata.headline or "") if group == "topic")


def _weak(block: Block, view: View, rule: str) -> str | None:
    thing = _unquoted(block, view, rule, "thing")
    hint = thing or _unquoted(block, view, rule, "hint")
    if not hint:
        return None
    ask = _request(block, view, rule)
    if thing and ask:
        return f"{ask} ... {thing}"
    if len(block.text) > LINE or not (ask or thing):
        return None
    beside = in_box(block, view, _LIKELY) or (ask and (_doubt(block) or ("a link" if is_linked(block) else None)))
    return f"{ask or hint} ... {hint}, {beside}" if beside else None


def in_box(block: Block, view: View, names: frozenset[str] = BOXES) -> str | None:
    """The class token around a block that says it is a box for appeals. A heading's own id repeats its words."""
    token = view.named(block, names)
    if token and block.kind is Kind.HEADING and set(token_words(token)) <= set(words(block.text)):
        return None
    return token


def _request(block: Block, view: View, rule: str) -> str | None:
    ask = view.said(block, rule, "ask") or opens(block, view, rule, "lead")
    if ask:
        return ask
    order = view.said(block, rule, "order")
    return order if order and begins_sentence(block.text, order) else None


def _unquoted(block: Block, view: View, rule: str, group: str) -> str | None:
    phrase = view.said(block, rule, group)
    return phrase if phrase and not is_quoted(block.text, phrase) else None


def _doubt(block: Block) -> str | None:
    return f"score {block.score:.2f}" if block.score < DOUBTED else None
