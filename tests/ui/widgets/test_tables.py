"""What our tables have in common."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.tables import Heading, Index, RowTable, Table

ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


class Squares(Table):
    headings = (Heading("n"), Heading("n²", "n times n"))

    def count_rows(self) -> int:
        return 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        n = index.row()
        return (n, n * n)[index.column()] if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def view(qtbot: QtBot) -> RowTable:
    view = RowTable()
    view.setModel(Squares(view))
    qtbot.addWidget(view)
    view.show()
    return view


def test_it_is_as_large_as_it_says_and_nothing_is_in_a_cell() -> None:
    table = Squares()
    assert (table.rowCount(), table.columnCount()) == (3, 2)
    cell = table.index(0, 0)
    assert (table.rowCount(cell), table.columnCount(cell)) == (0, 0)


def test_columns_have_headings_and_tips_and_rows_have_none() -> None:
    table = Squares()
    assert table.headerData(1, ACROSS) == "n²"
    assert table.headerData(1, ACROSS, Qt.ItemDataRole.ToolTipRole) == "n times n"
    assert table.headerData(1, ACROSS, Qt.ItemDataRole.DecorationRole) is None
    assert table.headerData(1, DOWN) is None


def test_a_table_may_have_no_headings() -> None:
    table = Squares()
    table.headings = ()
    assert table.headerData(0, ACROSS) is None
    assert table.columnCount() == 0


def test_a_row_is_chosen_as_a_whole_and_alone(view: RowTable) -> None:
    view.setCurrentIndex(view.model().index(0, 1))
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = view.selectionModel().selectedRows()
    assert [index.row() for index in chosen] == [1]
