"""Digits as the cells of a table."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, Qt

from mnist_desk.ui.widgets.digit_cells import DigitCells


@pytest.fixture
def cells() -> DigitCells:
    """Five of nine digits in rows of two."""
    cells = DigitCells()
    cells.images = np.zeros((9, 28, 28), np.uint8)
    cells.caption = "<b>{}</b>".format
    cells.set_order(np.array([8, 6, 4, 2, 0]))
    cells.set_columns(2)
    return cells


def test_they_stand_row_by_row_and_the_last_may_be_short(cells: DigitCells) -> None:
    assert (cells.rowCount(), cells.columnCount()) == (3, 2)
    digits = [[cells.digit(cells.index(row, column)) for column in (0, 1)] for row in range(3)]
    assert digits == [[8, 6], [4, 2], [0, None]]
    assert cells.digit(QModelIndex()) is None


def test_a_digit_is_found_by_its_place_and_back(cells: DigitCells) -> None:
    assert cells.place_of(2) == 3
    assert cells.digit(cells.cell(3)) == 2
    assert cells.place(cells.cell(3)) == 3
    assert cells.place_of(7) is None


def test_an_empty_cell_can_not_be_chosen(cells: DigitCells) -> None:
    assert cells.flags(cells.index(2, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert not cells.flags(cells.index(2, 1)) & Qt.ItemFlag.ItemIsSelectable
    assert cells.data(cells.index(2, 1)) is None


def test_the_caption_is_told_and_in_the_tip_its_marks_are_marks(cells: DigitCells) -> None:
    first = cells.index(0, 0)
    assert first.data() == "<b>8</b>"
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "<b>8</b>"
    assert "&lt;b&gt;8" in first.data(Qt.ItemDataRole.ToolTipRole)
    assert first.data(Qt.ItemDataRole.DecorationRole) is None


def test_what_is_wrong_is_known_if_told(cells: DigitCells) -> None:
    assert not cells.is_wrong(4)
    cells.wrong = np.arange(9) == 4
    assert cells.is_wrong(4)
    assert not cells.is_wrong(6)
