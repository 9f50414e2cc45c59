from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.errors import InputError
from mnist_desk.core.progress import Diverged
from mnist_desk.ui.work.job import Job, close_all
from mnist_desk.ui.work.job_queue import JobQueue
from mnist_desk.ui.work.latest_job import LatestJob
from mnist_desk.ui.work.throttle import Throttle


@pytest.fixture
def job(qtbot: QtBot) -> Iterator[Job]:
    job = Job()
    yield job
    job.ask_to_close()
    job.wait()


class Stairs:
    """Gives 1, 2, 3 and so on, each once it was let."""

    def __init__(self) -> None:
        self.closed = threading.Event()
        self.asked = threading.Event()
        self._permits = threading.Semaphore(0)

    def let(self, steps: int) -> None:
        self._permits.release(steps)

    def __call__(self) -> Iterator[int]:
        try:
            for step in range(1, 100):
                self.asked.set()
                assert self._permits.acquire(timeout=10)
                yield step
        finally:
            self.closed.set()


def values(spy: QSignalSpy) -> list[Any]:
    return [spy.at(index)[0] for index in range(spy.count())]


def failing(error: Exception) -> Callable[[], Iterator[int]]:
    def make() -> Iterator[int]:
        yield 1
        raise error

    return make


def test_values_are_told_and_then_the_end(qtbot: QtBot, job: Job) -> None:
    told: list[Any] = []
    job.arrived.connect(told.append)
    job.ended.connect(lambda: told.append("end"))
    assert job.start(lambda: [1])
    assert job.busy
    qtbot.waitUntil(lambda: not job.busy)
    assert told == [1, "end"]


def test_values_that_a_busy_window_missed_come_as_one(qtbot: QtBot) -> None:
    job, stairs = Job(merge=lambda earlier, later: (earlier, later)), Stairs()
    arrived = QSignalSpy(job.arrived)
    job.start(stairs)
    stairs.let(2)
    stairs.let(1)
    job.stop()
    job.wait()
    qtbot.waitUntil(lambda: not job.busy)
    assert arrived.count() <= 1


def test_one_iterator_at_a_time(qtbot: QtBot, job: Job) -> None:
    stairs = Stairs()
    job.start(stairs)
    assert not job.start(lambda: ["other"])
    job.stop()
    stairs.let(1)
    qtbot.waitUntil(lambda: not job.busy)
    assert job.start(lambda: ["other"])
    qtbot.waitUntil(lambda: not job.busy)


def test_a_stopped_job_tells_the_value_that_was_under_way(qtbot: QtBot, job: Job) -> None:
    stairs, arrived = Stairs(), QSignalSpy(job.arrived)
    job.start(stairs)
    assert stairs.asked.wait(10)
    job.stop()
    stairs.let(5)
    qtbot.waitUntil(lambda: not job.busy)
    assert values(arrived) == [1]
    assert stairs.closed.is_set()


def test_a_cancelled_job_tells_nothing_more(qtbot: QtBot, job: Job) -> None:
    stairs, arrived, ended = Stairs(), QSignalSpy(job.arrived), QSignalSpy(job.ended)
    job.start(stairs)
    assert stairs.asked.wait(10)
    job.cancel()
    stairs.let(5)
    qtbot.waitUntil(lambda: not job.busy)
    assert (arrived.count(), ended.count()) == (0, 1)


def test_a_paused_job_asks_for_no_value(qtbot: QtBot, job: Job) -> None:
    stairs, arrived = Stairs(), QSignalSpy(job.arrived)
    job.start(stairs)
    assert stairs.asked.wait(10)
    job.set_paused(True)
    stairs.let(5)
    qtbot.waitUntil(lambda: values(arrived) == [1])
    job.set_paused(False)
    qtbot.waitUntil(lambda: values(arrived)[-1] == 5)
    job.stop()
    stairs.let(1)
    qtbot.waitUntil(lambda: not job.busy)


@pytest.mark.parametrize(
    ("error", "sentence", "logged"),
    [
        (InputError("{path} is bad.", path="{x} 5 %"), "{x} 5 % is bad.", False),
        (Diverged("The loss grew."), "The loss grew.", False),
        (ZeroDivisionError("by nought"), "Something went wrong: by nought", True),
        (ZeroDivisionError("\x1b[31m\n"), r"Something went wrong: \x1b[31m\n", True),
    ],
)
def test_a_failure_is_one_sentence_and_the_unexpected_is_logged(
    qtbot: QtBot,
    job: Job,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    sentence: str,
    logged: bool,
) -> None:
    arrived, failed, ended = map(QSignalSpy, (job.arrived, job.failed, job.ended))
    job.start(failing(error))
    qtbot.waitUntil(lambda: not job.busy)
    assert values(failed) == [sentence]
    assert (values(arrived), ended.count()) == ([1], 1)
    assert job.error is error
    assert [record.exc_info[1] for record in caplog.records if record.exc_info] == (
        [error] if logged else []
    )


def test_a_new_start_forgets_the_error(qtbot: QtBot, job: Job) -> None:
    job.start(failing(InputError("No.")))
    qtbot.waitUntil(lambda: not job.busy)
    job.start(lambda: [1])
    assert job.error is None
    qtbot.waitUntil(lambda: not job.busy)


def test_nothing_starts_after_closing(job: Job) -> None:
    job.ask_to_close()
    job.wait()
    assert not job.start(lambda: [1])
    assert not job.busy


def test_all_are_asked_to_stop_before_any_is_waited_for(qtbot: QtBot) -> None:
    """Each of two jobs ends only when the other was asked to stop."""
    owner = QObject()
    one, other = Job(owner), LatestJob(QObject(owner))
    stairs = [Stairs(), Stairs()]
    one.start(stairs[0])
    other.ask(stairs[1])
    for each in stairs:
        assert each.asked.wait(10)
    asked: list[Job] = []
    ask = {job: job.ask_to_close for job in (one, other)}

    def noting(job: Job) -> Callable[[], None]:
        def ask_to_close() -> None:
            ask[job]()
            asked.append(job)
            if len(asked) == 2:
                for each in stairs:
                    each.let(1)

        return ask_to_close

    for job in (one, other):
        job.ask_to_close = noting(job)  # type: ignore[method-assign]
    close_all(owner)
    assert set(asked) == {one, other}
    assert all(each.closed.is_set() for each in stairs)


def test_closing_reaches_queues_and_throttles_below_several_owners(qtbot: QtBot) -> None:
    owners = [QObject(), QObject()]
    written: list[int] = []
    queue, throttle = JobQueue(owners[0]), Throttle(lambda: written.append(2), 0, owners[1])
    queue.do(lambda: written.append(1))
    throttle.ask()
    close_all(*owners)
    assert written == [1]
    throttle.ask()
    assert not throttle.is_due
