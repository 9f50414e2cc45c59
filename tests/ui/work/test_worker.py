from __future__ import annotations

import operator
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Slot
from pytestqt.qtbot import QtBot

from mnist_desk.ui.work.worker import Worker


class Listener(QObject):
    """Takes what a worker has and notes what it tells, in the thread of the window."""

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self.values: list[Any] = []
        self.told: list[Any] = []
        self._worker = worker
        worker.arrived.connect(self._on_arrived)
        worker.failed.connect(self._on_failed)
        worker.finished.connect(self._on_finished)

    @property
    def finished(self) -> bool:
        return "finished" in self.told

    @Slot()
    def _on_arrived(self) -> None:
        self.told.append("arrived")
        self.values.append(self._worker.take())

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.told.append(error)

    @Slot()
    def _on_finished(self) -> None:
        self.told.append("finished")


Start = Callable[..., tuple[Worker, Listener]]


@pytest.fixture
def start(qapp: QCoreApplication) -> Iterator[Start]:
    """Starts a worker; it is stopped at the end of the test, whatever happened."""
    workers = []

    def start(
        make: Callable[[], Iterable[Any]], merge: Callable[[Any, Any], Any] | None = None
    ) -> tuple[Worker, Listener]:
        worker = Worker(make, merge)
        workers.append(worker)
        listener = Listener(worker)
        worker.start()
        return worker, listener

    yield start
    for worker in workers:
        worker.stop()
        worker.set_paused(False)
        worker.wait()


class Hand:
    """An iterable that gives one value each time it is allowed to, and notes what is done to it."""

    def __init__(self, count: int = 1000) -> None:
        self.asked = 0
        self.closed = 0
        self.threads: set[int] = set()
        self._count = count
        self._permits = threading.Semaphore(0)

    def let(self, values: int = 1) -> None:
        self._permits.release(values)

    def __iter__(self) -> Iterator[int]:
        try:
            for number in range(1, self._count + 1):
                self.asked = number
                self.threads.add(threading.get_ident())
                if not self._permits.acquire(timeout=10):
                    raise TimeoutError("the test waits for a value that it did not allow")
                yield number
        finally:
            self.closed += 1
            self.threads.add(threading.get_ident())


@pytest.fixture
def hand() -> Iterator[Hand]:
    hand = Hand()
    yield hand
    hand.let(1000)


def test_values_arrive_one_after_the_other(qtbot: QtBot, start: Start, hand: Hand) -> None:
    _, listener = start(lambda: hand)
    for number in (1, 2, 3):
        hand.let()
        qtbot.waitUntil(lambda number=number: listener.values == list(range(1, number + 1)))


def test_an_iterable_without_close_is_pumped_to_its_end(qtbot: QtBot, start: Start) -> None:
    _, listener = start(lambda: ["only"])
    qtbot.waitUntil(lambda: listener.finished)
    assert listener.values == ["only"]


def test_a_busy_window_gets_the_latest_value_alone(qtbot: QtBot, start: Start) -> None:
    worker, listener = start(lambda: range(100))
    worker.wait()
    qtbot.waitUntil(lambda: listener.finished)
    assert listener.values == [99]
    assert listener.told == ["arrived", "finished"]


def test_waiting_values_are_merged_and_none_is_lost(qtbot: QtBot, start: Start) -> None:
    worker, listener = start(lambda: ([n] for n in range(5)), merge=operator.add)
    worker.wait()
    qtbot.waitUntil(lambda: listener.finished)
    assert listener.values == [[0, 1, 2, 3, 4]]


def test_a_value_that_was_taken_is_not_merged_again(qtbot: QtBot, start: Start, hand: Hand) -> None:
    _, listener = start(lambda: ([n] for n in hand), merge=operator.add)
    for count in (1, 2):
        hand.let()
        qtbot.waitUntil(lambda count=count: len(listener.values) == count)
    assert listener.values == [[1], [2]]


def test_there_is_nothing_to_take_twice(start: Start) -> None:
    worker, _ = start(lambda: ["only"])
    worker.wait()
    assert worker.take() == "only"
    assert worker.take() is None


def test_no_value_is_asked_for_while_paused(qtbot: QtBot, start: Start, hand: Hand) -> None:
    worker, listener = start(lambda: hand)
    qtbot.waitUntil(lambda: hand.asked == 1)
    worker.set_paused(True)
    with qtbot.assertNotEmitted(worker.finished, wait=100):
        hand.let(1000)
    assert hand.asked == 1
    assert listener.values == [1]

    worker.set_paused(False)
    qtbot.waitUntil(lambda: listener.finished)
    assert hand.asked == 1000
    assert listener.values[-1] == 1000


def test_a_stopped_worker_asks_for_nothing_more(qtbot: QtBot, start: Start, hand: Hand) -> None:
    worker, listener = start(lambda: hand)
    qtbot.waitUntil(lambda: hand.asked == 1)
    worker.stop()
    hand.let(1000)
    qtbot.waitUntil(lambda: listener.finished)
    assert hand.asked == 1
    assert listener.values == [1], "the value that was asked for before is the result"


def test_stop_ends_a_paused_worker(qtbot: QtBot, start: Start, hand: Hand) -> None:
    worker, listener = start(lambda: hand)
    worker.set_paused(True)
    hand.let()
    worker.stop()
    qtbot.waitUntil(lambda: listener.finished)
    assert hand.asked <= 1


def test_the_iterator_is_made_advanced_and_closed_in_one_other_thread(
    qtbot: QtBot, start: Start, hand: Hand
) -> None:
    threads = hand.threads

    def make() -> Iterable[int]:
        threads.add(threading.get_ident())
        return hand

    worker, listener = start(make)
    qtbot.waitUntil(lambda: hand.asked == 1)
    worker.stop()
    hand.let()
    qtbot.waitUntil(lambda: listener.finished)
    assert hand.closed == 1
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_a_failure_is_told_once_and_only_finished_follows(qtbot: QtBot, start: Start) -> None:
    error = ValueError("out of ink")

    def failing() -> Iterator[int]:
        yield 1
        raise error

    _, listener = start(failing)
    qtbot.waitUntil(lambda: listener.finished)
    assert listener.told == ["arrived", error, "finished"]
    assert listener.values == [1]


def test_a_failure_to_make_the_iterator_is_told(qtbot: QtBot, start: Start) -> None:
    error = ImportError("no engine")

    def make() -> Iterator[int]:
        raise error

    _, listener = start(make)
    qtbot.waitUntil(lambda: listener.finished)
    assert listener.told == [error, "finished"]


def test_a_failure_to_close_the_iterator_is_told(qtbot: QtBot, start: Start, hand: Hand) -> None:
    error = OSError("disk full")

    def unclosable() -> Iterator[int]:
        try:
            yield from hand
        except GeneratorExit:
            raise error from None

    worker, listener = start(unclosable)
    qtbot.waitUntil(lambda: hand.asked == 1)
    worker.stop()
    hand.let()
    qtbot.waitUntil(lambda: listener.finished)
    assert listener.told == ["arrived", error, "finished"]
