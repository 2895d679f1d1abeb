"""Ten thousand mutated messages, and whether anybody gets two answers, or another's.

Behind each message comes a well-formed marked request on the same connection, which says that it
is the last one. Wherever the server and whoever stands before it could disagree on where a message
ends, the connection has to end with it.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from time import sleep

from bench.attacks.client import Answer, BadAnswer, Cut, Wire, request
from bench.attacks.messages import SMUGGLED, Expected, plain
from bench.attacks.mutations import CHUNK_NAMES, MUTATIONS, NOT_ITS_STATUS
from bench.attacks.result import Result
from bench.attacks.service import running

MESSAGES = 10_000
SEED = 20_261_128
THREADS = 8
SECONDS = 5.0
TOKEN = "secret"
REFUSALS = frozenset({400, 408, 411, 413, 414, 417, 431, 501, 505})
UNMUTATED = 0.2
PIPELINED = 0.3
SPLIT = 0.2
SETTINGS = {"workers": "1", "tokens": TOKEN, "log_level": "error", "body_seconds": "2"}


@dataclass(frozen=True)
class Exchange:
    """What was sent on a connection, and what came back."""

    name: str
    expected: Expected
    ids: list[str]
    """Of the messages before the marked request, in order; the mutated one is the last of them."""
    statuses: list[tuple[int, ...]]
    in_head: bool
    """Whether the mutation is in the head."""
    mark: str
    answers: list[Answer]
    end: str
    """`ended`, or why nothing more was read."""

    @property
    def is_marked_answered(self) -> bool:
        return bool(self.answers) and self.answers[-1].id == self.mark

    def faults(self) -> list[str]:
        """What is wrong with it, if anything is."""
        found = [] if self.end == "ended" else [f"the connection did not end cleanly: {self.end}"]
        ids = [answer.id for answer in self.answers]
        if len(self.answers) > len(self.ids) + 1:
            found.append("more answers than requests")
        if SMUGGLED in ids:
            found.append("what stood inside a message was answered")
        if self.mark in ids[:-1] or (self.is_marked_answered and not self._is_right):
            found.append("the marked request got another's answer")
        if any(answer.status >= 500 and answer.status not in REFUSALS for answer in self.answers):
            found.append("an error of the server")
        return found + self._against_expected()

    @property
    def is_taken_for_whole(self) -> bool:
        """Whether a good answer means that a broken message was read as a whole one.

        An address that reads no body may answer before it sees that the chunks are broken.
        """
        reads_body = self.statuses[-1] == (200, 422)
        return self.expected is Expected.BROKEN and (self.in_head or reads_body)

    @property
    def _is_right(self) -> bool:
        last = self.answers[-1]
        return last.status == 404 and b"not_found" in last.body

    def _against_expected(self) -> list[str]:
        count, marked = len(self.answers), self.is_marked_answered
        own = self.answers[len(self.ids) - 1 : len(self.ids)]
        allowed = REFUSALS.union(self.statuses[-1])
        found = []
        if self.name not in NOT_ITS_STATUS and own and own[0].status not in allowed:
            found.append(f"status {own[0].status}")
        if self.expected is Expected.ANSWERED and not (marked and count == len(self.ids) + 1):
            found.append("well-formed, but not answered")
        if self.expected in (Expected.BROKEN, Expected.CLOSED) and marked:
            found.append("the connection went on behind what cannot be framed")
        if self.is_taken_for_whole and own and own[0].status in (200, 422):
            found.append("what cannot be framed was taken for whole")
        if own and own[0].keeps and not marked:
            found.append("the answer promised to keep the connection, which ended")
        before = zip(self.ids[:-1], self.statuses, self.answers, strict=False)
        if any(each.id != name or each.status not in right for name, right, each in before):
            found.append("a request before it got another's answer")
        return found


def run(messages: int = MESSAGES) -> Result:
    """Send so many messages, mutated at random but the same ones each time."""
    with running(**SETTINGS) as service:
        port = service.port
        with ThreadPoolExecutor(THREADS) as pool:
            exchanges = list(pool.map(lambda number: exchange(port, number), range(messages)))
        alive = service.process.poll() is None
    faults = [(each.name, fault) for each in exchanges for fault in each.faults()]
    result = Result("two_answers")
    result.at_least("exchanges", len(exchanges) if alive else 0, messages)
    for kind, fragment in (
        ("more answers than requests", "more answers"),
        ("answers to what stood inside a message", "inside a message"),
        ("requests that got another's answer", "another's"),
        ("messages that cannot be framed behind which it went on", "went on"),
        ("messages that cannot be framed, taken for whole", "for whole"),
        ("answers that lie about the connection", "promised"),
        ("well-formed messages not answered", "well-formed"),
        ("connections that did not end cleanly", "cleanly"),
        ("other statuses than may be", "status "),
        ("errors of the server", "error of"),
    ):
        result.at_most(kind, sum(fragment in fault for _, fault in faults), 0)
    counted = Counter(f"{name}: {fault}" for name, fault in faults)
    result.notes += [f"{text}: {count}" for text, count in counted.most_common(60)]
    return result


def exchange(port: int, number: int, mutation: int | None = None) -> Exchange:
    """Make an exchange: the one of that number, or one with a certain mutation and nothing else."""
    rng = Random(SEED + number)
    count = 1 + (rng.random() < PIPELINED) * rng.randint(1, 2)
    ids = [f"m{number}-{place}" for place in range(count if mutation is None else 1)]
    drafts = [plain(rng, each, TOKEN) for each in ids]
    name, expected = "none", Expected.ANSWERED
    if mutation is None and rng.random() > UNMUTATED:
        mutation = rng.randrange(len(MUTATIONS))
    if mutation is not None:
        name, expected, change = MUTATIONS[mutation]
        change(drafts[-1], rng)
    mark = f"marked-{number}"
    fields = {"X-Request-Id": mark, "Connection": "close", "Authorization": f"Bearer {TOKEN}"}
    data = b"".join(draft.render() for draft in drafts) + request("GET", "/last", None, fields)[0]
    cut = rng.randrange(len(data)) if rng.random() < SPLIT else len(data)
    answers: list[Answer] = []
    with Wire(port, SECONDS) as wire:
        end = _talk(wire, [data[:cut], data[cut:]], answers)
    statuses = [draft.statuses for draft in drafts]
    in_head = name not in CHUNK_NAMES
    return Exchange(name, expected, ids, statuses, in_head, mark, answers, end)


def _talk(wire: Wire, pieces: list[bytes], answers: list[Answer]) -> str:
    """Send the pieces and read answers until the connection ends; how it ended."""
    wire.send(pieces[0])
    if pieces[1]:
        sleep(0.002)
        wire.send(pieces[1])
    try:
        while wire.held or not wire.ends():
            answers.append(wire.read())
    except (Cut, BadAnswer) as error:
        return f"{type(error).__name__} {error}"[:60]
    return "reset" if wire.was_reset else "ended"


def smuggling_table() -> str:
    """What is answered to each mutation, as a table in Markdown."""
    rows = ["| vector | RFC 9112 asks | answered | connection |", "|---|---|---|---|"]
    with running(**SETTINGS) as service:
        for place in range(len(MUTATIONS)):
            made = exchange(service.port, place, place)
            own = [str(answer.status) for answer in made.answers if answer.id != made.mark]
            end = "goes on" if made.is_marked_answered else made.end
            cells = [made.name, made.expected.value, ", ".join(own) or "nothing", end]
            rows.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |")
    return "\n".join(rows)
