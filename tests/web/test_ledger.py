"""What is held for clients stays in bounds, and whoever keeps us waiting for the longest time goes."""

from __future__ import annotations

from bodycopy.web.server.ledger import Ledger


class Holder:
    def __init__(self, waits_since: float | None) -> None:
        self.held_bytes = 0
        self.waits_since = waits_since
        self.evicted = False

    def evict(self) -> None:
        self.evicted = True


def test_nobody_goes_while_there_is_room() -> None:
    ledger, holders = Ledger(100), [Holder(float(number)) for number in range(4)]
    for holder in holders:
        ledger.set(holder, 25)
    assert not any(holder.evicted for holder in holders)


def test_the_one_that_has_waited_longest_goes() -> None:
    ledger, old, new = Ledger(100), Holder(1.0), Holder(2.0)
    ledger.set(new, 60)
    ledger.set(old, 41)
    assert (old.evicted, new.evicted) == (True, False)
    assert (old.held_bytes, new.held_bytes) == (0, 60)


def test_what_is_in_work_stays_and_the_newcomer_goes() -> None:
    ledger, working, new = Ledger(100), Holder(None), Holder(9.0)
    ledger.set(working, 90)
    ledger.set(new, 20)
    assert (working.evicted, new.evicted) == (False, True)


def test_as_many_go_as_it_takes() -> None:
    ledger, holders = Ledger(100), [Holder(float(number)) for number in range(5)]
    for holder in holders[:4]:
        ledger.set(holder, 25)
    ledger.set(holders[4], 70)
    assert [holder.evicted for holder in holders] == [True, True, True, False, False]


def test_what_is_given_back_is_room_again() -> None:
    ledger, first, second = Ledger(100), Holder(1.0), Holder(2.0)
    for _ in range(10):
        ledger.set(first, 90)
        ledger.set(first, 0)
    ledger.set(second, 100)
    assert not first.evicted
    assert not second.evicted
