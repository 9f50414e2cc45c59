"""What the two colours mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from .tokens import AGAINST, FOR, colours

_BAR = 56


class Legend(QWidget):
    """A bar from orange to blue with a word at each end."""

    def __init__(self, low: str, high: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low, self._high = low, high
        self.setAccessibleName(self.tr("Orange: {low}; blue: {high}").format(low=low, high=high))

    def sizeHint(self) -> QSize:
        advance = self.fontMetrics().horizontalAdvance
        return QSize(advance(self._low) + advance(self._high) + _BAR + 16, 18)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours().quiet))
        start = self.fontMetrics().horizontalAdvance(self._low) + 8
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | middle, self._low)
        painter.drawText(
            self.rect().adjusted(start + _BAR + 8, 0, 0, 0),
            Qt.AlignmentFlag.AlignLeft | middle,
            self._high,
        )
        bar = QRectF(start, self.height() / 2 - 5, _BAR, 10)
        shades = QLinearGradient(bar.topLeft(), bar.topRight())
        shades.setColorAt(0, QColor(*AGAINST))
        shades.setColorAt(0.5, QColor("black"))
        shades.setColorAt(1, QColor(*FOR))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shades)
        painter.drawRoundedRect(bar, 3, 3)
