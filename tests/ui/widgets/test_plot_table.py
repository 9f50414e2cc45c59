from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.plot_table import PlotTableDialog, TableOfPlot
from mnist_desk.ui.widgets.plots import Plot, PlotTable
from mnist_desk.ui.work.job import close_all

TABLE = PlotTable(("step", "loss"), (np.arange(1, 1301), np.linspace(1, 0, 1300, dtype=np.float32)))


class Curve(Plot):
    def table(self) -> PlotTable:
        return TABLE


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[PlotTableDialog]:
    window = QWidget()
    plot = Curve("curve")
    plot.setAccessibleName("Loss of every step")
    QVBoxLayout(window).addWidget(plot)
    qtbot.addWidget(window, before_close_func=close_all)
    dialog = PlotTableDialog(plot)
    with qtbot.waitExposed(dialog):
        dialog.show()
    yield dialog
    if shiboken6.isValid(dialog):
        dialog.close()


def test_it_has_the_numbers_under_their_headings(dialog: PlotTableDialog) -> None:
    model = dialog.view.model()
    assert (model.rowCount(), model.columnCount()) == (1300, 2)
    headings = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(2)]
    assert headings == ["step", "loss"]
    assert [model.index(1299, column).data() for column in range(2)] == ["1,300", "0.0000"]
    assert model.index(0, 1).data() == "1.0000"


def test_the_newest_row_is_in_sight_and_chosen(dialog: PlotTableDialog) -> None:
    last = dialog.view.model().index(1299, 0)
    assert dialog.view.currentIndex().row() == 1299
    assert dialog.view.viewport().rect().intersects(dialog.view.visualRect(last))


def test_it_says_what_it_is_a_table_of(dialog: PlotTableDialog) -> None:
    assert dialog.windowTitle() == dialog.view.accessibleName() == "Loss of every step"


def test_it_is_closed_by_its_button(qtbot: QtBot, dialog: PlotTableDialog) -> None:
    button = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close)
    with qtbot.waitSignal(dialog.destroyed):
        button.click()


def test_what_is_no_number_is_a_dash() -> None:
    model = TableOfPlot(PlotTable(("loss",), (np.array([np.nan, np.inf, 1e20]),)))
    assert [model.index(row, 0).data() for row in range(2)] == ["–", "–"]


def test_an_empty_plot_has_an_empty_table() -> None:
    model = TableOfPlot(PlotTable((), ()))
    assert (model.rowCount(), model.columnCount()) == (0, 0)
