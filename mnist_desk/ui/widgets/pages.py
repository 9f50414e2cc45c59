"""Pages of a panel, one in sight, chosen by a row of buttons above."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from .buttons import named_button
from .tokens import SMALL, TINY

_CLOSE = 18
"""Pixels that a button is wider than its title where there is little room."""
_UNBOUNDED = 16_777_215
"""Qt's own largest width."""


class Pages(QWidget):
    """What all pages share stands at the right of the row, or below it where there is no room."""

    turned = Signal()
    """Another page is in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._on_toggled)
        self._stack = QStackedWidget()
        self._shared: QWidget | None = None
        self._without: tuple[str, ...] = ()
        self._row = QHBoxLayout()
        self._row.setSpacing(TINY)
        self._row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SMALL)
        self._column.addLayout(self._row)
        self._column.addWidget(self._stack, 1)

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

    def share(self, widget: QWidget, *without: str) -> None:
        """Something that is in sight with every page, but for those of these names."""
        self._shared, self._without = widget, without
        self._column.insertWidget(1, widget, 0, Qt.AlignmentFlag.AlignRight)

    def button(self, name: str) -> QPushButton:
        button = self._group.button(self._names.index(name))
        assert isinstance(button, QPushButton)
        return button

    def show_page(self, name: str) -> None:
        if name in self._names:
            self.button(name).setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Beside the row or below it: the window may be as narrow as the row alone."""
        return QSize(self._row_width(_close_width), super().minimumSizeHint().height())

    def _row_width(self, width_of: Callable[[QAbstractButton], int]) -> int:
        buttons = self._group.buttons()
        return sum(map(width_of, buttons)) + TINY * len(buttons)

    def _fit(self) -> None:
        """Buttons move closer, and what is shared goes below them, where there is no room."""
        width, needed = self.width(), self._row_width(_usual_width)
        for button in self._group.buttons():
            button.setMaximumWidth(_UNBOUNDED if needed <= width else _close_width(button))
        if self._shared is not None:
            self._place_shared(
                self._shared, beside=needed + SMALL + self._shared.sizeHint().width() <= width
            )

    def _place_shared(self, shared: QWidget, *, beside: bool) -> None:
        if beside == (self._row.indexOf(shared) >= 0):
            return
        if beside:
            self._column.removeWidget(shared)
            self._row.addWidget(shared)
        else:
            self._row.removeWidget(shared)
            self._column.insertWidget(1, shared, 0, Qt.AlignmentFlag.AlignRight)

    @Slot(int, bool)
    def _on_toggled(self, place: int, on: bool) -> None:
        if not on:
            return
        self._stack.setCurrentIndex(place)
        if self._shared is not None:
            self._shared.setVisible(self.current not in self._without)
        self.turned.emit()


def _usual_width(button: QAbstractButton) -> int:
    return button.sizeHint().width()


def _close_width(button: QAbstractButton) -> int:
    title = button.fontMetrics().horizontalAdvance(button.text())
    return min(title + _CLOSE, _usual_width(button))
