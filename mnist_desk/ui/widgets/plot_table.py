"""The numbers of a plot as a table, for those who do not see its curves or want to read them."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTableView, QVBoxLayout

from .plots import Plot, PlotTable
from .tables import Heading, Index, Table
from .tokens import MEDIUM

_SIZE = (460, 480)
"""Pixels at first."""


class TableOfPlot(Table):
    """Rows are made when they are looked at: a training can have hundreds of thousands of steps."""

    def __init__(self, table: PlotTable) -> None:
        super().__init__()
        self._table = table
        self.headings = tuple(map(Heading, table.headings))

    def count_rows(self) -> int:
        return len(self._table.columns[0]) if self._table.columns else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(self._table.columns[index.column()][index.row()].item())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class PlotTableDialog(QDialog):
    """The numbers as they were when it was opened; the newest row is in sight."""

    def __init__(self, plot: Plot) -> None:
        super().__init__(plot.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("plotTable")
        self.setWindowTitle(plot.accessibleName())
        self.view = QTableView()
        self.view.setAccessibleName(plot.accessibleName())
        self.view.setModel(TableOfPlot(plot.table()))
        self.view.model().setParent(self.view)
        self.view.verticalHeader().hide()
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.view.setAlternatingRowColors(True)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MEDIUM, MEDIUM, MEDIUM, MEDIUM)
        layout.addWidget(self.view)
        layout.addWidget(close)
        self.resize(*_SIZE)
        self.view.selectRow(self.view.model().rowCount() - 1)
        self.view.scrollToBottom()

    @Slot()
    def _close(self) -> None:
        self.close()


def _text(value: float) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.4f}" if math.isfinite(value) else "–"
