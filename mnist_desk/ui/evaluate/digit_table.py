"""Precision, recall and F1 of each digit as a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from mnist_desk.core.scores import DigitScore

from ..widgets.plain import plain_name

Index = QModelIndex | QPersistentModelIndex


class _Scores(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.scores: list[DigitScore] = []
        self.names: tuple[str, ...] = ()
        self._headings = (
            self.tr("Digit"),
            self.tr("Images"),
            self.tr("Precision"),
            self.tr("Recall"),
            self.tr("F1"),
        )
        self._tips = (
            "",
            self.tr("How many images show it"),
            self.tr("Of those that are read as it, how many show it"),
            self.tr("Of those that show it, how many are read as it"),
            self.tr("The harmonic mean of precision and recall"),
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.scores)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        score = self.scores[index.row()]
        rates = (score.precision, score.recall, score.f1)
        told = (f"{100 * rate:.1f} %" for rate in rates)
        return (plain_name(self.names[score.digit], 20), f"{score.n:,}", *told)[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tips[section]
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def show_scores(self, scores: list[DigitScore], names: tuple[str, ...]) -> None:
        if len(scores) != len(self.scores):
            self.beginResetModel()
            self.scores, self.names = scores, names
            self.endResetModel()
            return
        self.scores, self.names = scores, names
        if scores:
            self.dataChanged.emit(self.index(0, 0), self.index(len(scores) - 1, 4))


class DigitTable(QTableView):
    """Choosing a row chooses the digit."""

    digit_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("digitTable")
        self.setAccessibleName(self.tr("Scores of each digit"))
        self._scores = _Scores(self)
        self.setModel(self._scores)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def show_scores(self, scores: list[DigitScore], names: tuple[str, ...]) -> None:
        self._scores.show_scores(scores, names)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.digit_chosen.emit(current.row())
