"""Precision, recall and F1 as a table."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.scores import DigitScore
from mnist_desk.ui.evaluate.digit_table import DigitTable

NAMES = ("<b>zero</b>", *"123456789")


@pytest.fixture
def table(qtbot: QtBot) -> DigitTable:
    table = DigitTable()
    qtbot.addWidget(table)
    return table


def scores(*digits: int) -> list[DigitScore]:
    return [DigitScore(digit, 1000 + digit, 0.5, 0.25, 1 / 3) for digit in digits]


def row(table: DigitTable, which: int) -> list[str]:
    model = table.model()
    return [model.index(which, column).data() for column in range(model.columnCount())]


def test_a_row_tells_the_scores_of_a_digit(table: DigitTable) -> None:
    table.show_scores(scores(0, 7), NAMES)
    assert row(table, 1) == ["7", "1,007", "50.0 %", "25.0 %", "33.3 %"]
    assert row(table, 0)[0] == "<b>zero</b>"


def test_a_chosen_row_tells_its_digit(table: DigitTable) -> None:
    table.show_scores(scores(0, 1), NAMES)
    told = QSignalSpy(table.digit_chosen)
    table.setCurrentIndex(table.model().index(1, 2))
    assert told.at(0) == [1]


def test_with_other_scores_the_chosen_row_stays(table: DigitTable) -> None:
    table.show_scores(scores(0, 1), NAMES)
    table.selectRow(1)
    table.show_scores(scores(0, 1), ("a", "b", *NAMES[2:]))
    assert table.currentIndex().row() == 1
    assert row(table, 1)[0] == "b"
