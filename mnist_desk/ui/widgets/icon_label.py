"""An icon as a picture on a page."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from .icons import icon
from .spoken import Role, speak_as


class IconLabel(QWidget):
    """An icon that cannot be pressed; words beside it say the same, so it has none."""

    def __init__(self, name: str, side: int = 40, colour: str = "quiet") -> None:
        """side: pixels."""
        super().__init__()
        speak_as(self, Role.Whitespace, "")
        self._icon = icon(name, colour)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._icon.paint(QPainter(self), self.rect())
