"""Who works: what comes out does not depend on it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pytest

from briefgen.errors import ConfigError
from briefgen.work import Work
from briefgen.work.crews import crew
from briefgen.work.gang import ALONE, Gang
from briefgen.work.progress import Timings


def square(n: int) -> int:
    return n * n


def odd(n: int) -> int:
    if n % 2:
        raise ZeroDivisionError(n)
    return n


def deadly(given: tuple[int, int]) -> int:
    """Kills the process that it runs in, unless that is the one that is named."""
    n, parent = given
    if n == 5 and os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return n * n


def all_of(team, task, given, **how):
    found = list(Work(crew=team).each("x", task, given, **how))
    assert len(found) == len(given)
    return [made for _, made in sorted(found)]


def test_alone_and_with_others_the_same():
    given = list(range(50))
    wanted = [n * n for n in given]
    threads = Gang(lambda: ThreadPoolExecutor(3), 3)
    processes = crew("processes:2")
    try:
        for team in (ALONE, threads, processes):
            for size in (1, 7, 100):
                assert all_of(team, square, given, size=size) == wanted
            assert all_of(team, square, []) == []
    finally:
        threads.close()
        processes.close()


def test_nobody_is_called_for_little():
    team = Gang(lambda: pytest.fail("called"), 2)
    assert all_of(team, square, [1, 2, 3], least=4) == [1, 4, 9]
    named = Gang(lambda: ThreadPoolExecutor(2), 2, least=2)
    assert all_of(named, square, [1, 2, 3], least=4) == [1, 4, 9]
    assert named._made is not None
    named.close()


def test_an_error_is_raised_here_with_its_own_words():
    team = Gang(lambda: ThreadPoolExecutor(2), 2)
    with pytest.raises(ZeroDivisionError, match="3"):
        all_of(team, odd, [0, 2, 3, 4])
    team.close()


def test_a_process_that_is_killed_costs_time_and_nothing_else():
    team = crew("processes:2")
    given = [(n, os.getpid()) for n in range(20)]
    try:
        assert all_of(team, deadly, given) == [n * n for n in range(20)]
        assert all_of(team, square, [1, 2, 3]) == [1, 4, 9]  # and nobody is asked again
    finally:
        team.close()


def test_what_another_briefgen_would_do_is_done_here(monkeypatch):
    marks = iter([b"ours", b"theirs", b"ours", b"ours"])
    monkeypatch.setattr("briefgen.work.gang.digest", lambda: next(marks))
    where = []
    team = Gang(lambda: ThreadPoolExecutor(1), 1)

    def task(n):
        where.append(threading.current_thread() is threading.main_thread())
        return n * n

    assert all_of(team, task, [3]) == [9]
    assert all_of(team, task, [4]) == [16]
    assert where == [True, False]
    team.close()


class Unwilling(Executor):
    """Takes two pieces and no more."""

    def __init__(self):
        self.taken = 0

    def submit(self, task, /, *given, **named):
        self.taken += 1
        if self.taken > 2:
            raise RuntimeError("cannot schedule new futures")
        future = Future()
        future.set_result(task(*given, **named))
        return future


def test_an_executor_that_gives_up():
    assert all_of(Gang(Unwilling, 1), square, list(range(9))) == [n * n for n in range(9)]

    def none():
        raise OSError("no process can be started")

    assert all_of(Gang(none, 1), square, list(range(9))) == [n * n for n in range(9)]


def test_no_more_is_handed_out_than_can_be_held():
    out, most = 0, 0

    class Counting(ThreadPoolExecutor):
        def submit(self, task, /, *given, **named):
            nonlocal out, most
            out += 1
            most = max(most, out)
            return super().submit(task, *given, **named)

    team = Gang(lambda: Counting(2), 2)
    for _ in Work(crew=team).each("x", square, list(range(200))):
        out -= 1
    team.close()
    assert most <= 8


@pytest.mark.parametrize(
    "named", ["", "threads", "processes:0", "processes:x", "serial:2", "dask://", "dask:x"]
)
def test_who_there_is_not(named):
    if named:
        with pytest.raises(ConfigError, match="executor: .* is none: write serial"):
            crew(named)
    else:
        assert crew(None).each is not None


def test_stages_are_added_up_and_not_counted_twice():
    timings = Timings()
    with timings.stage("outer"):
        time.sleep(0.02)
        with timings.stage("inner", 3) as stage:
            stage.advance()
            time.sleep(0.05)
    with timings.stage("inner", 2):
        pass
    outer, inner = timings.spent
    assert (outer.what, inner.what, inner.number) == ("outer", "inner", 5)
    assert 0.015 < outer.seconds < 0.05 <= inner.seconds


# -- a cluster of one's own ----------------------------------------------------------------


@pytest.fixture
def cluster():
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as made:
        yield made


def slow(given: tuple[int, float]) -> tuple[int, int]:
    n, seconds = given
    time.sleep(seconds)
    return n * n, os.getpid()


def test_a_worker_of_a_cluster_that_dies_midway(cluster):
    team = crew(cluster.scheduler_address.replace("tcp:", "dask:"))
    seen = {}
    try:
        given = [(n, 0.05) for n in range(40)]
        for place, (made, who) in Work(crew=team).each("x", slow, given):
            if len(seen) == 5:
                os.kill(who, signal.SIGKILL)
            seen[place] = made
        assert [seen[n] for n in range(40)] == [n * n for n in range(40)]
        assert who != os.getpid()
    finally:
        team.close()


def test_a_cluster_that_is_not_there():
    pytest.importorskip("distributed")
    with pytest.raises(ConfigError, match="no Dask scheduler answers at tcp://127.0.0.1:1"):
        crew("dask://127.0.0.1:1")


def test_without_dask_it_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ConfigError, match=r"pip install 'briefgen\[dask\]'"):
        crew("dask://localhost:8786")


def test_dask_is_not_imported_where_nobody_names_it():
    run = "import sys, briefgen.cli, briefgen.build; sys.exit('distributed' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", run], check=False).returncode == 0
