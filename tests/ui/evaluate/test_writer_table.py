"""Who drew the digits, as a table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mnist_desk.core.answers import Answers
from mnist_desk.core.reading import outputs_of_images
from mnist_desk.core.writers import writer_scores
from mnist_desk.ui.evaluate.writer_table import DIGITS, HARDEST, NAME, RIGHT, WriterTable

from .networks import answering, some_digits

NAMES = tuple("0123456789")
LABELS = (1, 2, 3, 4, 5, 6)
READ = (1, 2, 5, 9, 5, 6)
WRITERS = ("bo <b>", "bo <b>", "bo <b>", "Ann", None, "Ann")


def fill(table: WriterTable, read: tuple[int, ...] = READ) -> None:
    digits, model = some_digits(LABELS), answering(read)
    answers = Answers(digits, model, outputs_of_images(model.layers, digits.data.images))
    table.show_scores(writer_scores(answers, WRITERS), NAMES)


@pytest.fixture
def table(qtbot: QtBot) -> WriterTable:
    table = WriterTable()
    qtbot.addWidget(table)
    table.resize(500, 300)
    table.show()
    fill(table)
    return table


def column(table: WriterTable, which: int) -> list[str]:
    model = table.model()
    return [model.index(row, which).data() for row in range(model.rowCount())]


def test_a_row_tells_all_of_a_writer(table: WriterTable) -> None:
    assert column(table, NAME) == ["Ann", "bo <b>", "no name"]
    assert column(table, DIGITS) == ["2", "3", "1"]
    assert column(table, RIGHT) == ["50 %", "67 %", "100 %"]
    assert column(table, HARDEST) == ["4", "3", "–"]


def test_a_name_is_no_html_in_its_tip(table: WriterTable) -> None:
    tip = table.model().index(1, NAME).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("<qt>bo &lt;b&gt;: 2 of 3 read right, 95 % interval 21 to 94 %")


@pytest.mark.parametrize(
    ("which", "order", "names"),
    [
        (NAME, Qt.SortOrder.DescendingOrder, ["no name", "bo <b>", "Ann"]),
        (DIGITS, Qt.SortOrder.DescendingOrder, ["bo <b>", "Ann", "no name"]),
        (RIGHT, Qt.SortOrder.AscendingOrder, ["Ann", "bo <b>", "no name"]),
        (RIGHT, Qt.SortOrder.DescendingOrder, ["no name", "bo <b>", "Ann"]),
        (HARDEST, Qt.SortOrder.AscendingOrder, ["bo <b>", "Ann", "no name"]),
    ],
)
def test_a_click_on_a_heading_sorts(
    table: WriterTable, which: int, order: Qt.SortOrder, names: list[str]
) -> None:
    table.sortByColumn(which, order)
    assert column(table, NAME) == names


def test_the_chosen_writer_stays_chosen(qtbot: QtBot, table: WriterTable) -> None:
    with qtbot.waitSignal(table.chosen_changed):
        table.selectRow(0)
    assert table.chosen is not None
    assert table.chosen.name == "Ann"
    table.sortByColumn(DIGITS, Qt.SortOrder.DescendingOrder)
    assert table.chosen.name == "Ann"
    fill(table, (1, 2, 3, 4, 5, 6))
    assert table.chosen.name == "Ann"
    assert table.chosen.right == 2


def test_names_have_room_in_the_narrowest_window(table: WriterTable) -> None:
    table.resize(52 * table.fontMetrics().averageCharWidth(), 300)
    assert table.columnWidth(NAME) >= table.fontMetrics().horizontalAdvance("Fatima Yıl")
    assert table.columnWidth(RIGHT) == pytest.approx(table.columnWidth(NAME), abs=1)


def test_nobody_is_chosen_at_first(table: WriterTable) -> None:
    assert table.chosen is None


def test_a_writer_who_was_left_is_not_chosen_again(table: WriterTable) -> None:
    table.selectRow(0)
    table.clearSelection()
    fill(table, (1, 2, 3, 4, 5, 6))
    assert table.chosen is None


def test_escape_or_another_click_shows_all_again(qtbot: QtBot, table: WriterTable) -> None:
    at = table.visualRect(table.model().index(0, NAME)).center()
    for _ in range(2):
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert table.chosen is None
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert table.chosen is not None
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert table.chosen is None
