"""The data that walks through the house: what goes in, what a block is, what comes out.

Everything here is frozen. A stage takes a value and returns a new one; nobody writes into what somebody else holds. What a
page has hundreds of (blocks, scopes, verdicts) are named tuples, which take a fifth of the time of a frozen dataclass to make.
`kind` and `label` are two words for two things: kind is the form of a block (a heading, a list item), label is its role
(body, caption, appeal). A block whose label is not `body` carries the verdict that put it there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bodycopy.facts import Breadcrumb as Breadcrumb
from bodycopy.facts import Candidate as Candidate
from bodycopy.facts import Image as Image
from bodycopy.facts import Metadata as Metadata
from bodycopy.facts import Person as Person


class Kind(StrEnum):
    """The form of a block, read off the markup (or, in plain text, off the shape of the line)."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    CAPTION = "caption"
    OTHER = "other"


class Label(StrEnum):
    """The role of a block on its page. Everything but `body` is left out of `articleBody` unless kept by request."""

    BODY = "body"
    HEADLINE = "headline"
    HEADER = "header"
    CAPTION = "caption"
    APPEAL = "appeal"
    PROMO = "promo"
    COMMENT = "comment"
    TAIL = "tail"
    BOILERPLATE = "boilerplate"


class Include(StrEnum):
    """Parts of the answer that are given only on request (`include=`)."""

    HTML = "html"
    MARKDOWN = "markdown"
    BLOCKS = "blocks"
    REMOVED = "removed"
    SOURCES = "sources"


class Format(StrEnum):
    """The forms an answer can take (`format=`)."""

    JSON = "json"
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class Mode(StrEnum):
    """What a page may cost: trafilatura is asked where the scorer is unsure (`auto`), never (`fast`), or always (`full`)."""

    AUTO = "auto"
    FAST = "fast"
    FULL = "full"


class WarningCode(StrEnum):
    """What became of an option's value: left out, taken with something added, or brought within what is allowed."""

    VALUE_IGNORED = "value_ignored"
    VALUE_COMPLETED = "value_completed"
    VALUE_LIMITED = "value_limited"


class SourceType(StrEnum):
    """The two kinds of input."""

    HTML = "html"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Source:
    """A page as it was handed in.

    `content` is the undecoded page, or a string where the caller has decoded it already. `charset` is what the transport
    said (the `charset` of a Content-Type header); it is a claim, not a fact.
    """

    content: bytes | str
    type: SourceType = SourceType.HTML
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class OptionWarning:
    """What the caller is told of an option. `value` is what he gave, shortened; `message` is a sentence without line breaks."""

    code: WarningCode
    option: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller wants of a page.

    `url` is where the page came from (never fetched: it resolves relative links and gives the host). `keep` are labels whose
    blocks go into the body text as well. `reference_date` is the day on which the page was seen: dates after it are not
    believed, relative dates are counted from it. `mode` says whether trafilatura is asked for its opinion. `warnings` came up
    when the options were read; no stage looks at them, they are for the answer.
    """

    url: str | None = None
    keep: frozenset[Label] = frozenset()
    include: frozenset[Include] = frozenset()
    format: Format = Format.JSON
    reference_date: date | None = None
    mode: Mode = Mode.AUTO
    warnings: tuple[OptionWarning, ...] = ()

    @property
    def markup(self) -> bool:
        """Whether the answer needs the inline markup of blocks (`Block.html`), which costs time to write out."""
        return bool({Include.HTML, Include.MARKDOWN} & self.include) or self.format in {Format.HTML, Format.MARKDOWN}


class Verdict(NamedTuple):
    """Why a block has its label: the rule (`appeal.donate`, `site.example.com`, `score`) and the words, class token or
    number that gave the block away."""

    rule: str
    evidence: str


class Scope(NamedTuple):
    """An element around blocks, as far as rules and the scorer care.

    Scopes form a tree held flat, in document order: `parent` is the index of the enclosing scope in the same tuple, -1 for the
    root, and those inside of a scope follow it without a gap.
    `tokens` are the whole class tokens, the id, and the values of role, itemprop, data-testid and the like, as they stand
    in the source, in source order. `hidden` says what keeps the element from being seen (`display:none`), empty for what is
    seen. `chars`, `link_chars` and `blocks` count the text of all blocks inside.
    """

    tag: str
    tokens: tuple[str, ...]
    parent: int
    depth: int
    hidden: str = ""
    chars: int = 0
    link_chars: int = 0
    blocks: int = 0


class Block(NamedTuple):
    """A stretch of text that a reader sees as one thing: a paragraph, a heading, an item, a row of buttons.

    `text` has its white space folded; only code and tables keep line breaks (a table is a line a row, cells parted by
    tabs). `level` is 1 to 6 for headings and the nesting depth for items, else 0. `scope` indexes the scopes of the page (-1
    for plain text). `path` is the XPath of the element in the parsed source, or `line 3` / `lines 3-5` in plain text; `span`
    is the first and last line in the source, counted from 1. `html` is the inline markup, written out only on request.
    """

    index: int  # type: ignore[assignment]  # nobody looks for a value in a block
    kind: Kind
    text: str
    level: int = 0
    scope: int = -1
    path: str = ""
    span: tuple[int, int] = (0, 0)
    link_chars: int = 0
    links: int = 0
    strong_chars: int = 0
    images: tuple[str, ...] = ()
    html: str = ""
    score: float = 0.0
    label: Label = Label.BOILERPLATE
    verdict: Verdict | None = None

    @property
    def link_density(self) -> float:
        """Share of the text that is inside links, 0 to 1."""
        return self.link_chars / len(self.text) if self.text else 0.0

    # What stages give to a block are its last three fields; `_replace` would take twice as long.

    def scored(self, score: float) -> Block:
        """The same block with a score."""
        return Block._make((*self[:-3], score, *self[-2:]))

    def labelled(self, label: Label, verdict: Verdict | None) -> Block:
        """The same block with a label, and with the verdict that gave it."""
        return Block._make((*self[:-2], label, verdict))


@dataclass(frozen=True, slots=True)
class Page:
    """A page cut into blocks, in reading order, with the elements around them.

    `threshold` is the score from which the scorer takes a block of this page for inside; `expected_f1` is how well it
    expects to do, `page_type` what kind of page it takes it for. `from_scripts` says that the page shows nothing itself and
    its text was found in its scripts.
    """

    blocks: tuple[Block, ...]
    scopes: tuple[Scope, ...] = ()
    threshold: float = 0.5
    expected_f1: float = 0.0
    page_type: str = "article"
    from_scripts: bool = False


@dataclass(frozen=True, slots=True)
class Quality:
    """How far the answer can be trusted: a score from 0 to 1, the type of the page, and what speaks against it."""

    score: float
    page_type: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The whole of a page: every block with its label, and the metadata. All outputs are views of it.

    `threshold` is the score from which the scorer alone would have kept a block. `votes` names who else was heard.
    """

    url: str | None
    metadata: Metadata
    blocks: tuple[Block, ...]
    scopes: tuple[Scope, ...] = ()
    quality: Quality = field(default_factory=lambda: Quality(0.0, "unknown"))
    threshold: float = 0.5
    votes: tuple[str, ...] = ()

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks of the article itself; empty where the page has none."""
        return tuple(block for block in self.blocks if block.label is Label.BODY)

    @property
    def removed(self) -> tuple[Block, ...]:
        """All other blocks; each has a verdict."""
        return tuple(block for block in self.blocks if block.label is not Label.BODY)
