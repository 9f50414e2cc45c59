"""A card that is pressed: one look of ground, edge and ring, whatever stands upon it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from .cell_grid import paint_ring
from .tokens import SMALL_RADIUS, colours


class CardButton(QAbstractButton):
    """Chosen or not. A subclass gives sizeHint and paint_card."""

    radius = SMALL_RADIUS
    """Of the corners, pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paint_card(self, painter: QPainter) -> None:
        """All that stands on the card."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        c, on = colours(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(c.accent if on else c.line))
        painter.setBrush(QColor(c.notice if on else c.hover if self.underMouse() else c.raised))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, self.radius, self.radius)
        self.paint_card(painter)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()))
