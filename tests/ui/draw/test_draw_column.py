from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.draw.canvas import Canvas
from mnist_desk.ui.draw.draw_column import LEAST_CANVAS, DrawColumn
from mnist_desk.ui.draw.reading_view import ReadingView


class Column(DrawColumn):
    """A canvas, a row, a reading, a row, as in the panel."""

    def __init__(self) -> None:
        self.canvas, self.reading = Canvas(), ReadingView()
        self.rows = [QWidget(), QWidget()]
        parts = [self.canvas, self.rows[0], self.reading, self.rows[1]]
        super().__init__(self.canvas, self.reading, parts)
        for row in self.rows:
            row.setFixedHeight(32)


@pytest.fixture
def column(qtbot: QtBot) -> Column:
    column = Column()
    qtbot.addWidget(column)
    column.show()
    return column


@pytest.mark.parametrize("size", [(320, 700), (400, 715), (515, 850), (660, 1030)], ids=str)
def test_the_canvas_is_a_square_of_all_the_width(column: Column, size: tuple[int, int]) -> None:
    column.resize(*size)
    assert column.canvas.size().toTuple() == (size[0] - 16, size[0] - 16)


def test_what_is_left_is_for_the_reading_and_there_are_no_holes(column: Column) -> None:
    column.resize(660, 1030)
    parts = [column.canvas, column.rows[0], column.reading, column.rows[1]]
    for above, below in itertools.pairwise(parts):
        assert below.y() - above.geometry().bottom() - 1 == 8
    assert parts[-1].geometry().bottom() + 1 + 8 == column.height()


OTHERS = 2 * 32 + 3 * 8 + 2 * 8
"""Pixels of all but canvas and reading."""


def test_with_little_room_the_canvas_gives_way_first(column: Column) -> None:
    column.resize(320, 460)
    least = column.reading.least_height(304)
    assert LEAST_CANVAS < column.canvas.height() < 304
    assert column.reading.height() == least
    assert column.heightForWidth(320) == 460 // 3 + least + OTHERS


@pytest.mark.usefixtures("doubled")
def test_the_reading_gives_way_before_the_canvas_has_less_than_its_share(column: Column) -> None:
    reading = column.reading
    least, good = reading.least_height(304), reading.good_height(304)
    heights = []
    for height in range(OTHERS + least + 200, OTHERS + good + 300, 10):
        column.resize(320, height)
        heights.append((column.canvas.height() / height, reading.height()))
    assert least <= heights[0][1] < good
    assert heights[-1][1] == good
    assert all(share >= 0.399 for share, high in heights if high > least)


def test_what_is_in_sight_counts_not_what_is_scrolled(qtbot: QtBot, column: Column) -> None:
    sight = QWidget()
    qtbot.addWidget(sight)
    sight.resize(320, 600)
    column.setParent(sight)
    assert column.heightForWidth(320) - column.reading.least_height(304) - OTHERS == 200
    sight.resize(320, 200)
    assert column.heightForWidth(320) - column.reading.least_height(304) - OTHERS == LEAST_CANVAS
    column.setParent(None)  # Each is closed by itself.


def test_a_row_that_is_hidden_takes_no_room(column: Column) -> None:
    least = column.heightForWidth(320)
    column.rows[0].hide()
    assert column.heightForWidth(320) == least - 32 - 8


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (911, 512)], ids=str)
def test_on_the_stage_the_canvas_is_at_the_left(column: Column, size: tuple[int, int]) -> None:
    column.rows[1].hide()
    column.set_stage(True)
    column.resize(*size)
    canvas, reading = column.canvas.geometry(), column.reading.geometry()
    assert canvas.width() == canvas.height() > 0.85 * size[1] - 50
    assert reading.left() > canvas.right()
    assert reading.right() < size[0]
    assert reading.width() > 0.35 * size[0]
    assert column.rows[0].geometry().top() > canvas.bottom()


def test_off_the_stage_all_is_as_before(column: Column) -> None:
    column.resize(400, 715)
    before = [part.geometry() for part in column.findChildren(QWidget)]
    column.set_stage(True)
    assert [part.geometry() for part in column.findChildren(QWidget)] != before
    column.set_stage(False)
    assert [part.geometry() for part in column.findChildren(QWidget)] == before


def test_the_stage_follows_the_size_of_text(
    column: Column, set_text_size: Callable[[float], None]
) -> None:
    column.set_stage(True)
    column.resize(1366, 768)
    before = column.reading.bars.fontInfo().pixelSize()
    set_text_size(2)
    for _ in range(3):
        QApplication.processEvents()
    assert column.reading.bars.fontInfo().pixelSize() > before
