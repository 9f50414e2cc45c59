from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from mnist_desk.ui.work.latest_job import LatestJob


class Listener(QObject):
    def __init__(self, latest: LatestJob) -> None:
        super().__init__()
        self.values: list[Any] = []
        self.errors: list[str] = []
        latest.arrived.connect(self._on_value)
        latest.failed.connect(self._on_error)

    @Slot(object)
    def _on_value(self, value: Any) -> None:
        self.values.append(value)

    @Slot(str)
    def _on_error(self, error: str) -> None:
        self.errors.append(error)


@pytest.fixture
def latest(qtbot: QtBot) -> Iterator[LatestJob]:
    latest = LatestJob()
    yield latest
    latest.ask_to_close()
    latest.wait()


@pytest.fixture
def listener(latest: LatestJob) -> Listener:
    return Listener(latest)


class Job:
    """Gives its values once it may go on."""

    def __init__(self, *values: Any) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        self._values = values

    def __call__(self) -> Iterator[Any]:
        self.begun.set()
        self.go_on.wait(10)
        yield from self._values


def test_values_are_told(latest: LatestJob, listener: Listener, qtbot: QtBot) -> None:
    latest.ask(lambda: ["one"])
    assert latest.busy
    qtbot.waitUntil(lambda: not latest.busy)
    assert listener.values == ["one"]
    latest.ask(lambda: ["two"])
    qtbot.waitUntil(lambda: listener.values == ["one", "two"])


def test_of_what_is_asked_meanwhile_only_the_latest_is_done(
    latest: LatestJob, listener: Listener, qtbot: QtBot
) -> None:
    old, passed_over, new = Job("old"), Job("passed over"), Job("new")
    latest.ask(old)
    assert old.begun.wait(10)
    latest.ask(passed_over)
    latest.ask(new)
    for job in (new, old):
        job.go_on.set()
    qtbot.waitUntil(lambda: not latest.busy)
    assert listener.values == ["new"]
    assert not passed_over.begun.is_set()


def test_what_is_dropped_is_not_told(latest: LatestJob, listener: Listener, qtbot: QtBot) -> None:
    job = Job("unwanted")
    latest.ask(job)
    assert job.begun.wait(10)
    latest.drop()
    job.go_on.set()
    qtbot.waitUntil(lambda: not latest.busy)
    assert listener.values == []


def test_a_failure_is_told_and_the_next_job_done(
    latest: LatestJob, listener: Listener, qtbot: QtBot
) -> None:
    def fail() -> Iterator[Any]:
        raise ValueError("no luck")
        yield

    latest.ask(fail)
    qtbot.waitUntil(lambda: not latest.busy)
    assert listener.errors == ["Something went wrong: no luck"]
    latest.ask(lambda: [1])
    qtbot.waitUntil(lambda: listener.values == [1])


def test_nothing_starts_after_closing(latest: LatestJob, listener: Listener) -> None:
    job = Job("late")
    latest.ask(job)
    job.go_on.set()
    latest.ask_to_close()
    latest.wait()
    latest.ask(lambda: ["later"])
    assert listener.values == []
