"""The nearest digits in a row."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.neighbours import Neighbours
from mnist_desk.ui.data.neighbour_row import NeighbourCell, NeighbourRow
from mnist_desk.ui.widgets.spoken import value_of

from .conftest import some_digits

FOUND = Neighbours(np.array([13, 4, 27, 8]), np.array([1.5, 12.34, 123.4, 130], np.float32))


@pytest.fixture
def row(qtbot: QtBot) -> NeighbourRow:
    row = NeighbourRow("Nearest")
    qtbot.addWidget(row)
    row.resize(400, row.sizeHint().height())
    row.show_neighbours(some_digits(30, "Some").data, FOUND)
    row.show()
    return row


def test_a_click_asks_for_the_digit(row: NeighbourRow, qtbot: QtBot) -> None:
    asked = QSignalSpy(row.digit_asked)
    centre = row.rect_of(NeighbourCell(0, 2)).center().toPoint()
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=centre)
    assert asked.at(0)[0] == 27
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(390, 20))
    assert asked.count() == 1


def test_keys_go_along_and_enter_asks(row: NeighbourRow, qtbot: QtBot) -> None:
    asked = QSignalSpy(row.digit_asked)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(row, key)
    assert asked.at(0)[0] == 4


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (0, "Dress, number 14, distance 1.50"),
        (1, "Coat, number 5, distance 12.3"),
        (2, "Sneaker, number 28, distance 123"),
    ],
)
def test_what_is_pointed_at_is_told(row: NeighbourRow, place: int, words: str) -> None:
    row.point_at(NeighbourCell(0, place))
    assert value_of(row) == words
    assert row.toolTip() == words


def test_otherwise_the_labels_are_told(row: NeighbourRow) -> None:
    assert value_of(row) == "Dress, Coat, Sneaker, Bag"
    row.show_neighbours(None, None)
    assert value_of(row) == "none yet"


def test_there_are_as_many_as_have_room(row: NeighbourRow) -> None:
    row.resize(row.minimumSizeHint())
    assert row.cell_at(row.rect_of(NeighbourCell(0, 2)).center()) == (0, 2)
    assert row.cell_at(row.rect_of(NeighbourCell(0, 3)).center()) is None
    assert row.cell_at(QPointF(-1, 5)) is None


def test_where_there_are_none_nothing_is_pointed_at(row: NeighbourRow, qtbot: QtBot) -> None:
    row.point_at(NeighbourCell(0, 3))
    row.show_neighbours(some_digits(30, "Some").data, None)
    assert row.cell is None
    qtbot.keyClick(row, Qt.Key.Key_Right)
    assert row.cell is None
    assert not row.grab().isNull()


def test_without_a_reading_places_are_kept(row: NeighbourRow) -> None:
    height = row.sizeHint().height()
    row.show_neighbours(None, None)
    assert row.sizeHint().height() == height
