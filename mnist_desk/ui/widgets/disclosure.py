"""A button that shows what most people do not need, and hides it again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from .icons import icon
from .tokens import LARGE


class Disclosure(QToolButton):
    """A line with a chevron above the widget that it shows and hides."""

    opened = Signal(bool)
    """The person has shown or hidden it."""

    def __init__(self, object_name: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(LARGE)
        self._content = content
        self._is_open = False
        self.clicked.connect(self._turn)
        self.set_open(False)

    @property
    def is_open(self) -> bool:
        return self._is_open

    def set_open(self, is_open: bool) -> None:
        self._is_open = is_open
        self._content.setVisible(is_open)
        self.setIcon(icon("chevron-down" if is_open else "chevron-right"))
        self.setAccessibleDescription(self.tr("open") if is_open else self.tr("closed"))

    def set_text(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)

    @Slot()
    def _turn(self) -> None:
        self.set_open(not self._is_open)
        self.opened.emit(self._is_open)
