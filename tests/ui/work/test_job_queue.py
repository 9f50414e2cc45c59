from __future__ import annotations

import threading

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.errors import InputError
from mnist_desk.ui.work.job_queue import JobQueue


@pytest.fixture
def errands(qtbot: QtBot) -> JobQueue:
    return JobQueue()


def wrong() -> None:
    raise InputError("The disk is full.")


def test_jobs_are_done_in_order_in_another_thread(qtbot: QtBot, errands: JobQueue) -> None:
    told: list[tuple[int, bool]] = []
    done: list[int] = []

    def job(number: int) -> bool:
        done.append(number)
        return threading.current_thread() is threading.main_thread()

    for number in range(20):
        errands.do(
            lambda number=number: (number, job(number)),
            lambda outcome: told.append((*outcome, threading.current_thread())),
        )
    qtbot.waitUntil(lambda: len(told) == 20 and not errands.busy)
    assert done == list(range(20))
    assert told == [(number, False, threading.main_thread()) for number in range(20)]


def test_a_job_given_while_another_reports_is_done(qtbot: QtBot, errands: JobQueue) -> None:
    told: list[str] = []
    errands.do(lambda: "a", lambda _: errands.do(lambda: "b", told.append))
    qtbot.waitUntil(lambda: told == ["b"] and not errands.busy)


def test_a_job_that_fails_is_told_and_the_next_is_done(qtbot: QtBot, errands: JobQueue) -> None:
    told: list[str] = []
    failed = QSignalSpy(errands.failed)
    errands.do(wrong, told.append)
    errands.do(lambda: "done", told.append)
    qtbot.waitUntil(lambda: told == ["done"] and not errands.busy)
    assert [failed.at(0)[0], failed.count()] == ["The disk is full.", 1]


def test_finishing_does_all_that_waits_and_nothing_afterwards(errands: JobQueue) -> None:
    done: list[int] = []
    told: list[int] = []
    for number in range(5):
        errands.do(lambda number=number: done.append(number), told.append)
    errands.finish()
    assert done == list(range(5))
    errands.do(lambda: done.append(9))
    assert (done, told) == (list(range(5)), [])


def test_forgetting_leaves_out_what_has_not_begun(qtbot: QtBot, errands: JobQueue) -> None:
    may_end = threading.Event()
    done: list[int] = []
    errands.do(lambda: may_end.wait(10))
    errands.do(lambda: done.append(1))
    errands.forget()
    may_end.set()
    errands.finish()
    assert done == []
