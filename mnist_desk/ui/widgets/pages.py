"""Pages of a panel, one in sight, chosen by a row of buttons above."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from .buttons import named_button
from .tokens import SMALL, TINY


class Pages(QWidget):
    """The row has room at its right for what all pages share."""

    turned = Signal()
    """Another page is in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._show)
        self._stack = QStackedWidget()
        self._row = QHBoxLayout()
        self._row.setSpacing(TINY)
        self._row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addLayout(self._row)
        layout.addWidget(self._stack, 1)

    @property
    def current(self) -> str:
        """The name of the page in sight."""
        return self._names[self._stack.currentIndex()]

    def add(self, name: str, title: str, page: QWidget) -> None:
        button = named_button(f"{name}PageButton", title, kind="flat")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setChecked(not self._names)
        self._group.addButton(button, len(self._names))
        self._row.insertWidget(len(self._names), button)
        self._names.append(name)
        page.setAccessibleName(title)
        self._stack.addWidget(page)

    def add_beside(self, widget: QWidget) -> None:
        """At the right of the row."""
        self._row.addWidget(widget)

    def button(self, name: str) -> QPushButton:
        button = self._group.button(self._names.index(name))
        assert isinstance(button, QPushButton)
        return button

    def show_page(self, name: str) -> None:
        if name in self._names:
            self.button(name).setChecked(True)
            self._show(self._names.index(name))

    @Slot(int)
    def _show(self, place: int) -> None:
        if place != self._stack.currentIndex():
            self._stack.setCurrentIndex(place)
            self.turned.emit()
