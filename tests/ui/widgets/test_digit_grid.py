"""The digits of a set, and one of them large."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.digit_grid import DigitGrid
from mnist_desk.ui.widgets.enlarged import Enlarged

from ..evaluate.answered import answered

READ = answered((4, 9), (4, 4), (7, 2))
ORDER = np.array([0, 2])


@pytest.fixture
def grid(qtbot: QtBot) -> DigitGrid:
    grid = DigitGrid("someDigits")
    qtbot.addWidget(grid)
    grid.resize(400, 200)
    with qtbot.waitExposed(grid):
        grid.show()
    grid.show_answers(READ, ORDER)
    grid.go_to_first()
    return grid


def captions(grid: DigitGrid) -> list[str]:
    return [grid.model().index(0, column).data() for column in range(len(grid.order))]


def title(large: Enlarged) -> str:
    return next(label.text() for label in large.findChildren(QLabel) if ", read" in label.text())


def test_what_is_read_stands_below(grid: DigitGrid) -> None:
    assert captions(grid) == ["4 → 9", "7 → 2"]
    grid.show_answers(answered((4, 4), (4, 4), (7, 2)), ORDER, answered((4, 9), (4, 4), (7, 2)))
    assert captions(grid) == ["4: 9 → 4", "7: 2 → 2"]
    grid.show_digits(answered((4, 9), (4, 4), (7, 2)).digits, ORDER)
    assert captions(grid) == ["4", "7"]
    grid.show_nothing()
    assert len(grid.order) == 0


def test_space_shows_one_large_that_follows_and_opens(qtbot: QtBot, grid: DigitGrid) -> None:
    QTest.keyClick(grid, Qt.Key.Key_Space)
    large = grid.findChild(Enlarged)
    assert large.isVisible()
    assert title(large) == "4, read as 9"
    QTest.keyClick(large, Qt.Key.Key_Right)
    assert grid.current == 2
    assert title(large) == "7, read as 2"
    grid.show_answers(replace(READ, outputs=np.eye(10, dtype=np.float32)[READ.labels]), ORDER)
    assert title(large) == "7, read right"
    with qtbot.waitSignal(grid.opened) as told:
        QTest.keyClick(large, Qt.Key.Key_Return)
    assert told.args == [2]
    grid.show_answers(answered((4, 9), (4, 4), (7, 2)), ORDER)
    assert not large.isVisible(), "it is of another set"


def test_what_is_not_read_is_not_large(grid: DigitGrid) -> None:
    grid.show_digits(answered((4, 9), (4, 4), (7, 2)).digits, ORDER)
    grid.go_to_first()
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert grid.findChild(Enlarged) is None


def test_what_is_forgotten_leaves_memory(grid: DigitGrid) -> None:
    answers = answered((4, 9), (4, 4), (7, 2))
    model = weakref.ref(answers.model)
    grid.show_answers(answers, ORDER)
    del answers
    grid.forget_answers()
    gc.collect()
    assert model() is None
    assert captions(grid) == ["4 → 9", "7 → 2"]


def test_space_again_or_leaving_the_page_takes_the_large_one_away(grid: DigitGrid) -> None:
    QTest.keyClick(grid, Qt.Key.Key_Space)
    large = grid.findChild(Enlarged)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert not large.isVisible()
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert large.isVisible()
    grid.hide()
    assert not large.isVisible()


def test_of_nothing_there_is_no_large_one(grid: DigitGrid) -> None:
    QTest.keyClick(grid, Qt.Key.Key_Space)
    grid.show_nothing()
    assert not grid.findChild(Enlarged).isVisible()
