"""Two confusion matrices as one."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from mnist_desk.ui.evaluate.difference_matrix import Change, DifferenceMatrix
from mnist_desk.ui.widgets.spoken import value_of


@pytest.fixture
def matrix(qtbot: QtBot, light: None) -> DifferenceMatrix:
    """Twelve 4s less are taken for a 9, three more for a 7."""
    difference = np.zeros((10, 10), np.int64)
    difference[4, 9], difference[4, 7], difference[4, 4] = -12, 3, 9
    matrix = DifferenceMatrix()
    qtbot.addWidget(matrix)
    matrix.resize(400, 400)
    matrix.show()
    matrix.show_difference(difference)
    return matrix


def ground(matrix: DifferenceMatrix, cell: Change) -> QColor:
    at = matrix.rect_of(cell).topLeft().toPoint()
    return matrix.grab().toImage().pixelColor(at.x() + 3, at.y() + 3)


def test_more_is_blue_and_fewer_orange(matrix: DifferenceMatrix) -> None:
    more, fewer = ground(matrix, Change(4, 7)), ground(matrix, Change(4, 9))
    assert more.blue() > more.red()
    assert fewer.red() > fewer.blue()
    assert ground(matrix, Change(1, 2)) == QColor("#ffffff")


def test_each_number_can_be_read_on_its_ground(matrix: DifferenceMatrix) -> None:
    for cell in (Change(4, 7), Change(4, 9), Change(4, 4)):
        rect = matrix.rect_of(cell).toRect().adjusted(3, 3, -4, -4)
        image = matrix.grab(rect).toImage()
        lights = [
            image.pixelColor(x, y).lightness()
            for x in range(image.width())
            for y in range(image.height())
        ]
        assert max(lights) - min(lights) > 100


def test_a_cell_says_what_it_is(matrix: DifferenceMatrix) -> None:
    assert matrix.in_words(Change(4, 9)) == "4 read as 9: −12"
    assert matrix.in_words(Change(4, 4)) == "4 read right: +9"
    assert matrix.in_words(Change(0, 1)) == "0 read as 1: ±0"


def test_unasked_the_largest_differences_are_told(matrix: DifferenceMatrix) -> None:
    assert value_of(matrix) == "4 read as 9: −12; 4 read as 7: +3"


def test_a_cell_is_chosen_by_keys(qtbot: QtBot, matrix: DifferenceMatrix) -> None:
    matrix.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(matrix, key)
    with qtbot.waitSignal(matrix.activated) as told:
        qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert told.args == [Change(1, 1)]


def test_a_cell_is_chosen_by_the_mouse(qtbot: QtBot, matrix: DifferenceMatrix) -> None:
    at = matrix.rect_of(Change(4, 9)).center().toPoint()
    with qtbot.waitSignal(matrix.activated) as told:
        qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=at)
    assert told.args == [Change(4, 9)]


def test_names_of_classes_stand_in_what_it_says(matrix: DifferenceMatrix) -> None:
    names = tuple(f"name {number}" for number in range(10))
    matrix.show_difference(matrix.difference, names)
    assert matrix.in_words(Change(4, 9)) == "name 4 read as name 9: −12"
