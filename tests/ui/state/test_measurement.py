from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.errors import InputError
from mnist_desk.core.model import Model
from mnist_desk.ui.state.measurement import Measurement
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all

LONG = 60_000


class Scale:
    """What is measured: how often it was asked; slow ones wait until they may go on."""

    def __init__(self) -> None:
        self.asked: list[Model] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.nothing = False
        self.error: Exception | None = None

    def __call__(self, model: Model) -> Callable[[], Iterator[int]] | None:
        if self.nothing:
            return None
        self.asked.append(model)
        number = len(self.asked)

        def work() -> Iterator[int]:
            assert self.may_go_on.wait(10)
            if self.error:
                raise self.error
            yield number

        return work


@pytest.fixture
def scale() -> Scale:
    return Scale()


@pytest.fixture
def measurement(session: Session, scale: Scale) -> Measurement:
    return Measurement(session.network, scale, 1, session)


def another(session: Session) -> Model:
    """The run comes to another model."""
    run = session.runs.current
    session.runs.reach(run, replace(run.model))
    return run.model


def values(spy: QSignalSpy) -> list[Any]:
    return [spy.at(index)[0] for index in range(spy.count())]


def test_nothing_is_measured_while_nobody_watches(
    session: Session, measurement: Measurement, scale: Scale
) -> None:
    another(session)
    measurement.renew()
    assert scale.asked == []


def test_it_is_measured_when_somebody_begins_to_watch(
    qtbot: QtBot, session: Session, measurement: Measurement, scale: Scale
) -> None:
    with qtbot.waitSignal(measurement.arrived) as told:
        measurement.watch(True)
    assert told.args == [1]
    qtbot.waitUntil(lambda: not measurement.is_due)
    measurement.watch(False)
    measurement.watch(True)
    qtbot.waitUntil(lambda: not measurement.is_due)
    assert scale.asked == [session.network.model], "what is fresh is not measured again"


def test_another_network_is_measured_too(
    qtbot: QtBot, session: Session, measurement: Measurement, scale: Scale
) -> None:
    arrived = QSignalSpy(measurement.arrived)
    measurement.watch(True)
    qtbot.waitUntil(lambda: values(arrived) == [1])
    another(session)
    qtbot.waitUntil(lambda: values(arrived) == [1, 2])


def test_a_slow_measurement_has_its_turn_to_the_end(
    qtbot: QtBot, session: Session, measurement: Measurement, scale: Scale
) -> None:
    scale.may_go_on.clear()
    arrived = QSignalSpy(measurement.arrived)
    measurement.watch(True)
    last = [another(session) for _ in range(5)][-1]
    scale.may_go_on.set()
    qtbot.waitUntil(lambda: values(arrived) == [1, 2])
    assert scale.asked[-1] is last, "those in between are left out"


def test_what_is_under_way_is_dropped_when_something_else_is_asked(
    qtbot: QtBot, measurement: Measurement, scale: Scale
) -> None:
    scale.may_go_on.clear()
    arrived = QSignalSpy(measurement.arrived)
    measurement.watch(True)
    measurement.renew()
    scale.may_go_on.set()
    qtbot.waitUntil(lambda: values(arrived) == [2] and not measurement.busy)


def test_what_is_under_way_is_dropped_when_nobody_watches_any_more(
    qtbot: QtBot, measurement: Measurement, scale: Scale
) -> None:
    scale.may_go_on.clear()
    arrived = QSignalSpy(measurement.arrived)
    measurement.watch(True)
    measurement.watch(False)
    scale.may_go_on.set()
    qtbot.waitUntil(lambda: not measurement.busy)
    assert values(arrived) == []
    measurement.watch(True)
    qtbot.waitUntil(lambda: values(arrived) == [2])


def test_it_rests_from_one_measurement_to_the_next(
    qtbot: QtBot, session: Session, scale: Scale
) -> None:
    measurement = Measurement(session.network, scale, LONG, session)
    measurement.watch(True)
    qtbot.waitUntil(lambda: not measurement.busy)
    another(session)
    another(session)
    assert len(scale.asked) == 1
    assert measurement.is_due
    close_all(session)


def test_where_there_is_nothing_to_measure_nothing_is_done(
    measurement: Measurement, scale: Scale
) -> None:
    scale.nothing = True
    measurement.watch(True)
    assert not measurement.busy


def test_a_failure_is_one_sentence(qtbot: QtBot, measurement: Measurement, scale: Scale) -> None:
    scale.error = InputError("The drawings are gone.")
    with qtbot.waitSignal(measurement.failed) as told:
        measurement.watch(True)
    assert told.args == ["The drawings are gone."]


def test_a_model_that_was_measured_is_not_held(
    qtbot: QtBot, session: Session, measurement: Measurement, scale: Scale
) -> None:
    another(session)
    with qtbot.waitSignal(measurement.arrived):
        measurement.watch(True)
    qtbot.waitUntil(lambda: not measurement.is_due)
    measured = weakref.ref(scale.asked.pop())
    measurement.watch(False)
    another(session)
    gc.collect()
    assert measured() is None
