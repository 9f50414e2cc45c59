from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.model import Model
from mnist_desk.ui.state.lesson import Teaching

if TYPE_CHECKING:
    from .conftest import FakeEngine


@pytest.fixture
def mine() -> Dataset:
    return Dataset(np.zeros((10, 28, 28), np.uint8), np.arange(10))


@pytest.fixture
def teaching(qtbot: QtBot, engine: FakeEngine) -> Teaching:
    return Teaching()


def values(spy: QSignalSpy) -> list[Any]:
    return [spy.at(index)[0] for index in range(spy.count())]


def test_a_lesson_tells_how_far_it_is_and_what_came_of_it(
    qtbot: QtBot, teaching: Teaching, engine: FakeEngine, model: Model, mine: Dataset
) -> None:
    busy, progressed, taught = map(
        QSignalSpy, (teaching.busy_changed, teaching.progressed, teaching.taught)
    )
    teaching.start(model, mine, "cpu")
    assert teaching.busy
    engine.let(2)
    qtbot.waitUntil(lambda: not teaching.busy)
    assert values(busy) == [True, False]
    assert values(progressed)[-1] == 1
    assert [one.learnt for one in values(taught)] == [8]
    assert engine.choice == "cpu"


def test_nothing_comes_of_a_cancelled_lesson(
    qtbot: QtBot, teaching: Teaching, engine: FakeEngine, model: Model, mine: Dataset
) -> None:
    taught = QSignalSpy(teaching.taught)
    teaching.start(model, mine, "auto")
    teaching.cancel()
    engine.let(2)
    qtbot.waitUntil(lambda: not teaching.busy)
    assert taught.count() == 0
    engine.let(2)
    teaching.start(model, mine, "auto")
    qtbot.waitUntil(lambda: not teaching.busy)
    assert taught.count() == 1


def test_one_lesson_at_a_time(
    qtbot: QtBot, teaching: Teaching, engine: FakeEngine, model: Model, mine: Dataset
) -> None:
    busy = QSignalSpy(teaching.busy_changed)
    teaching.start(model, mine, "auto")
    teaching.start(model, mine, "auto")
    engine.let(2)
    qtbot.waitUntil(lambda: not teaching.busy)
    assert values(busy) == [True, False]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ArithmeticError("the loss grew"), "the loss grew"),
        (RuntimeError("boom"), "Something went wrong while teaching: boom"),
    ],
)
def test_a_failure_is_one_sentence(
    qtbot: QtBot,
    teaching: Teaching,
    engine: FakeEngine,
    model: Model,
    mine: Dataset,
    error: Exception,
    sentence: str,
) -> None:
    engine.error = error
    engine.let(2)
    with qtbot.waitSignal(teaching.failed) as failed:
        teaching.start(model, mine, "auto")
    assert failed.args == [sentence]
    qtbot.waitUntil(lambda: not teaching.busy)


def test_closing_ends_the_lesson(
    teaching: Teaching, engine: FakeEngine, model: Model, mine: Dataset
) -> None:
    teaching.start(model, mine, "auto")
    engine.let(1)
    teaching.close()
    engine.asked = 0
    teaching.start(model, mine, "auto")
    assert engine.asked == 0
