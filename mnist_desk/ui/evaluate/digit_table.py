"""Precision, recall and F1 of each digit as a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from mnist_desk.core.scores import DigitScore

from ..widgets.plain import plain_name
from ..widgets.tables import Heading, Index, RowTable, Table


class _Scores(Table):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.scores: list[DigitScore] = []
        self.names: tuple[str, ...] = ()
        self.headings = (
            Heading(self.tr("Digit")),
            Heading(self.tr("Images"), self.tr("How many images show it")),
            Heading(
                self.tr("Precision"),
                self.tr("Of 100 images that the network calls a 5, so many are a 5"),
            ),
            Heading(self.tr("Recall"), self.tr("Of 100 images of a 5, the network finds so many")),
            Heading(
                self.tr("F1"),
                self.tr("One number for both: high only where precision and recall are high"),
            ),
        )

    def count_rows(self) -> int:
        return len(self.scores)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        score = self.scores[index.row()]
        rates = (score.precision, score.recall, score.f1)
        told = (f"{100 * rate:.1f} %" for rate in rates)
        return (plain_name(self.names[score.digit], 20), f"{score.n:,}", *told)[index.column()]

    def show_scores(self, scores: list[DigitScore], names: tuple[str, ...]) -> None:
        if len(scores) != len(self.scores):
            self.beginResetModel()
            self.scores, self.names = scores, names
            self.endResetModel()
            return
        self.scores, self.names = scores, names
        if scores:
            self.dataChanged.emit(self.index(0, 0), self.index(len(scores) - 1, 4))


class DigitTable(RowTable):
    """Choosing a row chooses the digit; a row that is chosen elsewhere is told to nobody."""

    digit_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("digitTable")
        self.setAccessibleName(self.tr("Scores of each digit"))
        self._scores = _Scores(self)
        self.setModel(self._scores)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def show_scores(self, scores: list[DigitScore], names: tuple[str, ...]) -> None:
        self._scores.show_scores(scores, names)

    def choose(self, digit: int | None) -> None:
        """Let the row of a digit be the chosen one, or none."""
        row = QModelIndex() if digit is None else self._scores.index(digit, 0)
        if row.row() != self.currentIndex().row():
            blocked = self.blockSignals(True)
            self.setCurrentIndex(row)
            self.blockSignals(blocked)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.digit_chosen.emit(current.row())
