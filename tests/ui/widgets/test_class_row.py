"""A card for all and one for each class."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.card_button import CardButton
from mnist_desk.ui.widgets.class_row import ClassRow


class Empty(CardButton):
    def sizeHint(self) -> QSize:
        return QSize(30, 30)

    def paint_card(self, painter: QPainter) -> None:
        pass


@pytest.fixture
def row(qtbot: QtBot) -> ClassRow:
    row = ClassRow()
    row.set_cards("one", Empty(), [Empty() for _ in range(10)])
    qtbot.addWidget(row)
    row.show()
    return row


def card(row: ClassRow, name: str) -> Empty:
    found = row.findChild(Empty, name)
    assert isinstance(found, Empty)
    return found


def test_all_are_chosen_at_first(row: ClassRow) -> None:
    assert row.label is None
    assert card(row, "oneAll").isChecked()


def test_a_choice_is_told_once(row: ClassRow, qtbot: QtBot) -> None:
    told: list[int | None] = []
    row.chosen.connect(told.append)
    qtbot.mouseClick(card(row, "one3"), Qt.MouseButton.LeftButton)
    assert row.label == 3
    assert not card(row, "oneAll").isChecked()
    row.choose(0)
    row.choose(0)
    row.choose(None)
    assert told == [3, 0, None]


def test_arrow_keys_go_from_card_to_card(row: ClassRow, qtbot: QtBot) -> None:
    with qtbot.waitActive(row):
        row.activateWindow()
    card(row, "oneAll").setFocus()
    qtbot.keyClick(card(row, "oneAll"), Qt.Key.Key_Right)
    assert row.label == 0
