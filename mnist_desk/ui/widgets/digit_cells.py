"""Digits as the cells of a table: which one is where, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from .plain import plain_tip
from .tables import Index, Table

Indices = NDArray[np.intp]
Caption = Callable[[int], str]
"""Index of a digit -> the words below it, which may come from outside."""


class DigitCells(Table):
    """Row by row from the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.images: NDArray[np.uint8] = np.zeros((0, 28, 28), np.uint8)
        """All there are, (n, 28, 28)."""
        self.order: Indices = np.zeros(0, np.intp)
        """Those that are shown, (k,)."""
        self.wrong: NDArray[np.bool_] | None = None
        """Which of all are read wrong, (n,)."""
        self.caption: Caption = str
        self._columns = 1

    def set_order(self, order: Indices) -> None:
        self.beginResetModel()
        self.order = order
        self.endResetModel()

    def set_columns(self, columns: int) -> None:
        self.beginResetModel()
        self._columns = columns
        self.endResetModel()

    def count_rows(self) -> int:
        return -(-len(self.order) // self._columns)

    def count_columns(self) -> int:
        return self._columns

    def place(self, index: Index) -> int:
        """Where in the order a cell is; beyond its end for the empty cells of the last row."""
        return index.row() * self._columns + index.column()

    def cell(self, place: int) -> Index:
        """The cell of a place in the order."""
        return self.index(*divmod(place, self._columns))

    def place_of(self, digit: int) -> int | None:
        """Where in the order a digit is; None when it is not shown."""
        places = np.flatnonzero(self.order == digit)
        return int(places[0]) if len(places) else None

    def digit(self, index: Index) -> int | None:
        """None where there is no cell, or an empty one."""
        place = self.place(index)
        return int(self.order[place]) if index.isValid() and place < len(self.order) else None

    def is_wrong(self, digit: int) -> bool:
        return self.wrong is not None and bool(self.wrong[digit])

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.digit(index) is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        digit = self.digit(index)
        if digit is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.caption(digit)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.caption(digit))
        return None
