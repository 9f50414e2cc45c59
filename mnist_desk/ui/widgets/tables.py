"""What our tables have in common."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

Index = QModelIndex | QPersistentModelIndex
"""What Qt's own signatures have for the place of an item."""


class Heading(NamedTuple):
    """Of a column. tip: what is told of it under the mouse."""

    title: str
    tip: str = ""


class Table(QAbstractTableModel):
    """Rows and columns, and no tables inside. A subclass gives count_rows and data."""

    headings: tuple[Heading, ...] = ()
    """As many as there are columns, or none."""

    def count_rows(self) -> int:
        raise NotImplementedError

    def count_columns(self) -> int:
        return len(self.headings)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.count_rows()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.count_columns()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not self.headings:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.headings[section].tip
        return self.headings[section].title if role == Qt.ItemDataRole.DisplayRole else None


class RowTable(QTableView):
    """A table of which one row is chosen as a whole. Tab leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
