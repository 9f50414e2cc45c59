from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.errors import InputError
from mnist_desk.ui.work.job import close_all
from mnist_desk.ui.work.job_queue import JobQueue


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


@pytest.fixture
def queue(owner: QObject) -> JobQueue:
    return JobQueue(owner)


def wrong() -> None:
    raise InputError("The disk is full.")


def test_jobs_are_done_in_order_in_another_thread(qtbot: QtBot, queue: JobQueue) -> None:
    told: list[tuple[int, bool]] = []
    done: list[int] = []

    def job(number: int) -> bool:
        done.append(number)
        return threading.current_thread() is threading.main_thread()

    for number in range(20):
        queue.do(
            lambda number=number: (number, job(number)),
            lambda outcome: told.append((*outcome, threading.current_thread())),
        )
    qtbot.waitUntil(lambda: len(told) == 20 and not queue.busy)
    assert done == list(range(20))
    assert told == [(number, False, threading.main_thread()) for number in range(20)]


def test_a_job_given_while_another_reports_is_done(qtbot: QtBot, queue: JobQueue) -> None:
    told: list[str] = []
    queue.do(lambda: "a", lambda _: queue.do(lambda: "b", told.append))
    qtbot.waitUntil(lambda: told == ["b"] and not queue.busy)


def test_a_job_that_fails_is_told_and_the_next_is_done(qtbot: QtBot, queue: JobQueue) -> None:
    told: list[str] = []
    failed = QSignalSpy(queue.failed)
    queue.do(wrong, told.append)
    queue.do(lambda: "done", told.append)
    qtbot.waitUntil(lambda: told == ["done"] and not queue.busy)
    assert [failed.at(0)[0], failed.count()] == ["The disk is full.", 1]


def test_finishing_does_all_that_waits_and_nothing_afterwards(
    queue: JobQueue, owner: QObject
) -> None:
    done: list[int] = []
    told: list[int] = []
    for number in range(5):
        queue.do(lambda number=number: done.append(number), told.append)
    close_all(owner)
    assert done == list(range(5))
    queue.do(lambda: done.append(9))
    assert (done, told) == (list(range(5)), [])


def test_forgetting_leaves_out_what_has_not_begun(
    qtbot: QtBot, queue: JobQueue, owner: QObject
) -> None:
    may_end = threading.Event()
    done: list[int] = []
    queue.do(lambda: may_end.wait(10))
    queue.do(lambda: done.append(1))
    queue.forget()
    may_end.set()
    close_all(owner)
    assert done == []


def test_an_unexpected_failure_is_told_and_logged_and_the_next_is_done(
    qtbot: QtBot, queue: JobQueue, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    failed = QSignalSpy(queue.failed)
    queue.do(lambda: 1 // 0, told.append)
    queue.do(lambda: "done", told.append)
    qtbot.waitUntil(lambda: told == ["done"] and not queue.busy)
    assert failed.count() == 1
    assert "Something went wrong" in failed.at(0)[0]
    assert [type(record.exc_info[1]) for record in caplog.records if record.exc_info] == [
        ZeroDivisionError
    ]


def test_a_queue_that_need_not_finish_leaves_out_what_waits(owner: QObject) -> None:
    queue = JobQueue(owner, finishes=False)
    may_end = threading.Event()
    done: list[int] = []
    queue.do(lambda: may_end.wait(10))
    queue.do(lambda: done.append(1))
    may_end.set()
    queue.forget()
    close_all(owner)
    assert done == []


def test_a_failure_at_the_end_is_told(owner: QObject, queue: JobQueue) -> None:
    failed = QSignalSpy(queue.failed)
    queue.do(wrong)
    close_all(owner)
    assert failed.count() == 1


def test_what_fails_in_the_window_does_not_hold_up_what_came_with_it(
    qtbot: QtBot, queue: JobQueue, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    failed = QSignalSpy(queue.failed)
    may_begin = threading.Event()
    queue.do(lambda: may_begin.wait(10))
    queue.do(lambda: "bad", lambda _: told[5])
    queue.do(lambda: "good", told.append)
    may_begin.set()
    qtbot.waitUntil(lambda: told == ["good"] and not queue.busy)
    assert failed.count() == 1
