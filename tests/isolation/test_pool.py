"""Pages in processes of their own: what each comes to, and that it comes to nothing for the others."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from threading import Thread

import pytest
from tests.isolation.tasks import Unloadable, misbehave

from bodycopy.calls import Call, CallLimits
from bodycopy.errors import BodycopyError, DeadlineExceeded, MemoryExceeded, Overloaded, PageFailed, WorkerDied
from bodycopy.isolation import Answer, ColdService, Limits, Pool
from bodycopy.isolation.keeper import STEP_BACK_NICENESS, STEP_BACK_SECONDS, Keeper
from bodycopy.isolation.limits import MIB
from bodycopy.isolation.trial import PAGE, try_out
from bodycopy.model import Include, Options, Source, SourceType

GARBAGE = [
    b"",
    b"{",
    b"[]",
    b'["answer"]',
    b'["note"]',
    b'["nonsense", 1]',
    b'["answer", "200", "text/plain", null, false, null]',
    b'["answer", 7, "text/plain", null, false, null]',
    b'["answer", 200, "text/plain\\r\\nX: y", null, false, null]',
    b'["answer", 200, "text/plain", null, false, null, 1]',
    b"[" * 200_000,
    b'{"answer": 1}',
    b"\xff" * 100,
]

SECONDS = 60
"""How long to wait for what should come at once, on a machine with much else to do."""


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(Limits(workers=2, deadline_seconds=20, wall_seconds=300), misbehave) as pool:
        yield pool


def ask(pool: Pool, page: str, deadline: float | None = None) -> str:
    return pool.submit(Source(page), Options(), deadline).result(SECONDS).body.decode()


def test_a_page_is_answered_by_another_process(pool: Pool) -> None:
    assert int(ask(pool, "")) in pool.pids
    assert os.getpid() not in pool.pids


@pytest.mark.parametrize("size", [1, 70_000, 7 * MIB])
def test_pages_and_answers_of_any_size_come_through(pool: Pool, size: int) -> None:
    page = "ä" * size
    assert ask(pool, f"echo {page}") == page


def test_a_page_that_hangs_is_ended_at_its_deadline(pool: Pool) -> None:
    started = time.monotonic()
    with pytest.raises(DeadlineExceeded) as caught:
        ask(pool, "hang", deadline=0.5)
    assert 0.5 <= time.monotonic() - started < 10
    assert caught.value.detail == {"deadline_seconds": 0.5, "bound": "work"}
    assert int(ask(pool, "")) > 0


def test_the_others_are_served_while_a_page_hangs(pool: Pool) -> None:
    hanging = pool.submit(Source("hang"), Options(), 3)
    served = {ask(pool, "") for _ in range(20)}
    assert not hanging.done()
    assert len(served) == 1
    with pytest.raises(DeadlineExceeded):
        hanging.result(SECONDS)


def test_no_page_may_take_longer_than_the_pool_says() -> None:
    with Pool(Limits(deadline_seconds=0.5), misbehave) as pool, pytest.raises(DeadlineExceeded):
        ask(pool, "hang", deadline=60)


@pytest.mark.parametrize("page", ["die", "exit"])
def test_a_page_that_kills_two_workers_is_not_tried_a_third_time(pool: Pool, page: str) -> None:
    with pytest.raises(WorkerDied) as caught:
        ask(pool, page)
    assert caught.value.detail == {"deaths": 2}
    assert int(ask(pool, "")) > 0


def test_a_page_whose_worker_was_killed_by_chance_is_tried_again(pool: Pool, tmp_path: Path) -> None:
    assert int(ask(pool, f"die-once {tmp_path / 'marker'}")) > 0


def test_killing_all_workers_loses_no_page(pool: Pool) -> None:
    for _ in range(3):
        kill(pool.pids)
        assert int(ask(pool, "")) > 0


def test_a_worker_killed_while_it_waits_is_replaced(pool: Pool) -> None:
    ask(pool, "")
    before = set(pool.pids)
    kill(before)
    end = time.monotonic() + SECONDS
    while len(after := set(pool.pids) - before) < 2:
        assert time.monotonic() < end, after
        time.sleep(0.05)


@pytest.mark.parametrize("page", ["eat", "stumble"])
def test_a_page_that_takes_too_much_memory_is_told_so(pool: Pool, page: str) -> None:
    answer = pool.submit(Source(page), Options()).result(SECONDS)
    assert (answer.status, answer.code) == (500, MemoryExceeded.code)
    assert json.loads(answer.body)["error"]["detail"] == {"limit": Limits().page_memory_bytes}
    assert int(ask(pool, "")) > 0


def test_an_error_that_nobody_foresaw_comes_with_its_traceback(pool: Pool) -> None:
    with pytest.raises(PageFailed) as caught:
        ask(pool, "fail")
    assert "ZeroDivisionError: a secret of the page" in caught.value.report
    assert "in misbehave" in caught.value.report
    assert "secret" not in caught.value.message
    assert int(ask(pool, "")) > 0


def test_a_worker_is_replaced_after_so_many_pages() -> None:
    with Pool(Limits(recycle_pages=3), misbehave) as pool:
        pids = [ask(pool, "") for _ in range(9)]
    assert pids == [pids[0]] * 3 + [pids[3]] * 3 + [pids[6]] * 3
    assert len(set(pids)) == 3


def test_a_worker_that_holds_too_much_memory_is_replaced() -> None:
    with Pool(Limits(recycle_bytes=250 * MIB), misbehave) as pool:
        first = ask(pool, "grow 20")
        assert ask(pool, "") == first
        assert ask(pool, "grow 200") == first
        assert ask(pool, "") != first


def test_a_page_too_many_is_refused_with_a_time_to_come_back() -> None:
    with Pool(Limits(queue=2), misbehave) as pool:
        taken = [pool.submit(Source("sleep 1"), Options()) for _ in range(3)]
        with pytest.raises(Overloaded) as caught:
            pool.submit(Source(""), Options())
        assert caught.value.detail["retry_after"] > 0
        waiting = pool.submit(Source(""), Options(), patient=True)
        assert {future.result(SECONDS).status for future in (*taken, waiting)} == {200}
        assert int(ask(pool, "")) > 0


def test_a_page_that_waited_too_long_is_refused() -> None:
    with Pool(Limits(wall_seconds=1), misbehave) as pool:
        pages = [pool.submit(Source("sleep 0.8"), Options()) for _ in range(4)]
        outcomes = [type(future.exception(SECONDS)) for future in pages]
    assert outcomes[0] is type(None)
    assert outcomes[-1] is Overloaded


def test_batches_and_single_pages_take_turns() -> None:
    order: list[str] = []

    def note(name: str, future: Future[Answer]) -> None:
        future.add_done_callback(lambda _: order.append(name))

    with Pool(Limits(), misbehave) as pool:
        first = pool.submit(Source("sleep 0.5"), Options())
        for number in range(4):
            note(f"batch {number}", pool.submit(Source(""), Options(), patient=True))
        for number in range(2):
            note(f"call {number}", pool.submit(Source(""), Options()))
        first.result(SECONDS)
    assert sorted(order[:4]) == ["batch 0", "batch 1", "call 0", "call 1"]
    assert order[4:] == ["batch 2", "batch 3"]


def test_a_long_page_steps_back_and_the_next_one_does_not() -> None:
    with Pool(Limits(), misbehave) as pool:
        quick = pool.submit(Source("nice 0"), Options()).result(SECONDS).body
        long = pool.submit(Source(f"nice {STEP_BACK_SECONDS + 0.5}"), Options()).result(SECONDS).body
        after = pool.submit(Source("nice 0"), Options()).result(SECONDS).body
    assert int(long) == max(int(quick), STEP_BACK_NICENESS)
    assert after == quick


def test_a_page_that_only_waits_does_not_step_back() -> None:
    with Pool(Limits(), misbehave) as pool:
        quick = pool.submit(Source("nice 0"), Options()).result(SECONDS).body
        asleep = pool.submit(Source(f"nice-asleep {STEP_BACK_SECONDS + 0.5}"), Options()).result(SECONDS).body
    assert asleep == quick


def test_a_page_that_waits_for_ever_is_ended_by_the_clock() -> None:
    with Pool(Limits(deadline_seconds=5, wall_seconds=1), misbehave) as pool:
        with pytest.raises(DeadlineExceeded, match="by the clock") as caught:
            ask(pool, "sleep 60")
        assert caught.value.detail == {"deadline_seconds": 5, "wall_seconds": 1, "bound": "clock"}
        assert int(ask(pool, "")) > 0


def test_the_clock_alone_ends_no_page_that_has_its_deadline_of_work_left() -> None:
    with Pool(Limits(deadline_seconds=0.5, wall_seconds=30), misbehave) as pool:
        assert int(ask(pool, "sleep 1.5")) > 0
        assert int(ask(pool, "work 0.2")) > 0
        with pytest.raises(DeadlineExceeded, match="processor time"):
            ask(pool, "work 5")


def test_a_shorter_deadline_shortens_the_clock_as_well() -> None:
    with Pool(Limits(deadline_seconds=10, wall_seconds=60), misbehave) as pool, pytest.raises(DeadlineExceeded) as caught:
        ask(pool, "sleep 60", deadline=0.1)
    assert caught.value.detail == {"deadline_seconds": 0.1, "wall_seconds": 0.6, "bound": "clock"}


@pytest.mark.parametrize("bytes_", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_from_a_worker_costs_it_its_life_and_nobody_else_anything(pool: Pool, bytes_: bytes) -> None:
    with pytest.raises(WorkerDied):
        ask(pool, f"garbage {bytes_.hex()}")
    assert int(ask(pool, "")) > 0
    assert pool.ready


def test_a_thread_that_stumbles_has_its_call_answered_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    with Pool(Limits(), misbehave) as pool:
        for shortage in (MemoryError, OSError, RuntimeError):
            with monkeypatch.context() as patch:
                patch.setattr(Keeper, "run", raising(shortage))
                with pytest.raises(Overloaded, match="short of memory"):
                    ask(pool, "")
            assert int(ask(pool, "")) > 0


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_falls_is_replaced_and_its_call_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    with Pool(Limits(), misbehave) as pool:
        with monkeypatch.context() as patch:
            patch.setattr(Keeper, "run", raising(KeyError))
            with pytest.raises(BodycopyError):
                ask(pool, "")
        assert int(ask(pool, "")) > 0
        assert pool.ready


def test_nobody_is_told_to_come_where_no_thread_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    with Pool(Limits(), misbehave) as pool:
        monkeypatch.setattr(Thread, "is_alive", lambda _: False)
        assert not pool.ready
        with pytest.raises(Overloaded):
            ask(pool, "")
        monkeypatch.undo()


def test_what_waits_is_bounded_in_bytes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bodycopy.isolation.waiting.WAITING_BYTES", 2 * MIB)
    with Pool(Limits(), misbehave) as pool:
        first = pool.submit(Source("sleep 0.5" + " " * 3 * MIB), Options())
        with pytest.raises(Overloaded):
            pool.submit(Source("x"), Options())
        assert first.result(SECONDS).status == 200
        assert int(ask(pool, " " * 3 * MIB)) > 0


def test_an_answer_that_is_too_large_names_what_to_drop() -> None:
    call = Call("echo " + "x" * 1000, SourceType.TEXT, limits=CallLimits(answer_bytes=900))
    options = Options(include=frozenset({Include.BLOCKS, Include.HTML}))
    with Pool(Limits(), misbehave) as pool:
        plain = pool.submit_call(call).result(SECONDS)
        asked = pool.submit_call(replace(call, options=options)).result(SECONDS)
    assert (plain.status, plain.code) == (413, "answer_too_large")
    detail = json.loads(asked.body)["error"]["detail"]
    assert detail == {"limit": 900, "bytes": 1000, "option": "include", "value": "blocks,html"}


def test_a_long_page_keeps_nobody_waiting() -> None:
    with Pool(Limits(workers=1, spares=1, deadline_seconds=60), misbehave) as pool:
        long = pool.submit(Source("work 3"), Options())
        first = ask(pool, "")
        assert not long.done()
        assert ask(pool, "") == first
        assert len(pool.pids) == 2
        assert long.result(SECONDS).status == 200


def test_no_more_long_pages_go_on_than_there_are_spare_workers() -> None:
    with Pool(Limits(workers=1, spares=1, deadline_seconds=60), misbehave) as pool:
        long = [pool.submit(Source(f"work {seconds}"), Options()) for seconds in (2, 3)]
        quick = pool.submit(Source(""), Options())
        assert quick.result(SECONDS).status == 200
        assert any(each.done() for each in long), "a third worker was started"
        assert {each.result(SECONDS).status for each in long} == {200}
        assert len(pool.pids) == 2


def test_no_spare_worker_is_started_without_need() -> None:
    with Pool(Limits(workers=1, spares=2), misbehave) as pool:
        together = [pool.submit(Source(""), Options()) for _ in range(20)]
        pids = {future.result(SECONDS).body for future in together} | {ask(pool, "").encode() for _ in range(20)}
        assert len(pids) == len(pool.pids) == 1


def test_a_spare_worker_without_a_page_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bodycopy.isolation.pool.SPARE_SECONDS", 0.1)
    with Pool(Limits(workers=1, spares=1, deadline_seconds=60), misbehave) as pool:
        for _ in range(2):
            long = pool.submit(Source("work 1"), Options())
            ask(pool, "")
            assert long.result(SECONDS).status == 200
            end = time.monotonic() + SECONDS
            while len(pool.pids) > 1:
                assert time.monotonic() < end
                time.sleep(0.05)


def raising(error: type[Exception]) -> Callable[..., None]:
    def run(*_: object) -> None:
        raise error

    return run


def test_a_page_that_is_called_off_is_not_worked_on() -> None:
    with Pool(Limits(), misbehave) as pool:
        first = pool.submit(Source("sleep 0.5"), Options())
        second = pool.submit(Source("hang"), Options())
        assert second.cancel()
        assert first.result(SECONDS).status == 200
        assert int(ask(pool, "")) > 0


def test_closing_finishes_what_is_inside_and_refuses_what_is_new() -> None:
    pool = Pool(Limits(), misbehave)
    pool.start()
    pids = pool.pids
    inside = [pool.submit(Source("sleep 0.2"), Options()) for _ in range(3)]
    pool.close()
    assert [future.result(0).status for future in inside] == [200] * 3
    with pytest.raises(Overloaded, match="stopping"):
        pool.submit(Source(""), Options())
    assert not pool.ready
    assert not [pid for pid in pids if is_there(pid)]


def test_a_program_needs_no_guard_around_its_main_part(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "from bodycopy.isolation import Limits, Pool\nfrom bodycopy.model import Options, Source\nprint('once')\n"
        "with Pool(Limits()) as pool:\n    print(pool.submit(Source('<p>x'), Options()).result().status)\n"
    )
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=SECONDS, check=True)
    assert (done.stdout, done.stderr) == ("once\n422\n", "")


def test_a_pool_that_cannot_start_says_so() -> None:
    with pytest.raises(ColdService):
        Pool(Limits(), Unloadable()).start()


def test_a_worker_killed_while_it_starts_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    launch, killed = Keeper._launch, list[int]()

    def launch_and_kill_the_first(keeper: Keeper) -> Connection:
        pipe = launch(keeper)
        if not killed and keeper.pid:
            killed.append(keeper.pid)
            kill(killed)
        return pipe

    monkeypatch.setattr(Keeper, "_launch", launch_and_kill_the_first)
    with Pool(Limits(), misbehave) as pool:
        assert int(ask(pool, "")) not in killed
    assert len(killed) == 1


def test_a_fork_server_that_ends_while_it_is_asked_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def end(_: ForkServerProcess) -> None:
        raise EOFError("unexpected EOF")

    monkeypatch.setattr(ForkServerProcess, "start", end)
    with pytest.raises(ColdService, match="unexpected EOF"):
        Pool(Limits(), misbehave).start()


def test_a_trial_without_an_article_is_no_start() -> None:
    with pytest.raises(ColdService, match="installation"):
        try_out(lambda _source, _options: Answer(422, "", b""))


def test_the_answer_is_the_one_that_the_pipeline_gives(pool: Pool) -> None:
    answer = json.loads(ask(pool, f"answer {PAGE}"))
    assert answer["headline"] == "The ferry is back"
    assert answer["engine"]["elapsedMs"] > 0


def kill(pids: Iterable[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
