"""The matrix: what its cells say, and how one is chosen."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desk.core.known_classes import KNOWN
from mnist_desk.ui.evaluate.confusion_matrix import ALL, ConfusionMatrix, MatrixCell
from mnist_desk.ui.widgets.spoken import value_of

COUNTS = np.diag(np.full(10, 90)) + np.eye(10, k=1, dtype=int) * 10
"""Of every digit but the last ten are taken for the next one."""

FASHION = KNOWN["fashion"]


@pytest.fixture
def matrix(qtbot: QtBot) -> ConfusionMatrix:
    matrix = ConfusionMatrix()
    qtbot.addWidget(matrix)
    matrix.resize(400, 400)
    matrix.show_counts(COUNTS)
    with qtbot.waitExposed(matrix):
        matrix.show()
    return matrix


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (ALL, "All mistakes: 90"),
        (MatrixCell(5, 6), "4 read as 5: 10 of 100, 10.0 %"),
        (MatrixCell(5, 5), "4 read right: 90 of 100, 90.0 %"),
        (MatrixCell(5, 0), "Images of 4: 100, 10 read wrong"),
        (MatrixCell(0, 6), "Read as 5: 100, 10 of them wrongly"),
    ],
)
def test_each_cell_tells_what_it_stands_for(
    matrix: ConfusionMatrix, cell: MatrixCell, words: str
) -> None:
    assert matrix.in_words(cell) == words


def test_a_click_chooses_a_cell(qtbot: QtBot, matrix: ConfusionMatrix) -> None:
    cell = MatrixCell(5, 10)
    at = matrix.rect_of(cell).center().toPoint()

    with qtbot.waitSignal(matrix.selected, check_params_cb=lambda chosen: chosen == cell):
        QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=at)

    assert matrix.chosen == cell


def test_the_arrow_keys_point_and_enter_chooses(qtbot: QtBot, matrix: ConfusionMatrix) -> None:
    matrix.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(matrix, key)
    assert matrix.chosen == ALL
    assert "Images of 0" not in value_of(matrix)
    QTest.keyClick(matrix, Qt.Key.Key_Return)

    assert matrix.chosen == matrix.cell != ALL
    assert value_of(matrix) == matrix.in_words(matrix.chosen)


@pytest.mark.parametrize("cell", [MatrixCell(r, c) for r in (0, 1, 10) for c in (0, 1, 10)])
def test_a_cell_is_found_where_it_is_painted(matrix: ConfusionMatrix, cell: MatrixCell) -> None:
    assert matrix.cell_at(matrix.rect_of(cell).center()) == cell


def test_outside_there_is_no_cell(matrix: ConfusionMatrix) -> None:
    assert matrix.cell_at(QPointF(matrix.width() + 5, 5)) is None


def test_a_mistake_has_another_colour_than_a_right_answer(matrix: ConfusionMatrix) -> None:
    def colour(row: int, column: int) -> str:
        corner = matrix.rect_of(MatrixCell(row, column)).topLeft().toPoint()
        return image.pixelColor(corner.x() + 4, corner.y() + 4).name()

    image = matrix.grab().toImage()
    assert len({colour(5, 5), colour(5, 6), colour(5, 7)}) == 3


def test_shares_are_parts_of_the_row(matrix: ConfusionMatrix) -> None:
    before = matrix.grab().toImage()
    matrix.set_as_shares(True)
    assert matrix.grab().toImage() != before
    assert matrix._text(4, 10) == "10.0"
    assert matrix._text(4, 0) == "0"


def test_differences_have_a_sign(matrix: ConfusionMatrix) -> None:
    matrix.show_counts(COUNTS - np.diag(np.full(10, 100)), is_difference=True)
    assert matrix.in_words(MatrixCell(5, 6)) == "4 read as 5: +10"
    assert matrix.in_words(MatrixCell(5, 5)) == "4 read right: −10"


def test_names_of_classes_are_told(matrix: ConfusionMatrix) -> None:
    names = tuple(f"Sort <b>{digit}" for digit in range(10))
    matrix.show_counts(COUNTS, names)
    assert matrix.in_words(MatrixCell(5, 6)).startswith("Sort <b>4 read as Sort <b>5")


def test_long_names_stand_upright_over_narrow_columns(matrix: ConfusionMatrix) -> None:
    low = matrix.rect_of(MatrixCell(0, 1)).height()
    matrix.show_counts(COUNTS, FASHION)
    upright = matrix.rect_of(MatrixCell(0, 1))
    assert upright.height() > 2 * low
    assert upright.height() > upright.width()
    matrix.resize(1200, 400)
    assert matrix.rect_of(MatrixCell(0, 1)).height() == low


def test_right_answers_have_one_size(matrix: ConfusionMatrix) -> None:
    matrix.resize(260, 400)
    matrix.grab()
    few = matrix._right_font.pointSizeF()
    matrix.show_counts(COUNTS + np.diag([0] * 9 + [9000]))
    matrix.grab()
    assert matrix._right_font.pointSizeF() < few
    assert matrix._wrong_font.pointSizeF() == matrix.font().pointSizeF()


def test_without_counts_it_says_so(matrix: ConfusionMatrix) -> None:
    matrix.show_counts(None)
    assert value_of(matrix) == "Nothing is counted yet"
    matrix.grab()
