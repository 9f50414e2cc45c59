"""Thousands of digits side by side."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.image_grid import ImageGrid

N = 1000
IMAGES = np.zeros((N, 28, 28), np.uint8)
IMAGES[:, 10:18, 10:18] = 255
ORDER = np.arange(N)[::-1].copy()


@pytest.fixture
def grid(qtbot: QtBot) -> ImageGrid:
    grid = ImageGrid("Digits")
    qtbot.addWidget(grid)
    grid.resize(400, 300)
    grid.show_images(IMAGES, ORDER, lambda index: f"no {index}")
    with qtbot.waitExposed(grid):
        grid.show()
    grid.setFocus()
    return grid


def test_digits_stand_in_their_order(grid: ImageGrid) -> None:
    assert grid.model().index(0, 0).data() == f"no {N - 1}"
    assert grid.model().index(1, 0).data() == f"no {N - 1 - grid.model().columnCount()}"


def test_the_arrows_go_from_row_to_row(grid: ImageGrid) -> None:
    columns = grid.model().columnCount()
    grid.go_to_first()
    for _ in range(columns):
        QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.current == N - 1 - columns
    QTest.keyClick(grid, Qt.Key.Key_Left)
    assert grid.current == N - columns


def test_at_the_end_they_stay(grid: ImageGrid) -> None:
    grid.go_to(0)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.current == 0


def test_enter_and_space_tell_of_the_digit(qtbot: QtBot, grid: ImageGrid) -> None:
    grid.go_to(7)
    with qtbot.waitSignal(grid.opened, check_params_cb=lambda index: index == 7):
        QTest.keyClick(grid, Qt.Key.Key_Return)
    with qtbot.waitSignal(grid.enlarged, check_params_cb=lambda index: index == 7):
        QTest.keyClick(grid, Qt.Key.Key_Space)


def test_a_double_click_opens(qtbot: QtBot, grid: ImageGrid) -> None:
    at = grid.visualRect(grid.model().index(0, 1)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    with qtbot.waitSignal(grid.opened, check_params_cb=lambda index: index == N - 2):
        QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_the_digit_stays_when_there_is_more_room_or_another_order(grid: ImageGrid) -> None:
    grid.go_to(500)
    before = grid.model().columnCount()
    grid.resize(800, 300)
    assert grid.model().columnCount() > before
    assert grid.current == 500
    grid.show_images(IMAGES, np.arange(0, N, 2), str)
    assert grid.current == 500


def test_a_digit_that_is_not_shown_any_more_is_told(qtbot: QtBot, grid: ImageGrid) -> None:
    grid.go_to(500)
    with qtbot.waitSignal(grid.current_changed, check_params_cb=lambda index: index == -1):
        grid.show_images(IMAGES, np.arange(3), str)
    assert grid.current is None
    assert not grid.go_to(500)


def test_empty_cells_of_the_last_row_are_no_digits(grid: ImageGrid) -> None:
    grid.show_images(IMAGES, np.array([3]), str)
    beside = grid.model().index(0, 1)
    assert beside.data() is None
    assert not beside.flags() & Qt.ItemFlag.ItemIsSelectable
    grid.selectAll()
    assert grid.chosen == [3]


def test_what_is_read_wrong_has_a_frame(grid: ImageGrid) -> None:
    before = grid.grab().toImage()
    grid.show_images(IMAGES, ORDER, lambda index: f"no {index}", np.ones(N, bool))
    assert grid.grab().toImage() != before


def test_marks_in_a_caption_stay_marks(grid: ImageGrid) -> None:
    grid.show_images(IMAGES, ORDER, lambda index: "<b>five</b>")
    tip = grid.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;five" in tip


def test_cells_are_as_wide_as_the_captions_they_are_told_of(grid: ImageGrid) -> None:
    before, header = grid.model().columnCount(), grid.horizontalHeader()
    usual = header.sectionSize(0)
    grid.go_to(500)
    grid.show_images(IMAGES, ORDER, str, captions=["7", "Sneaker → Pullover"])
    assert header.sectionSize(0) > usual
    assert grid.model().columnCount() < before
    assert grid.current == 500
    grid.show_images(IMAGES, ORDER, str)
    assert header.sectionSize(0) == usual


def test_no_cell_is_wider_than_there_is_room(grid: ImageGrid) -> None:
    grid.resize(100, 300)
    grid.show_images(IMAGES, ORDER, str, captions=["Sneaker → Pullover"])
    assert grid.model().columnCount() == 1
    assert grid.horizontalHeader().sectionSize(0) == grid.viewport().width()


def test_the_cells_share_the_room(grid: ImageGrid) -> None:
    columns = grid.model().columnCount()
    left = grid.viewport().width() - columns * grid.horizontalHeader().sectionSize(0)
    assert 0 <= left < columns
