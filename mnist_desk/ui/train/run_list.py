"""The models of this sitting: shipped, trained, opened. Choosing one makes it the current one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from ..state.run import Run
from ..state.runs import Runs
from ..widgets.plain import plain_name

_ROOM = 4
"""Pixels that a row is higher than its text."""


class RunList(QListWidget):
    """One row a run, with its accuracy; any height in the list belongs to a row."""

    def __init__(self, runs: Runs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runList")
        self.setAccessibleName(self.tr("Models"))
        self.setToolTip(self.tr("Choose the model that reads your drawing"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMinimumHeight(60)
        self._runs = runs
        runs.listed.connect(self.show_runs)
        runs.chosen.connect(self._show_choice)
        # Later: a click selects its row when the choice was refused already.
        runs.refused.connect(self._show_choice, Qt.ConnectionType.QueuedConnection)
        runs.reached.connect(self._refresh)
        self.currentRowChanged.connect(self._choose)
        self.show_runs()

    @Slot()
    def show_runs(self) -> None:
        self.blockSignals(True)
        self.clear()
        height = self.fontMetrics().height() + _ROOM
        for run in self._runs.all:
            item = QListWidgetItem(self._text(run), self)
            item.setSizeHint(QSize(0, height))
            item.setTextAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.blockSignals(False)
        self._show_choice()

    @Slot()
    def _show_choice(self) -> None:
        self.blockSignals(True)
        self.setCurrentRow(self._runs.all.index(self._runs.current))
        self.blockSignals(False)
        self.scrollToItem(self.currentItem())

    @Slot(int)
    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._runs.all):
            self._runs.choose(self._runs.all[row])

    @Slot(Run)
    def _refresh(self, run: Run) -> None:
        item = self.item(self._runs.all.index(run)) if run in self._runs.all else None
        if item and item.text() != self._text(run):
            item.setText(self._text(run))

    def _text(self, run: Run) -> str:
        told = [plain_name(run.title)]
        if run.summary.accuracy is not None:
            told.append(self.tr("{accuracy:.2f} %").format(accuracy=100 * run.summary.accuracy))
        if run.grows:
            told.append(self.tr("training…"))
        return " · ".join(told)
