"""Two columns side by side, or one of them at a time where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

from ..widgets.tokens import SMALL

_LEFT = 270
"""Width of the left column at first, pixels."""


class TwoColumns(QWidget):
    """The room that the right one has grows with the window; the line between can be moved."""

    def __init__(self, left: QWidget, right: QWidget, titles: tuple[str, str]) -> None:
        """titles: of the columns, for the choice between them."""
        super().__init__()
        self._columns = (left, right)
        self._narrow = False
        self.choice = QTabBar()
        self.choice.setObjectName("trainColumns")
        self.choice.setDocumentMode(True)
        self.choice.setExpanding(True)
        for title in titles:
            self.choice.addTab(title)
        self.choice.hide()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        for column in self._columns:
            self.splitter.addWidget(column)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([_LEFT, 600])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        # It can be narrower than the columns that are in sight: then one of them goes.
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(self.choice)
        layout.addWidget(self.splitter, 1)
        self.choice.currentChanged.connect(self._show_chosen)

    @property
    def is_narrow(self) -> bool:
        """Whether one column is seen at a time."""
        return self._narrow

    def minimumSizeHint(self) -> QSize:
        """Room for either column: with less than for both there is one."""
        widest = max(column.minimumWidth() for column in self._columns)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_least(self, left: int, right: int) -> None:
        """How narrow the columns can be, pixels."""
        for column, least in zip(self._columns, (left, right), strict=True):
            column.setMinimumWidth(least)
        self._fit()

    def _fit(self) -> None:
        needed = sum(column.minimumWidth() for column in self._columns)
        narrow = self.width() < needed + self.splitter.handleWidth()
        if narrow != self._narrow:
            self._narrow = narrow
            self.choice.setVisible(narrow)
            self._show_chosen()

    @Slot()
    def _show_chosen(self) -> None:
        for at, column in enumerate(self._columns):
            column.setVisible(not self._narrow or at == self.choice.currentIndex())
