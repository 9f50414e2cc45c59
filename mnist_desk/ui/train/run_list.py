"""The models of this sitting: shipped, trained, opened. Choosing one makes it the current one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from ..state.session import Run, Session

_RUN = Qt.ItemDataRole.UserRole


class RunList(QListWidget):
    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runList")
        self.setAccessibleName(self.tr("Models"))
        self.setToolTip(self.tr("Choose the model that reads your drawing"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMinimumHeight(60)
        self.setSpacing(2)
        self._session = session
        session.runs_changed.connect(self.show_runs)
        session.model_changed.connect(self._refresh)
        session.training.progressed.connect(self._refresh)
        self.currentRowChanged.connect(self._choose)
        self.show_runs()

    @Slot()
    def show_runs(self) -> None:
        self.blockSignals(True)
        self.clear()
        for run in self._session.runs:
            QListWidgetItem(self._text(run), self)
        self.setCurrentRow(self._session.runs.index(self._session.current))
        self.blockSignals(False)
        self.scrollToItem(self.currentItem())

    @Slot(int)
    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._session.runs):
            self._session.choose_run(self._session.runs[row])

    @Slot()
    def _refresh(self) -> None:
        for row, run in enumerate(self._session.runs):
            if (item := self.item(row)) and item.text() != self._text(run):
                item.setText(self._text(run))

    def _text(self, run: Run) -> str:
        if run.model.scores is None:
            return run.title
        accuracy = self.tr("{accuracy:.2f} %").format(accuracy=100 * run.model.scores.accuracy)
        return f"{run.title} · {accuracy}"
