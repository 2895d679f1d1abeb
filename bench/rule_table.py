"""What each rule does to the development pages, and what the losses are caused by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bench.causes import Cause, JudgedPage, find_causes
from bench.goals import ARTICLES, FUNDUS, WCXB
from bench.table import lay_out
from bench.truth import SCORE, Judged
from bodycopy.model import Label

RULES_HEAD = """\
Rules. hits: blocks, on so many pages; gold: the share of their words that the gold text has. Decisive are hits on blocks that
the score alone would have kept: words rightly taken out (good), and gold words that the answer has nowhere else (bad).
"""

EXAMPLE_CHARS = 160
LEAST_LOSS = 0.0001

GROUPS = ((FUNDUS, FUNDUS, "article"), (ARTICLES, WCXB, "article"), (f"{WCXB}, other types", WCXB, None))


@dataclass
class Tally:
    """A rule's blocks. A hit is decisive where the score alone would have kept the block."""

    hits: list[Judged] = field(default_factory=list)

    @property
    def decisive(self) -> list[Judged]:
        """The hits that changed the answer."""
        return [hit for hit in self.hits if hit.decisive]


def tally(pages: Iterable[JudgedPage]) -> dict[str, Tally]:
    """The blocks of each rule."""
    rules: dict[str, Tally] = defaultdict(Tally)
    for page in pages:
        for one in page.blocks:
            if one.block.label is not Label.BODY:
                rules[one.rule].hits.append(one)
    return rules


def print_rules(pages: Sequence[JudgedPage]) -> None:
    """A row a rule, the dearest errors first."""
    rules = tally(pages)
    rules.pop(SCORE, None)
    print(RULES_HEAD)
    rows = [["rule", "", "hits", "pages", "words", "gold", "decisive", "good", "bad", "bad share"]]
    for name, one in sorted(rules.items(), key=lambda item: -_lost(item[1].decisive)):
        words, decisive = _words(one.hits), one.decisive
        bad, good = _lost(decisive), _words(decisive) - _inside(decisive)
        share = f"{bad / (good + bad):.1%}" if good + bad else ""
        cells = (len(one.hits), len({hit.key for hit in one.hits}), words)
        rows.append(
            [name, "", *map(str, cells), f"{_inside(one.hits) / words:.1%}", str(len(decisive)), str(good), str(bad), share]
        )
    print(lay_out(rows))


def print_causes(pages: Sequence[JudgedPage]) -> None:
    """The losses by cause, in points of word F1 (hundredths), for each group of pages."""
    groups = [(name, [page for page in pages if _belongs(page, set_, kind)]) for name, set_, kind in GROUPS]
    groups = [(name, members) for name, members in groups if members]
    causes = [find_causes(members) for _, members in groups]
    names = sorted(
        {name for found in causes for name in found},
        key=lambda name: -max(_points(c, name, g) for c, g in _pairs(causes, groups)),
    )
    print("\nLosses: hundredths of word F1 by cause (and on how many pages)\n")
    rows = [["cause", "", *(f"{name} ({len(members)})" for name, members in groups)]]
    for name in names:
        points = [_points(found, name, group) for found, group in _pairs(causes, groups)]
        if max(points) >= 100 * LEAST_LOSS:
            rows.append(
                [
                    name,
                    "",
                    *(
                        f"{point:.2f} ({len(found[name].pages) if name in found else 0})"
                        for point, found in zip(points, causes, strict=True)
                    ),
                ]
            )
    totals = [
        sum(cause.loss for cause in found.values()) * 100 / len(members)
        for found, (_, members) in zip(causes, groups, strict=True)
    ]
    rows.append(["all", "", *(f"{total:.2f}" for total in totals)])
    print(lay_out(rows))


def print_rule_examples(pages: Sequence[JudgedPage], rule: str, count: int) -> None:
    """Hits of a rule: first those that are wrong, then others."""
    hits = tally(pages)[rule].hits
    hits.sort(key=lambda hit: (-hit.decisive * hit.lost, -hit.lost, -hit.inside, hit.key))
    wrong = [hit for hit in hits if hit.inside]
    right = [hit for hit in hits if not hit.inside]
    right.sort(key=lambda hit: -hit.block.score)
    for title, some in (("in the gold text", wrong), ("not in the gold text", right)):
        print(f"\n{rule}: {len(some)} hits {title}")
        for hit in some[:count]:
            print(describe(hit))


def print_cause_examples(pages: Sequence[JudgedPage], wanted: str, count: int) -> None:
    """The dearest blocks of every cause whose name contains `wanted`."""
    for name, cause in sorted(find_causes(pages).items(), key=lambda item: -item[1].loss):
        if wanted in name:
            print(f"\n{name}: {len(cause.pages)} pages")
            for _, one in _spread(cause, count):
                print(describe(one))
            if not cause.blocks:
                for key, loss in sorted(cause.pages.items(), key=lambda item: (-item[1], item[0]))[:count]:
                    print(f"  {loss:.3f} {key}")


def describe(one: Judged) -> str:
    """A block on two lines."""
    verdict = one.block.verdict
    why = f"{verdict.rule} [{verdict.evidence}]" if verdict else str(Label.BODY)
    text = one.block.text.replace("\n", " / ")[:EXAMPLE_CHARS]
    counts = f"{one.words} words, {one.inside} in gold, {one.lost} lost, score {one.block.score:.2f}"
    return f"  {one.key} #{one.block.index} {one.block.kind}: {counts}, {why}\n      {text}"


def _spread(cause: Cause, count: int) -> Iterator[tuple[float, Judged]]:
    """The dearest blocks, at most three of a page."""
    per_page: dict[str, int] = defaultdict(int)
    shown = 0
    for loss, one in sorted(cause.blocks, key=lambda item: -item[0]):
        per_page[one.key] += 1
        if per_page[one.key] <= 3 and shown < count:
            shown += 1
            yield loss, one


def _words(hits: Iterable[Judged]) -> int:
    return sum(hit.words for hit in hits)


def _lost(hits: Iterable[Judged]) -> int:
    return sum(hit.lost for hit in hits)


def _inside(hits: Iterable[Judged]) -> int:
    return sum(hit.inside for hit in hits)


def _belongs(page: JudgedPage, set_: str, kind: str | None) -> bool:
    is_article = page.sample.page_type == "article"
    return page.sample.set == set_ and is_article == (kind == "article")


def _pairs(
    causes: Sequence[dict[str, Cause]], groups: Sequence[tuple[str, list[JudgedPage]]]
) -> Iterator[tuple[dict[str, Cause], int]]:
    return ((found, len(members)) for found, (_, members) in zip(causes, groups, strict=True))


def _points(found: dict[str, Cause], name: str, pages: int) -> float:
    return 100 * found[name].loss / pages if name in found else 0.0
