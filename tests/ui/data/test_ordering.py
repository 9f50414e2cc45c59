"""Views are put in order by a worker."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.answers import Answers
from mnist_desk.core.browsing import Order, View
from mnist_desk.ui.data.ordering import Ordered, Ordering
from mnist_desk.ui.state.open_data import DataSets
from mnist_desk.ui.state.session import Session

from .conftest import always_4


@pytest.fixture
def ordering(session: Session) -> Ordering:
    return Ordering(session)


def test_it_tells_of_what_was_asked_for_last(
    qtbot: QtBot, ordering: Ordering, sets: DataSets
) -> None:
    spy = QSignalSpy(ordering.ordered)
    ordering.ask(sets.train, None, View(label=3))
    with qtbot.waitSignal(ordering.ordered):
        ordering.ask(sets.test, None, View(label=4))
    qtbot.waitUntil(lambda: not ordering.busy)
    (told,) = (spy.at(index)[0] for index in range(spy.count()))
    assert told.digits is sets.test
    assert told.indices.tolist() == [4, 14]


def test_what_the_window_asks_of_answers_is_worked_out(
    qtbot: QtBot, ordering: Ordering, sets: DataSets
) -> None:
    outputs = np.zeros((len(sets.test), 10), np.float32)
    answers = Answers(sets.test, always_4(), outputs)
    with qtbot.waitSignal(ordering.ordered) as told:
        ordering.ask(sets.test, answers, View(order=Order.HARDEST))
    ordered: Ordered = told.args[0]
    assert ordered.answers is answers
    assert {"right", "values", "answers"} <= vars(answers).keys()


def test_what_is_not_wanted_any_more_is_not_told(
    qtbot: QtBot, ordering: Ordering, sets: DataSets
) -> None:
    spy = QSignalSpy(ordering.ordered)
    ordering.ask(sets.test, None, View())
    ordering.drop()
    qtbot.waitUntil(lambda: not ordering.busy)
    assert spy.count() == 0
