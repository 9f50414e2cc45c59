"""The confusion matrix as a table that a screen reader goes through cell by cell."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..widgets.plain import plain_name
from ..widgets.tokens import MEDIUM

_SIZE = (720, 460)
"""Pixels at first."""


class MatrixTable(QDialog):
    """The counts as they were when it was opened."""

    def __init__(
        self, counts: NDArray[np.int64], names: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        """counts: int64 (10, 10), the row is the label, the column the answer."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("matrixTable")
        self.setWindowTitle(self.tr("Confusion matrix"))
        self.table = QTableWidget(*counts.shape)
        self.table.setAccessibleName(self.tr("Rows: what it is. Columns: what is read."))
        shown = [plain_name(name, 20) for name in names]
        self.table.setHorizontalHeaderLabels(
            [self.tr("read as {name}").format(name=name) for name in shown]
        )
        self.table.setVerticalHeaderLabels(shown)
        for (row, column), count in np.ndenumerate(counts):
            item = QTableWidgetItem(f"{count:,}")
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.table.setItem(row, column, item)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MEDIUM, MEDIUM, MEDIUM, MEDIUM)
        layout.addWidget(self.table)
        layout.addWidget(close)
        self.resize(*_SIZE)
